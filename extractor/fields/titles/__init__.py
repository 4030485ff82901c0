"""What a document is about: its headings, and the name of the event or work in them."""
