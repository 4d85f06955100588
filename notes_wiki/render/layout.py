"""The positions of the notes on the map of the whole wiki.

In:  how many notes there are, and which link to which.
Out: a position for each note, as integers, and the cluster it belongs to. The same links give the same
     positions on every machine: no randomness, no dependence on the order of sets, and rounding absorbs
     differences in trigonometry.

Three steps, in linear time except for sorting. Notes are grouped into clusters by modularity (`clusters`).
The clusters become discs, pulled together by links and pushed apart where they overlap (`discs`). In a disc
the notes are arranged like the seeds of a sunflower (Vogel 1979): the most linked in the middle, and those
that link to another cluster on its side. A force-directed layout of all notes would take a hundred times as
long, and would hide the clusters in a tangle.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from notes_wiki.render.clusters import Weights, clusters, members
from notes_wiki.render.discs import GOLDEN, SEAT, SPREAD, Disc, arrange, pulls


class Map(NamedTuple):
    """Positions (x to the right, y up) and clusters (0 is the largest) of notes; cluster -1 means without
    links."""

    places: list[tuple[int, int]]
    clusters: list[int]


def layout(count: int, links: Iterable[tuple[int, int]]) -> Map:
    """Lay out `count` notes. `links` are pairs of their indices; direction and repetition do not matter."""
    near: Weights = [{} for _ in range(count)]
    for one, other in links:
        if one != other:
            near[one][other] = near[other][one] = 1
    linked = [node for node in range(count) if near[node]]
    groups = clusters(near)
    discs = [Disc(nodes) for nodes in members(groups, linked)]
    of_node = {node: number for number, disc in enumerate(discs) for node in disc.members}
    arrange(discs, pulls(near, of_node))
    places: list[tuple[float, float]] = [(0.0, 0.0)] * count
    for number, disc in enumerate(discs):
        _seat(number, disc, discs, near, of_node, places)
    _surround([node for node in range(count) if not near[node]], discs, places)
    rounded = [(round(x), round(y)) for x, y in places]
    return Map(rounded, [of_node.get(node, -1) for node in range(count)])


def _seat(
    number: int,
    disc: Disc,
    discs: list[Disc],
    near: Weights,
    of_node: dict[int, int],
    places: list[tuple[float, float]],
) -> None:
    """Position the notes of a cluster ring by ring: the most linked in the middle, and within a ring each on
    the side that its links to other clusters point to."""
    order = sorted(disc.members, key=lambda node: (-len(near[node]), node))
    start, ring = 0, 0
    while start < len(order):
        size = 1 if ring == 0 else 6 * ring
        seats = range(start, min(start + size, len(order)))
        there = sorted(_sunflower(seat) for seat in seats)
        ring_nodes = order[start : start + size]
        nodes = sorted((_direction(node, number, disc, discs, near, of_node), node) for node in ring_nodes)
        for (_, x, y), (_, node) in zip(there, nodes, strict=True):
            places[node] = disc.x + x, disc.y + y
        start += size
        ring += 1


def _sunflower(seat: int) -> tuple[float, float, float]:
    """The angle, and the position (x, y), of a seat."""
    angle = seat * GOLDEN
    far = SEAT * SPREAD * math.sqrt(seat)
    x, y = far * math.cos(angle), far * math.sin(angle)
    return round(math.atan2(y, x), 6), x, y


def _direction(
    node: int, number: int, disc: Disc, discs: list[Disc], near: Weights, of_node: dict[int, int]
) -> float:
    """The direction of the other clusters that a note links to, as an angle. `number` is its own disc's."""
    x = y = 0.0
    for other in near[node]:
        there = of_node[other]
        if there != number:
            x += discs[there].x - disc.x
            y += discs[there].y - disc.y
    return round(math.atan2(y, x), 6)


def _surround(alone: list[int], discs: list[Disc], places: list[tuple[float, float]]) -> None:
    """Position notes without links in rings around all others."""
    far = max((math.hypot(disc.x, disc.y) + disc.radius for disc in discs), default=0.0) + 3 * SEAT
    start = 0
    while start < len(alone):
        size = max(1, int(2 * math.pi * far / SEAT))
        ring = alone[start : start + size]
        for place, node in enumerate(ring):
            angle = 2 * math.pi * place / size
            places[node] = far * math.cos(angle), far * math.sin(angle)
        start += size
        far += SEAT
