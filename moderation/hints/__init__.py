"""Places in a letter that may identify somebody. A hint points; people decide."""
