"""One module a group of pages: parse the request, call the store, render."""
