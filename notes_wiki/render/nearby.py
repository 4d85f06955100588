"""The neighbourhood of a note as a small picture: inline SVG, made at build time, without a script.

In:  a `Neighbourhood`, the titles of notes and the addresses of their pages.
Out: an SVG.

The layout takes linear time: the note is in the middle; the notes one link away are on an arc to its right
and one to its left, each at a different height; those two links away are in a fan behind the note they are
linked to. Every name has a strip of its own, above its note in the upper half and below it in the lower, so
that names never overlap. A force-directed layout would look livelier, but take a hundred times as long, which
matters for two thousand pages, and would let names overlap.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Mapping
from html import escape
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from notes_wiki.render.neighbours import Neighbourhood

WIDTH, HEIGHT = 270, 230
"""Of a picture that has as many notes as there may be; one of fewer notes is as high as they are."""
_ROOM = 20
"""Over and under a note, for its name."""
NAME = 20
"""Columns of a title that are shown (an ideograph takes two); the rest is in the tooltip."""
_COLUMN = 5.9
_CAPITAL = 1.1
"""Width of a column at the size that style.css sets, and what a capital takes beyond it, in a wide font:
which one it will be is the reader's system's choice."""


class Ring(NamedTuple):
    """The positions of the notes one link away, for a given number of them, and the lines to them from the
    middle, as SVG. `room`: how far their fans may extend."""

    places: tuple[tuple[float, float], ...]
    spokes: str
    circles: tuple[str, ...]
    room: float


class Fan(NamedTuple):
    """The notes linked to one of the ring: lines and circles as SVG, and the top and bottom of the fan."""

    lines: str
    circles: tuple[str, ...]
    top: float
    bottom: float


class Pictures:
    """Draws neighbourhoods. `titles` are the notes' plain titles."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        self._titles = titles
        self._names: dict[str, tuple[str, str, float]] = {}
        self._rings: dict[int, Ring] = {}
        self._fans: dict[tuple[int, int, int], Fan] = {}

    def picture(self, around: Neighbourhood, address: Callable[[str], str]) -> str:
        """The SVG. `address` gives the relative address of a note's page, ready for an attribute."""
        ring = self._ring(len(around.first))
        lines = [ring.spokes]
        lines += [_line(ring.places[one], ring.places[other]) for one, other in around.links]
        nodes = []
        heights = [HEIGHT / 2, *(y for _, y in ring.places)]
        top, bottom = min(heights) - _ROOM, max(heights) + _ROOM
        for parent, group in groupby(around.second, key=itemgetter(1)):
            children = [id for id, _ in group]
            fan = self._fan(len(around.first), parent, len(children))
            lines.append(fan.lines)
            top, bottom = min(top, fan.top), max(bottom, fan.bottom)
            for id, dot in zip(children, fan.circles, strict=True):
                nodes.append(f'<a href="{address(id)}"><title>{self._name(id)[0]}</title>{dot}</a>')
        for id, circle, place in zip(around.first, ring.circles, ring.places, strict=True):
            title, shown, width = self._name(id)
            nodes.append(
                f'<a href="{address(id)}"><title>{title}</title>{circle}'
                f"{_text(place, width)}{shown}</text></a>"
            )
        window = f"0 {top:g} {WIDTH} {bottom - top:g}"
        return (
            f'<svg class="nearby" viewBox="{window}" role="group" aria-labelledby="-nearby">'
            f'<path class="links" d="{"".join(lines)}"/>'
            f'<circle class="here" cx="{WIDTH / 2:g}" cy="{HEIGHT / 2:g}" r="6"/>{"".join(nodes)}</svg>'
        )

    def _name(self, id: str) -> tuple[str, str, float]:
        """A note's title, escaped: in full, and as shown; and the width of what is shown."""
        if id not in self._names:
            title = self._titles[id]
            shown, columns = _shortened(title)
            width = columns * _COLUMN + sum(map(str.isupper, shown)) * _CAPITAL
            self._names[id] = escape(title), escape(shown), width
        return self._names[id]

    def _ring(self, count: int) -> Ring:
        """The ring for `count` notes. Cached: there are few different rings, and computing one takes longer
        than all its titles."""
        if count not in self._rings:
            centre = (WIDTH / 2, HEIGHT / 2)
            places, room = _arcs(count)
            self._rings[count] = Ring(
                places=tuple(places),
                spokes="".join(_line(centre, place) for place in places),
                circles=tuple(_circle(place, 3.6) for place in places),
                room=room,
            )
        return self._rings[count]

    def _fan(self, count: int, parent: int, children: int) -> Fan:
        """The fan of `children` notes behind note `parent` of a ring of `count`."""
        key = (count, parent, children)
        if key not in self._fans:
            ring = self._ring(count)
            start = ring.places[parent]
            places = _fan(start, children, ring.room)
            lines = "".join(_line(start, place) for place in places)
            heights = [y for _, y in places]
            circles = tuple(_circle(place, 2.2) for place in places)
            self._fans[key] = Fan(lines, circles, min(heights) - 4, max(heights) + 4)
        return self._fans[key]


