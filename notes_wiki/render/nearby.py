"""The neighbourhood of a note as a small picture: inline SVG, made at build time, no script.

In:  who links to whom (`Neighbours`), and a note.
Out: which notes to show (at most 40, two steps away), and an SVG of them.

The layout is radial, in time linear in the nodes: the note stands in the middle, the notes one link away
on an ellipse around it, those two links away on a wider one, near the note they hang on. A force-directed
layout looks livelier and costs a hundred times as much, which two thousand pages would notice.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from html import escape
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from notes_wiki.model import Found, Graph, Record

Neighbours = Mapping[str, tuple[str, ...]]
"""Note id to the ids of the notes it links to or is linked from, nearest in the text first."""

FIRST = 12
"""Notes one link away that are shown, each with its name."""
MOST = 40
"""Notes shown in all, the middle included."""
WIDTH, HEIGHT = 270, 230
NAME = 20
"""Characters of a title that are shown; the rest is in the tooltip."""


class Neighbourhood(Record, frozen=True):
    """The notes around one: `first` one link away, `second` (id, index into `first`) two, and the links
    among `first` as pairs of indices."""

    middle: str
    first: tuple[str, ...]
    second: tuple[tuple[str, int], ...] = ()
    links: tuple[tuple[int, int], ...] = ()


def neighbours(graph: Graph) -> Neighbours:
    """Both directions of every link between two different notes."""
    both: dict[str, dict[str, None]] = {id: {} for id in graph.notes}
    for id, resolutions in graph.links.items():
        for found in resolutions:
            if isinstance(found, Found) and found.id != id:
                both[id][found.id] = None
    for id in graph.notes:
        for backlink in graph.backlinks.get(id, ()):
            both[id].setdefault(backlink.source)
    return {id: tuple(linked) for id, linked in both.items()}


def neighbours_of(graph: Graph, id: str) -> tuple[str, ...]:
    """Both directions of the links of one note, in the same order."""
    leads = [found.id for found in graph.links[id] if isinstance(found, Found) and found.id != id]
    sources = [backlink.source for backlink in graph.backlinks.get(id, ())]
    return tuple(dict.fromkeys((*leads, *sources)))


def neighbourhood(all_neighbours: Neighbours, middle: str) -> Neighbourhood | None:
    """The notes to show around `middle`, or None where it stands alone."""
    first = all_neighbours[middle][:FIRST]
    if not first:
        return None
    index = {id: place for place, id in enumerate(first)}
    seen = {middle, *first}
    links: list[tuple[int, int]] = []
    second: list[tuple[str, int]] = []
    share = max(1, (MOST - 1 - len(first)) // len(first))
    for place, id in enumerate(first):
        taken = 0
        for other in all_neighbours[id]:
            if (there := index.get(other)) is not None:
                if place < there:
                    links.append((place, there))
            elif other not in seen and taken < share and len(seen) < MOST:
                seen.add(other)
                second.append((other, place))
                taken += 1
    return Neighbourhood(middle, first, tuple(second), tuple(links))


class Ring(NamedTuple):
    """Where the notes one link away stand when there are so many, as SVG: lines from the middle, circles,
    and the beginnings of texts."""

    places: tuple[tuple[float, float], ...]
    spokes: str
    circles: tuple[str, ...]
    texts: tuple[str, ...]


class Pictures:
    """Draws neighbourhoods. `titles` are the notes' plain titles."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        self._titles = titles
        self._names: dict[str, tuple[str, str]] = {}
        self._rings: dict[int, Ring] = {}
        self._fans: dict[tuple[int, int, int], tuple[str, tuple[str, ...]]] = {}

    def picture(self, around: Neighbourhood, address: Callable[[str], str]) -> str:
        """The SVG. `address` gives a note's page relative to the page shown, ready for an attribute."""
        ring = self._ring(len(around.first))
        lines = [ring.spokes]
        lines += [_line(ring.places[one], ring.places[other]) for one, other in around.links]
        nodes = []
        for parent, group in groupby(around.second, key=itemgetter(1)):
            children = [id for id, _ in group]
            fan, dots = self._fan(len(around.first), parent, len(children))
            lines.append(fan)
            for id, dot in zip(children, dots, strict=True):
                nodes.append(f'<a href="{address(id)}"><title>{self._name(id)[0]}</title>{dot}</a>')
        for id, circle, text in zip(around.first, ring.circles, ring.texts, strict=True):
            title, shown = self._name(id)
            nodes.append(f'<a href="{address(id)}"><title>{title}</title>{circle}{text}{shown}</text></a>')
        return (
            f'<svg class="nearby" viewBox="0 0 {WIDTH} {HEIGHT}" role="group" '
            f'aria-label="Notes near {self._name(around.middle)[0]}">'
            f'<path class="links" d="{"".join(lines)}"/>{"".join(nodes)}'
            f'<circle class="here" cx="{WIDTH / 2:g}" cy="{HEIGHT / 2:g}" r="6"/></svg>'
        )

    def _name(self, id: str) -> tuple[str, str]:
        """A note's title, whole and as it is shown, escaped."""
        if id not in self._names:
            title = self._titles[id]
            shown = title if len(title) <= NAME else title[: NAME - 1].rstrip() + "…"
            self._names[id] = escape(title), escape(shown)
        return self._names[id]

    def _ring(self, count: int) -> Ring:
        """Rings and fans come in few sizes, and their sines cost more than all titles."""
        if count not in self._rings:
            centre = (WIDTH / 2, HEIGHT / 2)
            places = _ring(count, WIDTH / 2 - 52, HEIGHT / 2 - 32)
            self._rings[count] = Ring(
                places=tuple(places),
                spokes="".join(_line(centre, place) for place in places),
                circles=tuple(_circle(place, 3.6) for place in places),
                texts=tuple(
                    f'<text x="{x:g}" y="{y - 7 if y < centre[1] else y + 13:g}">' for x, y in places
                ),
            )
        return self._rings[count]

    def _fan(self, count: int, parent: int, children: int) -> tuple[str, tuple[str, ...]]:
        """Lines and circles of the notes that hang on number `parent` of a ring of `count`."""
        key = (count, parent, children)
        if key not in self._fans:
            start = self._ring(count).places[parent]
            places = _fan(start, children)
            lines = "".join(_line(start, place) for place in places)
            self._fans[key] = lines, tuple(_circle(place, 2.2) for place in places)
        return self._fans[key]


