"""Every route of both doors, as everybody."""
