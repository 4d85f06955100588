"""Clusters as discs on the map: sized by their number of notes, pulled together by links, pushed apart where
they overlap.

In:  the members of each cluster, and how many links there are between clusters.
Out: `Disc`s in their places.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from notes_wiki.render.clusters import FEW, Weights

SEAT = 10.0
"""Distance of neighbours in a cluster; all else is measured by it."""
SPREAD = 0.62
"""Seat number n of a sunflower lies `SEAT * SPREAD * sqrt(n)` from its middle: so neighbours are about a
`SEAT` apart."""
GOLDEN = math.pi * (3 - math.sqrt(5))
"""The golden angle: turned by it, no two of a sunflower's seats lie in one direction."""
_STEPS = 24
_PULL = 0.3
"""The part of the gap between two linked discs that the first step closes; later steps close less."""
_GRAVITY = 0.02
"""How much nearer to the middle of the map each step brings a disc."""


class Disc:
    """A cluster: its notes, its centre and its radius."""

    def __init__(self, members: list[int]) -> None:
        self.members = members
        self.radius = SEAT * math.sqrt(len(members)) * SPREAD + SEAT
        self.x = 0.0
        self.y = 0.0


def pulls(near: Weights, of_node: dict[int, int]) -> dict[tuple[int, int], int]:
    """The number of links between each pair of clusters, by their indices, the smaller first."""
    found: dict[tuple[int, int], int] = {}
    for node, here in of_node.items():
        for other in near[node]:
            there = of_node[other]
            if here < there:
                found[here, there] = found.get((here, there), 0) + 1
    return found


def arrange(discs: list[Disc], pulls: dict[tuple[int, int], int]) -> None:
    """Position every disc near those it is linked with, without overlaps."""
    # To begin with, on a spiral: so far out that all earlier discs fit inside.
    reach = 0.0
    for number, disc in enumerate(discs):
        reach += disc.radius**2
        far = math.sqrt(reach) * 1.1 if number else 0.0
        disc.x, disc.y = far * math.cos(number * GOLDEN), far * math.sin(number * GOLDEN)
    springs = [
        (discs[one], discs[other], weight / math.sqrt(len(discs[one].members) * len(discs[other].members)))
        for (one, other), weight in pulls.items()
    ]
    for step in range(_STEPS):
        force = _PULL * (1 - step / _STEPS)
        for one, other, weight in springs:
            _pull_together(one, other, force * min(1.0, weight))
        for disc in discs:
            disc.x -= disc.x * _GRAVITY
            disc.y -= disc.y * _GRAVITY
        _push_apart(discs)
    for _ in range(_STEPS):
        if not _push_apart(discs):
            break


def _pull_together(one: Disc, other: Disc, share: float) -> None:
    """Move two discs towards each other by a fraction (`share`) of the gap between them; the larger moves
    less."""
    x, y = other.x - one.x, other.y - one.y
    far = math.sqrt(x * x + y * y)
    gap = far - one.radius - other.radius
    if gap <= 0:
        return
    step = share * gap / far
    areas = one.radius**2 + other.radius**2
    one.x += x * step * other.radius**2 / areas
    one.y += y * step * other.radius**2 / areas
    other.x -= x * step * one.radius**2 / areas
    other.y -= y * step * one.radius**2 / areas


def _push_apart(discs: list[Disc]) -> bool:
    """Push overlapping discs apart; the larger moves less. Returns whether any overlapped."""
    met = False
    for one, others in neighbours(discs):
        ax, ay, radius = one.x, one.y, one.radius
        for other in others:
            x, y = other.x - ax, other.y - ay
            apart = radius + other.radius + SEAT
            if x > apart or y > apart or -x > apart or -y > apart:
                continue
            far = math.sqrt(x * x + y * y)
            if far >= apart:
                continue
            met = True
            if far < 0.01:  # in the same place: any direction will do
                x, y, far = 1.0, 0.0, 1.0
            step = (apart - far) / far / (radius**2 + other.radius**2)
            ax -= x * step * other.radius**2
            ay -= y * step * other.radius**2
            other.x += x * step * radius**2
            other.y += y * step * radius**2
        one.x, one.y = ax, ay
    return met


def neighbours(discs: list[Disc]) -> Iterator[tuple[Disc, list[Disc]]]:
    """Each disc with the later ones that it may overlap. If there are many, small discs are compared only
    with those in the grid cells around them; those larger than a cell are few, and are compared with all."""
    if len(discs) <= FEW:
        for number, one in enumerate(discs):
            yield one, discs[number + 1 :]
        return
    most = 2 * sorted(disc.radius for disc in discs)[len(discs) // 2]
    size = 2 * most + 2 * SEAT
    cells: dict[tuple[int, int], list[int]] = {}
    large: list[int] = []
    for number, disc in enumerate(discs):
        if disc.radius > most:
            large.append(number)
        else:
            cells.setdefault((math.floor(disc.x / size), math.floor(disc.y / size)), []).append(number)
    for number, one in enumerate(discs):
        if one.radius > most:
            yield one, discs[number + 1 :]
            continue
        column, row = math.floor(one.x / size), math.floor(one.y / size)
        near = [
            other
            for x in (column - 1, column, column + 1)
            for y in (row - 1, row, row + 1)
            for other in cells.get((x, y), ())
            if other > number
        ]
        yield one, [discs[other] for other in sorted([*near, *(other for other in large if other > number)])]
