"""The family door, page by page."""
