"""The outline of a page: headings that skip no level, whatever levels the author chose.

In:  the HTML of a note with everything it embeds, below the page's own `h1`.
Out: the HTML with its headings renumbered: the first below the title is an `h2`, and a heading that is deeper
     than the one before it is exactly one level deeper. A screen reader that goes through the headings meets
     no gap.
"""

from __future__ import annotations

import re

from notes_wiki.pattern import pattern

_OPENING = pattern(r"<h([1-6])(?=[ >])")
_EITHER = pattern(r"(</?h)([1-6])(?=[ >])")


def in_order(html: str) -> str:
    """The HTML with the levels of its headings renumbered. Headings do not nest, so each closing tag belongs
    to the opening tag before it."""
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
