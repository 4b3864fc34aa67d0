"""The letterbox command line."""
