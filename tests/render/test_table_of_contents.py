"""The table of contents of a note."""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.model import Heading, Text
from notes_wiki.render.table_of_contents import TOC_MOST, table_of_contents
from notes_wiki.render.view import TocEntry


def headings(levels: Sequence[int]) -> list[Heading]:
    return [Heading(level, f"h{number}", Text("", "")) for number, level in enumerate(levels)]


def depth(entries: Sequence[TocEntry]) -> int:
    return 1 + max(depth(entry.children) for entry in entries) if entries else 0


def test_a_table_of_contents_nests_headings_whatever_levels_are_left_out() -> None:
    first, second = table_of_contents(headings([2, 4, 3, 2]))
    assert [entry.url for entry in first.children] == ["#h1", "#h2"]
    assert second.children == ()


def test_one_heading_needs_none() -> None:
    assert table_of_contents(headings([2])) == ()


def test_of_many_headings_the_upper_levels_are_shown() -> None:
    row = [2, 3, 4, 4, 4, 3, 4, 4, 4, 4]
    assert depth(table_of_contents(headings(row * 8))) == 3
    assert depth(table_of_contents(headings(row * 9))) == 2
    assert len(table_of_contents(headings([2] * 3 * TOC_MOST))) == 3 * TOC_MOST
