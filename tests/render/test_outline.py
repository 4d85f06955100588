"""The outline of a page."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_wiki.render.outline import in_order


def headings(levels: str) -> str:
    return "".join(f'<h{level} id="a">x <a href="#a">#</a></h{level}><p>words</p>' for level in levels)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("", ""),
        ("2334", "2334"),
        ("3", "2"),
        ("3343", "2232"),
        ("255", "233"),
        ("2524", "2323"),
        ("1112", "2223"),
    ],
)
def test_what_stands_deeper_stands_one_level_deeper(written: str, expected: str) -> None:
    assert in_order(headings(written)) == headings(expected)


def test_what_looks_like_a_heading_and_is_none_stays() -> None:
    text = "<h3>a</h3><pre>&lt;h4&gt;</pre><hr><header>b</header>"
    assert in_order(text) == "<h2>a</h2><pre>&lt;h4&gt;</pre><hr><header>b</header>"


@given(st.text("123456", max_size=12))
def test_no_level_is_ever_skipped(written: str) -> None:
    html = in_order(headings(written))
    levels = [1, *map(int, re.findall(r"<h(\d)", html))]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert re.findall(r"<h(\d)", html) == re.findall(r"</h(\d)", html)
