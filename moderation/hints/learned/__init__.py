"""The learned second opinion: a small model that reads beside the rules, on the CPU, without a network."""
