"""What stated facts are worth by a notice's table, with the steps to it."""
