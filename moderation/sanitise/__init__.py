"""Untrusted text and pictures in, harmless copies out."""
