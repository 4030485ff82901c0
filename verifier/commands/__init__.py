"""What the commands of `xueshi` do, and how each of them ends."""
