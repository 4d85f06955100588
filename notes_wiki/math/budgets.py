"""Bounds on what a formula may be, before anything else runs."""

LONGEST = 10_000
"""Characters a formula may have."""
DEEPEST = 100
"""Levels a formula may be nested."""
MOST_PROBLEMS = 20
"""Problems that are reported for one formula."""
