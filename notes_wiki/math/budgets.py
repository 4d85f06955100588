"""Bounds on what a formula may be, before anything else runs."""

LONGEST = 10_000
"""Characters a formula may have."""
DEEPEST = 100
"""Levels a formula may be nested."""
MOST_TOKENS = 100_000
"""Tokens that a formula may expand to, or that the code of a preamble may stand for."""
MOST_READ = 3 * MOST_TOKENS
"""Tokens that expansions may put back to be read: a macro may hand all of a formula on many times."""
MOST_PROBLEMS = 20
"""Problems that are reported for one formula."""
