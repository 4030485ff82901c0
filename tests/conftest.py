"""What all tests share: properties may take their time on a busy machine."""

from hypothesis import settings

settings.register_profile("patient", settings(), deadline=None)
settings.load_profile("patient")
