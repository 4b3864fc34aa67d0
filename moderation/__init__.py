"""Decides what is safe, what is pointed at, what may happen next. Knows no keys, Flask or database."""
