"""What a project's papers tell: which project, whose, and the holder's part in it."""
