"""Whom a document names: its holder, and lists of people in their order."""
