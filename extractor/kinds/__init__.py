"""Kinds of documents and the labels of forms, as data files."""
