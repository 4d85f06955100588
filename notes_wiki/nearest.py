"""The name that was meant where another was written.

In:  what was written, the names there are.
Out: the one most like it.
"""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, names: Iterable[str], *, least: float = 0.6) -> str:
    """The name most like `word`, "" where none is at least so like it (`difflib`'s ratio, 0 to 1)."""
    # Imported late: a build in which every name is right does without.
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, list(names), 1, least)), "")
