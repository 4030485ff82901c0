"""What a form says by its labels: where they stand, where their values begin and end."""
