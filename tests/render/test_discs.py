"""Discs on the map, and which of them meet."""

import math
from itertools import combinations

from notes_wiki.render.discs import SEAT, Disc, neighbours


def test_discs_meet_their_neighbours_alone_however_many_there_are() -> None:
    discs = [Disc([number]) for number in range(4_000)]
    for number, disc in enumerate(discs):
        disc.x, disc.y = 40.0 * (number % 60), 40.0 * (number // 60)
    pairs = {(id(one), id(other)) for one, others in neighbours(discs) for other in others}
    assert len(pairs) < 60 * len(discs)
    overlapping = [
        (id(one), id(other))
        for one, other in combinations(discs[:300], 2)
        if math.hypot(one.x - other.x, one.y - other.y) < one.radius + other.radius + SEAT
    ]
    assert overlapping
    assert pairs.issuperset(overlapping)


def test_a_disc_of_any_size_meets_all_that_it_covers() -> None:
    discs = [Disc([number]) for number in range(3_000)]
    for number, disc in enumerate(discs):
        disc.x, disc.y = 40.0 * (number % 60), 40.0 * (number // 60)
    discs[100].radius = discs[2_000].radius = 900.0
    pairs = {frozenset((id(one), id(other))) for one, others in neighbours(discs) for other in others}
    for big in (discs[100], discs[2_000]):
        for other in discs:
            if other is not big and math.hypot(big.x - other.x, big.y - other.y) < big.radius + other.radius:
                assert frozenset((id(big), id(other))) in pairs
