from __future__ import annotations

import re
from itertools import combinations

import pytest

from notes_wiki.render.nearby import Pictures
from notes_wiki.render.neighbours import Neighbourhood

SIZE = 10.0
"""Height of a line of the names, in the picture's own units."""


@pytest.mark.parametrize("count", range(1, 13))
@pytest.mark.parametrize("title", ["W" * 40, "量子力学入門" * 5, "x"])
def test_names_stay_in_the_picture_and_out_of_each_other(count: int, title: str) -> None:
    first = tuple(f"n{number}" for number in range(count))
    second = tuple(
        (f"m{number}-{k}", number) for number in range(count) for k in range((39 - count) // count)
    )
    around = Neighbourhood("here", first, second)
    titles = dict.fromkeys(("here", *first, *(id for id, _ in second)), title)
    svg = Pictures(titles).picture(around, lambda id: f"{id}.html")
    assert svg.count("<a ") == len(first) + len(second)
    left_edge, upper, right_edge, height = map(float, re.findall(r'viewBox="([^"]*)"', svg)[0].split())
    lower = upper + height
    boxes = []
    for x, y, words in re.findall(r'<text x="([^"]*)" y="([^"]*)">([^<]*)<', svg):
        width = sum(5.7 if ord(char) < 0x3000 else 11.4 for char in words)
        boxes.append((float(x) - width / 2, float(y) - SIZE, float(x) + width / 2, float(y)))
    assert len(boxes) == count
    for left, top, right, bottom in boxes:
        assert left >= left_edge - 1 and right <= right_edge + 1 and top >= upper and bottom <= lower
    for one, other in combinations(boxes, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart, (one, other)
    places = [(float(x), float(y)) for x, y in re.findall(r'cx="([^"]*)" cy="([^"]*)"', svg)]
    assert len(places) == len(set(places))
    assert all(left_edge < x < right_edge and upper < y < lower for x, y in places)
    reached = [*(y for _, y in places), *(edge for _, top, _, bottom in boxes for edge in (top, bottom))]
    assert min(reached) - upper < 12 and lower - max(reached) < 20, "no higher than what is in it"


def test_what_a_title_holds_is_escaped() -> None:
    around = Neighbourhood("here", ("a",))
    svg = Pictures({"here": "<b>", "a": "x < y & z"}).picture(around, lambda id: f"{id}.html")
    assert "<b>" not in svg
    assert "x &lt; y &amp; z" in svg
