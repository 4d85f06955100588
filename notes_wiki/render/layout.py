"""Where the notes stand on the map of the whole wiki.

In:  how many notes there are, and which link to which.
Out: a place for each note, as whole numbers, and the cluster it belongs to. The same links give the same
     places on every machine: no chance, no order of sets, no more trigonometry than survives rounding.

Three steps, in time that is linear but for sorting. Notes are gathered into clusters by modularity (the
local moving of Louvain's method; Blondel, Guillaume, Lambiotte and Lefebvre 2008), level upon level, until
there are few. The clusters are discs as large as they have notes, pulled together by links and pushed apart
where they overlap. In a disc the notes sit like the seeds of a sunflower (Vogel 1979): the most linked in
the middle, and those that link to another cluster on the side where that one is. A force-directed layout of
all notes takes a hundred times as long, and hides its clusters in a tangle.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

SEAT = 10.0
"""Distance of neighbours in a cluster; all else is measured by it."""
FEW = 40
"""Clusters below which no further level is made."""
_SWEEPS = 4
_STEPS = 24
_GOLDEN = math.pi * (3 - math.sqrt(5))

Weights = list[dict[int, int]]
"""For each node its neighbours and how many links lead there; symmetric, without loops."""


class Map(NamedTuple):
    """Places (x to the right, y up) and clusters (0 is the largest) of notes; -1 for those without links."""

    places: list[tuple[int, int]]
    clusters: list[int]


class _Disc:
    """A cluster: its notes, and where its middle is."""

    def __init__(self, members: list[int]) -> None:
        self.members = members
        self.radius = SEAT * math.sqrt(len(members)) * 0.62 + SEAT
        self.x = 0.0
        self.y = 0.0


def layout(count: int, links: Iterable[tuple[int, int]]) -> Map:
    """Lay out `count` notes, linked as pairs of their numbers say; direction and repetition do not matter."""
    near: Weights = [{} for _ in range(count)]
    for one, other in links:
        if one != other:
            near[one][other] = near[other][one] = 1
    linked = [node for node in range(count) if near[node]]
    groups = _clusters(near)
    discs = [_Disc(members) for members in _members(groups, linked)]
    of_node = {node: number for number, disc in enumerate(discs) for node in disc.members}
    _arrange(discs, _pulls(near, of_node))
    places: list[tuple[float, float]] = [(0.0, 0.0)] * count
    for number, disc in enumerate(discs):
        _seat(number, disc, discs, near, of_node, places)
    _surround([node for node in range(count) if not near[node]], discs, places)
    rounded = [(round(x), round(y)) for x, y in places]
    return Map(rounded, [of_node.get(node, -1) for node in range(count)])


# --- clusters --------------------------------------------------------------------------------------


def _clusters(near: Weights) -> list[int]:
    """The cluster of each node, by a number that says nothing."""
    groups = list(range(len(near)))
    degrees = [sum(weights.values()) for weights in near]
    while True:
        moved = _move(near, degrees)
        kept = sorted(set(moved))
        if len(kept) == len(near):
            return groups
        number = {group: place for place, group in enumerate(kept)}
        groups = [number[moved[group]] for group in groups]
        near, degrees = _joined(near, degrees, [number[group] for group in moved], len(kept))
        if sum(1 for weights in near if weights) <= FEW:
            return groups


def _move(near: Weights, degrees: list[int]) -> list[int]:
    """Move every node to the neighbouring group that gains most modularity, a few times over."""
    group = list(range(len(near)))
    total = degrees[:]
    doubled = sum(degrees)
    order = sorted(range(len(near)), key=lambda node: (-degrees[node], node))
    for _ in range(_SWEEPS):
        moves = 0
        for node in order:
            degree, here = degrees[node], group[node]
            held: dict[int, int] = {here: 0}
            for other, weight in near[node].items():
                there = group[other]
                held[there] = held.get(there, 0) + weight
            total[here] -= degree
            best, most = here, held[here] * doubled - total[here] * degree
            for there, weight in held.items():
                gain = weight * doubled - total[there] * degree
                if gain > most:
                    best, most = there, gain
            total[best] += degree
            if best != here:
                group[node] = best
                moves += 1
        if moves * 50 < len(near):
            break
    return group


def _joined(near: Weights, degrees: list[int], group: list[int], count: int) -> tuple[Weights, list[int]]:
    """The graph of the groups. Links inside a group count for its degree alone."""
    joined: Weights = [{} for _ in range(count)]
    sums = [0] * count
    for node, weights in enumerate(near):
        here = group[node]
        sums[here] += degrees[node]
        row = joined[here]
        for other, weight in weights.items():
            there = group[other]
            if there != here:
                row[there] = row.get(there, 0) + weight
    return joined, sums


def _members(groups: Sequence[int], linked: Iterable[int]) -> list[list[int]]:
    """The nodes of each cluster, the largest first."""
    found: dict[int, list[int]] = {}
    for node in linked:
        found.setdefault(groups[node], []).append(node)
    return sorted(found.values(), key=lambda members: (-len(members), members[0]))


# --- clusters as discs -----------------------------------------------------------------------------


def _pulls(near: Weights, of_node: dict[int, int]) -> dict[tuple[int, int], int]:
    """How many links there are between clusters, by pairs of their numbers, the smaller first."""
    found: dict[tuple[int, int], int] = {}
    for node, here in of_node.items():
        for other in near[node]:
            there = of_node[other]
            if here < there:
                found[here, there] = found.get((here, there), 0) + 1
    return found


def _arrange(discs: list[_Disc], pulls: dict[tuple[int, int], int]) -> None:
    """Give every disc its place: near those it links to, beside all others."""
    reach = 0.0
    for number, disc in enumerate(discs):
        reach += disc.radius**2
        far = math.sqrt(reach) * 1.1 if number else 0.0
        disc.x, disc.y = far * math.cos(number * _GOLDEN), far * math.sin(number * _GOLDEN)
    springs = [
        (discs[one], discs[other], weight / math.sqrt(len(discs[one].members) * len(discs[other].members)))
        for (one, other), weight in pulls.items()
    ]
    for step in range(_STEPS):
        force = 0.3 * (1 - step / _STEPS)
        for one, other, weight in springs:
            _approach(one, other, force * min(1.0, weight))
        for disc in discs:
            disc.x -= disc.x * 0.02
            disc.y -= disc.y * 0.02
        _part(discs)
    for _ in range(_STEPS):
        if not _part(discs):
            break


def _approach(one: _Disc, other: _Disc, share: float) -> None:
    """Move two discs towards each other by a share of the gap between them; the larger moves less."""
    x, y = other.x - one.x, other.y - one.y
    far = math.sqrt(x * x + y * y)
    gap = far - one.radius - other.radius
    if gap <= 0:
        return
    step = share * gap / far
    weight = one.radius**2 + other.radius**2
    one.x += x * step * other.radius**2 / weight
    one.y += y * step * other.radius**2 / weight
    other.x -= x * step * one.radius**2 / weight
    other.y -= y * step * one.radius**2 / weight


def _part(discs: list[_Disc]) -> bool:
    """Push discs apart that overlap; the larger moves less. Says whether any did."""
    met = False
    for one, others in _neighbours(discs):
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
            if far < 0.01:
                x, y, far = 1.0, 0.0, 1.0
            step = (apart - far) / far / (radius**2 + other.radius**2)
            ax -= x * step * other.radius**2
            ay -= y * step * other.radius**2
            other.x += x * step * radius**2
            other.y += y * step * radius**2
        one.x, one.y = ax, ay
    return met


def _neighbours(discs: list[_Disc]) -> Iterator[tuple[_Disc, list[_Disc]]]:
    """Each disc with those after it that it may overlap. Where there are many, small ones are looked for in
    the cells around them; those that are larger than a cell are few, and meet all."""
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


# --- notes in their discs --------------------------------------------------------------------------


def _seat(
    number: int,
    disc: _Disc,
    discs: list[_Disc],
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
    angle = seat * _GOLDEN
    far = SEAT * 0.62 * math.sqrt(seat)
    x, y = far * math.cos(angle), far * math.sin(angle)
    return round(math.atan2(y, x), 6), x, y


def _pull(
    node: int, number: int, disc: _Disc, discs: list[_Disc], near: Weights, of_node: dict[int, int]
) -> float:
    """The direction of the clusters a note links to, as an angle."""
    x = y = 0.0
    for other in near[node]:
        there = of_node[other]
        if there != number:
            x += discs[there].x - disc.x
            y += discs[there].y - disc.y
    return round(math.atan2(y, x), 6)


def _surround(alone: list[int], discs: list[_Disc], places: list[tuple[float, float]]) -> None:
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
