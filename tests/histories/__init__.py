"""Many people at once: what they did is written down, and a checker reads it for what must never happen."""
