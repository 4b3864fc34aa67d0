"""Measurements: every number is a ratio against a baseline of the same run."""
