"""Long lists over several pages, so that no page grows with the wiki.

In:  groups of entries in order.
Out: the groups of each page, at most `MOST` entries on one. A group stands whole on a page where it can.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from notes_wiki.render.view import Group

MOST = 500
"""Entries of a page."""


def paged(groups: Sequence[Group], most: int = MOST) -> list[tuple[Group, ...]]:
    """The groups of each page; one page where there is nothing to list."""
    pages: list[list[Group]] = [[]]
    room = most
    for group in groups:
        if len(group.entries) > room and pages[-1]:
            pages.append([])
            room = most
        for start in range(0, len(group.entries), most):
            part = group.entries[start : start + most]
            if len(part) > room:
                pages.append([])
                room = most
            pages[-1].append(msgspec.structs.replace(group, entries=part))
            room -= len(part)
    return [tuple(page) for page in pages]


def numbered(address: str, number: int) -> str:
    """The address of page `number` (from 1) of a list whose first page has this one."""
    return address if number == 1 else f"{address.removesuffix('.html')}.{number}.html"
