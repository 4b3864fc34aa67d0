"""Protected terms, in whatever disguise, found in the letter's views and told in places of the original."""
