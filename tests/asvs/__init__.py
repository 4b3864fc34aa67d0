"""The ASVS table is held to the code, and what was made for it is proved."""
