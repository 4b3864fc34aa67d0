"""The staff door's pages."""
