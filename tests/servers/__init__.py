"""Real servers for tests: PostgreSQL, mail, object storage."""
