"""Judge what a proof document says against a notice; recommend, never decide."""
