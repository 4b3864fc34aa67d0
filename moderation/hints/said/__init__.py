"""What a letter says, in plain spelling: the ground on which rules about tone and danger stand."""
