"""Words that might stand for a protected term: proposed by the program, chosen by people."""
