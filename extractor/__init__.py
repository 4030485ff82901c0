"""Read proof documents: bytes in, fields with their places out; judge nothing."""
