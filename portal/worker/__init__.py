"""Background jobs: each may be run twice, and killed at any point."""
