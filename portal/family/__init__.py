"""The family door: adopters and birth relatives. It faces the internet."""
