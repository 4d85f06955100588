"""Where the notes stand on the map of the whole wiki.

In:  how many notes there are, and which link to which.
Out: a place for each note, as whole numbers, and the cluster it belongs to. The same links give the same
     places on every machine: no chance, no order of sets, no more trigonometry than survives rounding.

Three steps, in time that is linear but for sorting. Notes are gathered into clusters by modularity
(`clusters`). The clusters are discs, pulled together by links and pushed apart where they overlap (`discs`).
In a disc the notes sit like the seeds of a sunflower (Vogel 1979): the most linked in the middle, and those
that link to another cluster on the side where that one is. A force-directed layout of all notes takes a
hundred times as long, and hides its clusters in a tangle.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from notes_wiki.render.clusters import Weights, clusters, members
from notes_wiki.render.discs import GOLDEN, SEAT, SPREAD, Disc, arrange, pulls


class Map(NamedTuple):
    """Places (x to the right, y up) and clusters (0 is the largest) of notes; -1 for those without links."""

    places: list[tuple[int, int]]
    clusters: list[int]


def layout(count: int, links: Iterable[tuple[int, int]]) -> Map:
    """Lay out `count` notes, linked as pairs of their numbers say; direction and repetition do not matter."""
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
    """Give every note of a cluster a seat, ring by ring: the most linked in the middle, and in a ring each
    on the side that its links to other clusters pull it to."""
    order = sorted(disc.members, key=lambda node: (-len(near[node]), node))
    start, ring = 0, 0
    while start < len(order):
        size = 1 if ring == 0 else 6 * ring
        seats = range(start, min(start + size, len(order)))
        there = sorted(_sunflower(seat) for seat in seats)
        nodes = sorted(
            (_pull(node, number, disc, discs, near, of_node), node) for node in order[start : start + size]
        )
        for (_, x, y), (_, node) in zip(there, nodes, strict=True):
            places[node] = disc.x + x, disc.y + y
        start += size
        ring += 1


def _sunflower(seat: int) -> tuple[float, float, float]:
    """Angle and place of a seat."""
    angle = seat * GOLDEN
    far = SEAT * SPREAD * math.sqrt(seat)
    x, y = far * math.cos(angle), far * math.sin(angle)
    return round(math.atan2(y, x), 6), x, y


def _pull(
    node: int, number: int, disc: Disc, discs: list[Disc], near: Weights, of_node: dict[int, int]
) -> float:
    """The direction of the clusters a note links to, as an angle."""
    x = y = 0.0
    for other in near[node]:
        there = of_node[other]
        if there != number:
            x += discs[there].x - disc.x
            y += discs[there].y - disc.y
    return round(math.atan2(y, x), 6)


def _surround(alone: list[int], discs: list[Disc], places: list[tuple[float, float]]) -> None:
    """Notes without links stand in rings around all others."""
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
