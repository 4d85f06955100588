"""The name that was meant where another was written.

In:  what was written, the names there are.
Out: the one most like it.

For the few names of settings, fields and the like. `link/suggest.py` searches the many names of notes and
labels, `math/vocabulary.py` TeX's commands, for which it knows what slips are likely.
"""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, names: Iterable[str], *, least: float = 0.6) -> str:
    """The name most like `word`, or "" where none is as like it as `least` (`difflib`'s ratio, 0 to 1)."""
    # Imported late: a build in which every name is right does without.
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, list(names), 1, least)), "")
