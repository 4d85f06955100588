"""Long lists over several pages, so that no page grows with the wiki.

In:  groups of entries in order.
Out: the groups of each page, at most `MOST` entries on one (a group stands whole on a page where it can); the
     addresses and the names of the pages, and the links from each to all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from notes_wiki.render.urls import relative
from notes_wiki.render.view import Group, PageLink

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


def page_links(address: str, listed: Sequence[Sequence[str]]) -> Callable[[int], tuple[PageLink, ...]]:
    """The links that page `number` (from 1) of a list has to all of its pages; none where there is but one.
    `listed` names what stands on each, in order. The pages are named by the first and the last of these, or
    by their numbers where that would not tell one from another."""
    names = [span(names) for names in listed]
    if len({*names, ""}) <= len(names):
        names = [str(number) for number in range(1, len(names) + 1)]
    links = [PageLink(name, numbered(address, number)) for number, name in enumerate(names, 1)]

    def of(number: int) -> tuple[PageLink, ...]:
        return seen(links[number - 1].url, links) if len(links) > 1 else ()

    return of


def seen(page: str, links: Iterable[PageLink]) -> tuple[PageLink, ...]:
    """Links given from the root, as seen from a page; "" for the page itself."""
    return tuple(_as_seen(page, link) for link in links)


def _as_seen(page: str, link: PageLink) -> PageLink:
    address, hash_, anchor = link.url.partition("#")
    if address == page:
        return PageLink(link.text, hash_ + anchor)
    return PageLink(link.text, relative(page, address) + hash_ + anchor)


def span(names: Sequence[str]) -> str:
    """What a page of a list in order holds: "A – C"."""
    return " – ".join(dict.fromkeys((names[0], names[-1]))) if names else ""
