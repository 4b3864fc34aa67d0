"""The tables, one noun a file. Ids, states and dates stand in clear; everything else is sealed."""
