"""Clusters of notes that link to one another more than to others.

In:  which nodes are linked, and how often.
Out: the cluster of each node. The same links give the same clusters on every machine.

This is the Louvain method (Blondel, Guillaume, Lambiotte and Lefebvre 2008): nodes move between clusters
while that increases modularity, then the clusters become the nodes of the next level, until there are few.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

FEW = 40
"""Clusters below which no further level is made."""
_SWEEPS = 4
"""Times that all nodes are gone through: later ones move next to none."""

Weights = list[dict[int, int]]
"""For each node its neighbours and how many links lead there; symmetric, without loops."""


def clusters(near: Weights) -> list[int]:
    """The cluster of each node, as an arbitrary number."""
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
    """The group of each node after moving every node, a few times, to the neighbouring group with the largest
    gain in modularity."""
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
    """The graph whose nodes are the groups, and its degrees. Links inside a group count only towards its
    degree."""
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


def members(groups: Sequence[int], linked: Iterable[int]) -> list[list[int]]:
    """The nodes of each cluster, the largest first."""
    found: dict[int, list[int]] = {}
    for node in linked:
        found.setdefault(groups[node], []).append(node)
    return sorted(found.values(), key=lambda members: (-len(members), members[0]))
