"""Taking in and making safe, attacked."""
