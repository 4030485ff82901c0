"""Reports, notices and comparisons as a person likes to read them in a terminal."""