def _ring(count: int, across: float, down: float) -> list[tuple[float, float]]:
    """`count` places on an ellipse around the middle, beginning at the top; every second a little
    further in when there are many, so that names do not run into each other."""
    places = []
    for place in range(count):
        angle = 2 * math.pi * (place + 0.5) / count - math.pi / 2
        near = 0.72 if count > 6 and place % 2 else 1.0
        x = WIDTH / 2 + near * across * math.cos(angle)
        y = HEIGHT / 2 + near * down * math.sin(angle)
        places.append((round(x, 1), round(y, 1)))
    return places


def _fan(start: tuple[float, float], count: int) -> list[tuple[float, float]]:
    """`count` places further out than `start`, fanned around it."""
    x, y = start
    middle = math.atan2(y - HEIGHT / 2, x - WIDTH / 2)
    places = []
    for place in range(count):
        angle = middle + (place - (count - 1) / 2) * 0.5
        far_x = min(max(x + 26 * math.cos(angle), 4), WIDTH - 4)
        far_y = min(max(y + 22 * math.sin(angle), 4), HEIGHT - 4)
        places.append((round(far_x, 1), round(far_y, 1)))
    return places


def _line(start: tuple[float, float], end: tuple[float, float]) -> str:
    return f"M{start[0]:g} {start[1]:g}L{end[0]:g} {end[1]:g}"


def _circle(place: tuple[float, float], radius: float) -> str:
    return f'<circle cx="{place[0]:g}" cy="{place[1]:g}" r="{radius:g}"/>'
