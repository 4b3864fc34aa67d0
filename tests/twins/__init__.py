"""Twin worlds: two portals that differ only in what an observer must not learn must look the same."""
