"""When it was: the days of the learning, the day of issue, and days a stain or a column broke."""
