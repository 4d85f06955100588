"""Which backlinks a note's page shows, and the pages that show all of them.

In:  the graph: who links to a note, and how large the linking paragraphs are.
Out: `shown`: the backlinks on the note's own page, all of them or, if there are too many, the most relevant;
     `pages`: if there are too many, all of them, divided into pages.

The limit is in bytes, compressed, as `Context.weight` estimates them: a hub in a wiki of ten thousand notes
can have two thousand backlinks, and its page should open as quickly as any other.
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
"""Bytes that a linking note takes without its paragraphs."""

FOLDER = "-/linked"
_PAGE = pattern(r"\.\d+(?=\.html$)")
"""The number of a further page: the `.2` of `x.2.html`."""


class Shown(Record, frozen=True):
    """The backlinks on a note's page. `left`: for each, how many of its paragraphs are not shown. `total`:
    how many notes link to the note."""

    backlinks: tuple[Backlink, ...] = ()
    left: tuple[int, ...] = ()
    total: int = 0

    @property
    def whole(self) -> bool:
        """Whether these are all of the note's backlinks."""
        return len(self.backlinks) == self.total and not any(self.left)


def shown(graph: Graph, id: str) -> Shown:
    """The backlinks on the page of note `id`. If there is no room for all: first those of notes that it links
    to itself, then those with the most paragraphs, then those of notes that link to the fewest others."""
    found = graph.backlinks.get(id, ())
    if _fit(graph, found):
        return Shown(found, (0,) * len(found), len(found))
    room = ROOM
    backlinks: list[Backlink] = []
    left: list[int] = []
    for one in _most_relevant_first(graph, id, found):
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
    """All backlinks of note `id`, divided into pages, in the order of their titles; empty if its own page
    shows all of them. A note with more paragraphs than a page has room for continues on the next page."""
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
    """The address of the first page of all backlinks of the note at this address."""
    return f"{FOLDER}/{note}"


def first_page(address: str) -> str:
    """If this is the address of a page of backlinks, that of the first page of the same note; else "".
    Addresses of notes have no dot but that of their extension."""
    return _PAGE.sub("", address) if address.startswith(f"{FOLDER}/") else ""


def _fit(graph: Graph, found: Sequence[Backlink]) -> bool:
    return len(found) * TITLE <= ROOM and sum(_weight_of(graph, one) for one in found) <= ROOM


def _most_relevant_first(graph: Graph, id: str, found: Sequence[Backlink]) -> list[Backlink]:
    linked_to = {one.id for one in graph.links[id] if isinstance(one, Found)}

    def rank(one: Backlink) -> tuple[bool, int, int]:
        return one.source not in linked_to, -min(len(one.contexts), PARAGRAPHS), len(graph.links[one.source])

    return sorted(found, key=rank)


def _parts(graph: Graph, one: Backlink) -> Iterator[Backlink]:
    """A backlink split into parts that fit on a page."""
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
