"""What runs over several lines of a paragraph and is not ended by any of them: displays, shortcodes.

In:  a note's text, the name of its dialect.
Out: the line one opens on -> the line it closes on (`env["displays"]`).
"""

from __future__ import annotations

from notes_wiki.parse.rules.displays import displays
from notes_wiki.parse.rules.shortcodes import over_lines


def long_lines(text: str, dialect: str) -> dict[int, int]:
    """The lines that belong together, whatever they begin with."""
    if dialect == "jekyll":
        text = text.replace("\\$$", " $$")  # kramdown's, which opens a formula too
    found = displays(text, double_backslash=dialect in ("hugo", "jekyll", "wiki"))
    if dialect in ("hugo", "wiki"):
        return {**over_lines(text), **found}
    return found
