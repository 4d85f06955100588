"""Dividing long lists into pages, so that no page grows with the wiki.

In:  groups of entries in order.
Out: the groups on each page, with at most `MOST` entries (a group is kept together if possible); the
     addresses and names of the pages, and the links between them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from notes_wiki.render.urls import relative
from notes_wiki.render.view import Group, PageLink

MOST = 500
"""Entries of a page."""


def paged(groups: Sequence[Group], most: int = MOST) -> list[tuple[Group, ...]]:
    """The groups on each page; one empty page if there is nothing to list."""
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


def page_links(address: str, listed: Sequence[Sequence[str]]) -> Callable[[int], tuple[PageLink, ...]]:
    """A function that gives the links from page `number` (from 1) of a list to all its pages; none if there
    is only one. `listed` names the entries of each page, in order. A page is named after its first and last
    entry, or by its number if that would not be unique."""
    names = [span(names) for names in listed]
    if len({*names, ""}) <= len(names):
        names = [str(number) for number in range(1, len(names) + 1)]
    links = [PageLink(name, numbered(address, number)) for number, name in enumerate(names, 1)]

    def of(number: int) -> tuple[PageLink, ...]:
        return seen(links[number - 1].url, links) if len(links) > 1 else ()

    return of


def seen(page: str, links: Iterable[PageLink]) -> tuple[PageLink, ...]:
    """Links from the root, made relative to a page; the link to the page itself becomes ""."""
    return tuple(_as_seen(page, link) for link in links)


def _as_seen(page: str, link: PageLink) -> PageLink:
    address, hash_, anchor = link.url.partition("#")
    if address == page:
        return PageLink(link.text, hash_ + anchor)
    return PageLink(link.text, relative(page, address) + hash_ + anchor)


def span(names: Sequence[str]) -> str:
    """A name for what a page of a sorted list holds: "A – C"."""
    return " – ".join(dict.fromkeys((names[0], names[-1]))) if names else ""
