"""Settings of the property tests: no deadline, for the first example loads spaCy."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("language", deadline=None)
settings.load_profile("language")
