"""Text to value: numerals, dates, hours and identifiers. Pure; knows no page and no engine."""
