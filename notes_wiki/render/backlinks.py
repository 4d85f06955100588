"""Which backlinks a note's page shows, and the pages that show them all.

In:  the graph: who links to a note, and how heavy the paragraphs are that do.
Out: `shown`, the backlinks of the note's own page: all where there is room, else those that have most to say;
     `pages`, where there are more: all of them over as many pages as they need.

How much there is room for is counted in bytes, compressed, as `Context.weight` estimates them: a hub of a
wiki of ten thousand notes may have two thousand backlinks, and its page should open as quickly as any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from notes_wiki.model import Backlink, Found, Graph, Record
from notes_wiki.pattern import pattern

ROOM = 4_500
"""Bytes of backlinks on a note's own page, compressed."""
SOURCES = 12
"""Notes that its page shows where it does not show all."""
PARAGRAPHS = 3
"""Paragraphs of one note that it shows then."""
PAGE_ROOM = 25_000
"""Bytes of backlinks on a page that shows nothing else."""
PAGE_SOURCES = 100
"""Notes on such a page."""
TITLE = 60
"""Bytes that a source takes without its paragraphs."""

FOLDER = "-/linked"
_PAGE = pattern(r"\.\d+(?=\.html$)")


class Shown(Record, frozen=True):
    """The backlinks of a note's page. `left` says, for each, how many of its paragraphs are not shown;
    `total` counts all notes that link there."""

    backlinks: tuple[Backlink, ...] = ()
    left: tuple[int, ...] = ()
    total: int = 0

    @property
    def whole(self) -> bool:
        """Whether nothing is left out."""
        return len(self.backlinks) == self.total and not any(self.left)


def shown(graph: Graph, id: str) -> Shown:
    """The backlinks of the page of note `id`. Where there is no room for all: first those of notes that this
    one leads to as well, then those with most paragraphs, then those of notes that lead to fewest others."""
    found = graph.backlinks.get(id, ())
    if _fit(graph, found):
        return Shown(found, (0,) * len(found), len(found))
    room = ROOM
    backlinks: list[Backlink] = []
    left: list[int] = []
    for one in _by_weight_of_words(graph, id, found):
        if len(backlinks) == SOURCES or room < TITLE:
            break
        room -= TITLE
        taken: list[int] = []
        for number in one.contexts[:PARAGRAPHS]:
            weight = _weight(graph, one.source, number)
            if weight <= room:
                taken.append(number)
                room -= weight
        backlinks.append(replace(one, contexts=tuple(taken)))
        left.append(len(one.contexts) - len(taken))
    return Shown(tuple(backlinks), tuple(left), len(found))


def pages(graph: Graph, id: str) -> list[tuple[Backlink, ...]]:
    """All backlinks of note `id` over pages, in the order of their titles; none where its own page shows
    them all. A source with more paragraphs than a page has room for goes on on the next."""
    found = graph.backlinks.get(id, ())
    if _fit(graph, found):
        return []
    cut: list[list[Backlink]] = [[]]
    room = PAGE_ROOM
    for one in found:
        if cut[-1] and (len(cut[-1]) == PAGE_SOURCES or room < _weight_of(graph, one)):
            cut.append([])
            room = PAGE_ROOM
        for part in _parts(graph, one):
            if cut[-1] and room < _weight_of(graph, part):
                cut.append([])
                room = PAGE_ROOM
            cut[-1].append(part)
            room -= _weight_of(graph, part)
    return [tuple(page) for page in cut]


def address(note: str) -> str:
    """The first page of all backlinks of the note whose page has this address."""
    return f"{FOLDER}/{note}"


def first_page(address: str) -> str:
    """The first page of the backlinks that a page at this address is one of; "" where it is none. No part of
    a note's address has a dot but its end."""
    return _PAGE.sub("", address) if address.startswith(f"{FOLDER}/") else ""


def _fit(graph: Graph, found: Sequence[Backlink]) -> bool:
    return len(found) * TITLE <= ROOM and sum(_weight_of(graph, one) for one in found) <= ROOM


def _by_weight_of_words(graph: Graph, id: str, found: Sequence[Backlink]) -> list[Backlink]:
    leads = {one.id for one in graph.links[id] if isinstance(one, Found)}

    def rank(one: Backlink) -> tuple[bool, int, int]:
        return one.source not in leads, -min(len(one.contexts), PARAGRAPHS), len(graph.links[one.source])

    return sorted(found, key=rank)


def _parts(graph: Graph, one: Backlink) -> Iterator[Backlink]:
    """A source in parts that a page has room for."""
    taken: list[int] = []
    room = PAGE_ROOM - TITLE
    for number in one.contexts:
        weight = _weight(graph, one.source, number)
        if taken and weight > room:
            yield replace(one, contexts=tuple(taken))
            taken, room = [], PAGE_ROOM - TITLE
        taken.append(number)
        room -= weight
    yield replace(one, contexts=tuple(taken))


def _weight_of(graph: Graph, one: Backlink) -> int:
    return TITLE + sum(_weight(graph, one.source, number) for number in one.contexts)


def _weight(graph: Graph, source: str, number: int) -> int:
    return graph.notes[source].facts.contexts[number].weight
