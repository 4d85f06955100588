"""The outline of a page: headings that skip no level, whatever levels the author chose.

In:  the HTML of a note with all it embeds, below the page's own `h1`.
Out: the same with headings numbered by how they stand under each other: the first below the title is an
     `h2`, and what stands deeper than the heading before it stands one level deeper. Who goes through a
     page by its headings meets no gap.
"""

from __future__ import annotations

import re

from notes_wiki.pattern import pattern

_OPENING = pattern(r"<h([1-6])(?=[ >])")
_EITHER = pattern(r"(</?h)([1-6])(?=[ >])")


def in_order(html: str) -> str:
    """The HTML with its headings' levels in order. Headings do not nest, so each closing tag is that of
    the opening one before it."""
    written = _OPENING.findall(html)
    wanted = _levels(written)
    if written == wanted:
        return html
    levels = iter(wanted)
    current = ""

    def tag(found: re.Match[str]) -> str:
        nonlocal current
        if found[1] == "<h":
            current = next(levels)
        return found[1] + current

    return _EITHER.sub(tag, html)


def _levels(written: list[str]) -> list[str]:
    """The level each heading should have, as a digit."""
    above: list[str] = []
    found = []
    for level in written:
        while above and above[-1] >= level:
            above.pop()
        above.append(level)
        found.append(str(min(len(above) + 1, 6)))
    return found
