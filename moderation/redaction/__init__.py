"""New content that no longer holds what was removed."""
