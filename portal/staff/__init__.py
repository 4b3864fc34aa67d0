"""The staff door: the desk and casework, inside the council's network."""
