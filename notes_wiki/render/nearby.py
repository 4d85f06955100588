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


def picture(around: Neighbourhood, title: Callable[[str], str], address: Callable[[str], str]) -> str:
    """The SVG. `title` gives a note's plain title, `address` its page relative to the page shown."""
    centre = (WIDTH / 2, HEIGHT / 2)
    places = _ring(len(around.first), WIDTH / 2 - 52, HEIGHT / 2 - 32)
    outer = _outer(around, places)
    lines = [_line(centre, place) for place in places]
    lines += [_line(places[one], places[other]) for one, other in around.links]
    lines += [_line(places[parent], place) for (_, parent), place in zip(around.second, outer, strict=True)]
    nodes = [
        _node(title(id), address(id), place, radius=2.2, name=False)
        for (id, _), place in zip(around.second, outer, strict=True)
    ]
    nodes += [
        _node(title(id), address(id), place, radius=3.6, name=True, above=place[1] < centre[1])
        for id, place in zip(around.first, places, strict=True)
    ]
    label = escape(f"Notes near {title(around.middle)}", quote=True)
    return (
        f'<svg class="nearby" viewBox="0 0 {WIDTH} {HEIGHT}" role="group" aria-label="{label}">'
        f'<path class="links" d="{"".join(lines)}"/>{"".join(nodes)}'
        f'<circle class="here" cx="{centre[0]:g}" cy="{centre[1]:g}" r="6"/></svg>'
    )


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


def _outer(around: Neighbourhood, places: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Places further out for the notes two links away, fanned around the one they hang on."""
    children: dict[int, int] = {}
    for _, parent in around.second:
        children[parent] = children.get(parent, 0) + 1
    placed: dict[int, int] = {}
    out = []
    for _, parent in around.second:
        nth = placed[parent] = placed.get(parent, 0) + 1
        x, y = places[parent]
        angle = math.atan2(y - HEIGHT / 2, x - WIDTH / 2)
        angle += (nth - (children[parent] + 1) / 2) * 0.5
        far_x = min(max(x + 26 * math.cos(angle), 4), WIDTH - 4)
        far_y = min(max(y + 22 * math.sin(angle), 4), HEIGHT - 4)
        out.append((round(far_x, 1), round(far_y, 1)))
    return out


def _line(start: tuple[float, float], end: tuple[float, float]) -> str:
    return f"M{start[0]:g} {start[1]:g}L{end[0]:g} {end[1]:g}"


def _node(
    title: str, url: str, place: tuple[float, float], *, radius: float, name: bool, above: bool = False
) -> str:
    x, y = place
    shown = title if len(title) <= NAME else title[: NAME - 1].rstrip() + "…"
    text = ""
    if name:
        text = f'<text x="{x:g}" y="{y - 7 if above else y + 13:g}">{escape(shown)}</text>'
    circle = f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}"/>'
    return f'<a href="{escape(url, quote=True)}"><title>{escape(title)}</title>{circle}{text}</a>'
