"""The demonstration: built whole, sealed like anything real, and run and ended by one command."""
