"""Scores of readings and of whole claims against labelled folders."""
