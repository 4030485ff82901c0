"""Whether two documents are one, of one course or of one event: proposed to a person, with why."""
