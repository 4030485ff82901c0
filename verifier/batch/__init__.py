"""A backlog worked through: its list taken in, driven over some hands, told in three files."""
