"""What holds for all tests."""

from hypothesis import settings

# How long an example takes says more of the machine than of the code; time is for bench/ to measure.
settings.register_profile("wiki", deadline=None)
settings.load_profile("wiki")
