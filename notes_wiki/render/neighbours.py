"""Which notes are near a note: those that it links to or that link to it, and those that are linked to these.

In:  the graph, a note.
Out: a `Neighbourhood`: at most 40 notes, at most two links away. `nearby.py` draws it.
"""

from __future__ import annotations

from notes_wiki.model import Found, Graph, Record

FIRST = 12
"""Notes one link away that are shown, each with its name."""
MOST = 40
"""Notes shown in all, the middle included."""


class Neighbourhood(Record, frozen=True):
    """The notes around one: `first` one link away, `second` (id, index into `first`) two, and the links
    among `first` as pairs of indices."""

    middle: str
    first: tuple[str, ...]
    second: tuple[tuple[str, int], ...] = ()
    links: tuple[tuple[int, int], ...] = ()


class Neighbours:
    """The notes that each note links to or is linked from, nearest in its text first. They are found when
    they are asked for: a build that renders one page needs those of a dozen notes."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._known: dict[str, tuple[str, ...]] = {}

    def edited(self, graph: Graph, id: str) -> Neighbours:
        """The same after an edit of the links of note `id` alone; right for that note."""
        after = Neighbours(graph)
        after._known = dict(self._known)  # at once: another thread may add to it
        after._known.pop(id, None)
        return after

    def of(self, id: str) -> tuple[str, ...]:
        """The ids of a note's neighbours."""
        known = self._known.get(id)
        if known is None:
            leads = [
                found.id for found in self._graph.links[id] if isinstance(found, Found) and found.id != id
            ]
            sources = [backlink.source for backlink in self._graph.backlinks.get(id, ())]
            known = self._known[id] = tuple(dict.fromkeys((*leads, *sources)))
        return known


def neighbourhood(neighbours: Neighbours, middle: str) -> Neighbourhood | None:
    """The notes to show around `middle`, or None if it has no links."""
    first = neighbours.of(middle)[:FIRST]
    if not first:
        return None
    index = {id: place for place, id in enumerate(first)}
    seen = {middle, *first}
    links: list[tuple[int, int]] = []
    second: list[tuple[str, int]] = []
    share = max(1, (MOST - 1 - len(first)) // len(first))
    for place, id in enumerate(first):
        taken = 0
        for other in neighbours.of(id):
            if (there := index.get(other)) is not None:
                if place < there:
                    links.append((place, there))
            elif other not in seen and taken < share and len(seen) < MOST:
                seen.add(other)
                second.append((other, place))
                taken += 1
    return Neighbourhood(middle, first, tuple(second), tuple(links))
