"""What an invitation or a notice announces: which meeting, when and where."""