def _shortened(title: str) -> tuple[str, int]:
    """A title cut to `NAME` columns, and the number of columns it takes."""
    if title.isascii():
        shown = title if len(title) <= NAME else title[: NAME - 1].rstrip() + "…"
        return shown, len(shown)
    columns = 0
    for place, char in enumerate(title):
        wide = 2 if unicodedata.east_asian_width(char) in "WF" else 1
        if columns + wide > NAME - 1 and place < len(title) - 1:
            return title[:place].rstrip() + "…", columns + 1
        columns += wide
    return title, columns


def _arcs(count: int) -> tuple[list[tuple[float, float]], float]:
    """`count` positions clockwise from the top: down an arc on the right, up another on the left; and how
    much room there is behind each for its fan."""
    right = (count + 1) // 2
    step = min(70.0, (HEIGHT - 52) / max(1, right - 1))
    room = min(64.0, max(16.0, step - 20))
    across = WIDTH / 2 - 10 - room
    places = []
    for side, number in ((1, right), (-1, count - right)):
        column = []
        for row in range(number):
            down = (row - (number - 1) / 2) * step
            x = WIDTH / 2 + side * across * math.sqrt(1 - (down / (HEIGHT / 2 + 12)) ** 2)
            column.append((round(x, 1), round(HEIGHT / 2 + down, 1)))
        places += column if side > 0 else column[::-1]
    return places, room


def _fan(start: tuple[float, float], count: int, room: float) -> list[tuple[float, float]]:
    """`count` positions behind `start`, seen from the middle, in arcs that turn away from its name."""
    x, y = start
    outward = 1 if x >= WIDTH / 2 else -1
    away = 1 if _above(start) else -1
    arcs = []
    radius, left = 16.0, count
    while left:
        held = min(left, max(2, int(radius * 1.3 / 7)))
        arcs.append((radius, held))
        left -= held
        radius += 8
    squeeze = min(1.0, room / arcs[-1][0]) if arcs else 1.0
    places = []
    for radius, held in arcs:
        for place in range(held):
            angle = math.radians(-5 + 80 * (place + 0.5) / held) * away
            far_x = x + outward * radius * squeeze * math.cos(angle)
            far_y = y + radius * squeeze * math.sin(angle)
            places.append((round(far_x, 1), round(far_y, 1)))
    return places


def _above(place: tuple[float, float]) -> bool:
    """Whether a note's name is above it."""
    return place[1] < HEIGHT / 2


def _text(place: tuple[float, float], width: float) -> str:
    """The opening tag of a name: above or below its note, within its half of the picture."""
    x, y = place
    least, most = (WIDTH / 2 + 3, WIDTH) if x >= WIDTH / 2 else (0.0, WIDTH / 2 - 3)
    middle = min(max(x, least + width / 2), max(most - width / 2, least + width / 2))
    return f'<text x="{middle:.4g}" y="{y - 7 if _above(place) else y + 14:g}">'


def _line(start: tuple[float, float], end: tuple[float, float]) -> str:
    return f"M{start[0]:g} {start[1]:g}L{end[0]:g} {end[1]:g}"


def _circle(place: tuple[float, float], radius: float) -> str:
    return f'<circle cx="{place[0]:g}" cy="{place[1]:g}" r="{radius:g}"/>'
