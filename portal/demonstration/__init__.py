"""The demonstration: an invented agency and its people, built through the same services as real ones."""
