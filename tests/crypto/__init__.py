"""What the sealing package promises."""
