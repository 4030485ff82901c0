"""Serve the web application: parse requests, call the verifier, render."""
