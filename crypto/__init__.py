"""Seals: envelopes, streams, grants, account and agency keys. Knows no letters, no Flask and no database."""
