"""Places taken out of pages, and the proof that they are gone."""
