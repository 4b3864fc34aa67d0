"""Backup, restore, and keys that take over."""
