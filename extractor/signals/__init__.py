"""Measured signals of a page: seals, originality, picture quality. They propose and never judge."""
