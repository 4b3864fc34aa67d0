"""Files as attackers make them, built by the tests themselves."""
