from __future__ import annotations

import math
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from notes_wiki.render.discs import SEAT
from notes_wiki.render.layout import layout

links = st.integers(1, 40).flatmap(
    lambda count: st.tuples(
        st.just(count), st.lists(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)), max_size=80)
    )
)


def cliques(count: int, size: int) -> list[tuple[int, int]]:
    """Groups in which each is linked with each, in a row of single links."""
    inside = [
        pair for start in range(0, count * size, size) for pair in combinations(range(start, start + size), 2)
    ]
    return inside + [(start, start + size) for start in range(0, (count - 1) * size, size)]


@given(links)
@settings(max_examples=60, deadline=None)
def test_no_two_notes_stand_in_one_place(made: tuple[int, list[tuple[int, int]]]) -> None:
    places = layout(*made).places
    assert len(places) == made[0]
    for (ax, ay), (bx, by) in combinations(places, 2):
        assert math.hypot(ax - bx, ay - by) > SEAT / 2


@given(links)
@settings(max_examples=30, deadline=None)
def test_the_direction_and_the_order_of_links_do_not_matter(made: tuple[int, list[tuple[int, int]]]) -> None:
    count, pairs = made
    found = layout(count, sorted({(min(pair), max(pair)) for pair in pairs}))
    assert layout(count, sorted({(max(pair), min(pair)) for pair in pairs}, key=sorted)) == found


def test_notes_that_link_to_each_other_stand_together() -> None:
    made = layout(60, cliques(6, 10))
    for start in range(0, 60, 10):
        assert len(set(made.clusters[start : start + 10])) == 1
    inside = [math.dist(made.places[0], made.places[other]) for other in range(1, 10)]
    outside = [math.dist(made.places[0], made.places[other]) for other in range(30, 60)]
    assert max(inside) < min(outside)


def test_notes_without_links_are_in_no_cluster_and_stand_around_the_others() -> None:
    made = layout(34, cliques(3, 10))
    assert made.clusters[30:] == [-1] * 4
    assert min(map(math.hypot, *zip(*made.places[30:], strict=True))) > max(
        map(math.hypot, *zip(*made.places[:30], strict=True))
    )


def test_clusters_are_numbered_by_their_size() -> None:
    pairs = [*combinations(range(4), 2), *combinations(range(4, 14), 2)]
    assert layout(14, pairs).clusters == [1] * 4 + [0] * 10


def test_a_wiki_without_notes_has_an_empty_map() -> None:
    assert layout(0, ()) == ([], [])


def test_many_notes_that_are_linked_in_pairs_have_places_of_their_own() -> None:
    places = layout(600, [(number, number + 1) for number in range(0, 600, 2)]).places
    assert len(set(places)) == 600
