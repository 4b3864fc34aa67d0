"""Word lists and places, made when the portal is built."""
