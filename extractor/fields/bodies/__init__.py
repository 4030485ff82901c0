"""Who is behind a document: bodies that sign, hold or run, under seals, too."""
