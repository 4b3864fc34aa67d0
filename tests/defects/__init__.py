"""Defects that others had, tried on ours. docs/known-defects.md lists them, each with its test."""
