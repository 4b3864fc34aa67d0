"""Backup, restore, and the check that everything kept can still be opened."""
