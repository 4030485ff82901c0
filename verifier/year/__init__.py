"""A person's year: what counts, what is missing, what carries over. Pure."""
