"""The table of contents of a note.

In:  the note's headings.
Out: entries, each with those below it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from notes_wiki.model import Heading
from notes_wiki.render.urls import fragment
from notes_wiki.render.view import TocEntry

TOC_LEAST = 2
"""Headings a note needs for a table of contents."""
TOC_MOST = 80
"""Headings up to which a table of contents shows further levels."""


def table_of_contents(headings: Sequence[Heading]) -> tuple[TocEntry, ...]:
    """Headings nested by their levels, whatever levels are left out; none for a single heading. Of many
    headings as many levels as there is room for, the first in any case."""
    if len(headings) < TOC_LEAST:
        return ()
    headings = _upper_levels(headings)

    def below(start: int, end: int) -> tuple[TocEntry, ...]:
        entries = []
        place = start
        while place < end:
            heading = headings[place]
            after = place + 1
            while after < end and headings[after].level > heading.level:
                after += 1
            children = below(place + 1, after)
            entries.append(TocEntry(heading.text.html, fragment(heading.anchor), children))
            place = after
        return tuple(entries)

    return below(0, len(headings))


def _upper_levels(headings: Sequence[Heading]) -> Sequence[Heading]:
    deepest, count = 0, 0
    for level, number in sorted(Counter(heading.level for heading in headings).items()):
        count += number
        if deepest and count > TOC_MOST:
            break
        deepest = level
    return [heading for heading in headings if heading.level <= deepest]
