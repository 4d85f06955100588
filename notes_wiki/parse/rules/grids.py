"""Grid tables drawn with `+`, `-` and `|`: finding their cells, including those that span several columns or
rows.

In:  the lines of a grid.
Out: `Grid`, or None where the lines do not close all cells.

A cell is the smallest box that begins at a corner: its top edge is followed to the right, and from each `+`
its right edge down, its bottom edge back and its left edge up. Wide characters take two columns, as in an
editor.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from heapq import heappop, heappush
from itertools import pairwise
from typing import NamedTuple

from notes_wiki.parse.rules.tables import MOST_CELLS, alignment
from notes_wiki.pattern import pattern

_ACROSS = frozenset("-=:+")
_DOWN = frozenset("|+")
_HEADER = pattern(r"\+[=:+]+\+$")
_FILLER = "\x01"
"""Stands behind a wide character, in the column that it takes besides its own."""
MOST_STEPS = 20
"""Characters looked at for each character of a grid; a text that needs more is not taken for a grid."""


class Cell(NamedTuple):
    """A cell: its first column, the columns and rows that it spans, the line its text begins on, its text."""

    column: int
    columns: int
    rows: int
    line: int
    text: str


class Grid(NamedTuple):
    """`cells` by the row they begin in; how many rows there are, and how many of them are the header; the
    alignment of each column."""

    cells: dict[int, list[Cell]]
    rows: int
    header: int
    sides: list[str]


class _Box(NamedTuple):
    top: int
    left: int
    bottom: int
    right: int


def read_grid(lines: Sequence[str]) -> Grid | None:
    """The grid that all of these lines make."""
    rows = [_filled(line.strip(" ")) for line in lines]
    width = len(rows[0])
    if len(rows) < 3 or not width or any(len(row) != width for row in rows):
        return None
    boxes = _boxes(rows, width)
    if boxes is None:
        return None
    tops = sorted({box.top for box in boxes} | {box.bottom for box in boxes})
    lefts = sorted({box.left for box in boxes} | {box.right for box in boxes})
    if len(tops) * len(lefts) > MOST_CELLS:
        return None
    row_of = {line: number for number, line in enumerate(tops)}
    column_of = {place: number for number, place in enumerate(lefts)}
    cells: dict[int, list[Cell]] = {}
    for box in boxes:
        text = "\n".join(
            row[box.left + 1 : box.right].replace(_FILLER, "").rstrip().removeprefix(" ")
            for row in rows[box.top + 1 : box.bottom]
        )
        columns = column_of[box.right] - column_of[box.left]
        spans = row_of[box.bottom] - row_of[box.top]
        cell = Cell(column_of[box.left], columns, spans, box.top + 1, text)
        cells.setdefault(row_of[box.top], []).append(cell)
    header, aligned = 0, rows[0]
    for line in tops[1:-1]:
        if _HEADER.match(rows[line]) and "=" in rows[line]:
            header, aligned = row_of[line], rows[line]
            break
    sides = [alignment(aligned[left + 1 : right].strip("+")) for left, right in pairwise(lefts)]
    return Grid(cells, len(tops) - 1, header, sides)


def _filled(line: str) -> str:
    if line.isascii():
        return line
    return "".join(
        char + _FILLER if unicodedata.east_asian_width(char) in "WF" else char
        for char in line
        if not unicodedata.combining(char)
    )


def _boxes(rows: list[str], width: int) -> list[_Box] | None:
    """All cells, in the order of their rows; None where some part of the grid belongs to none."""
    last_row, last_column = len(rows) - 1, width - 1
    steps = MOST_STEPS * len(rows) * width
    reached = [0] * width
    corners = [(0, 0)]
    seen = {(0, 0)}
    boxes: list[_Box] = []
    covered = 0
    while corners:
        top, left = heappop(corners)
        if top >= last_row or left >= last_column or top < reached[left]:
            continue
        box, steps = _box(rows, top, left, steps)
        if box is None:
            return None
        boxes.append(box)
        covered += (box.bottom - box.top) * (box.right - box.left)
        reached[box.left : box.right] = [box.bottom] * (box.right - box.left)
        for corner in ((box.top, box.right), (box.bottom, box.left)):
            if corner not in seen:
                seen.add(corner)
                heappush(corners, corner)
    return boxes if covered == last_row * last_column else None


def _box(rows: list[str], top: int, left: int, steps: int) -> tuple[_Box | None, int]:
    """The smallest box whose upper left corner is there, and the steps that are left."""
    first = rows[top]
    if first[left] != "+":
        return None, steps
    for right in range(left + 1, len(first)):
        steps -= 1
        if first[right] not in _ACROSS or steps < 0:
            break
        if first[right] != "+":
            continue
        for bottom in range(top + 1, len(rows)):
            steps -= 1
            if rows[bottom][right] not in _DOWN or steps < 0:
                break
            if rows[bottom][right] != "+" or rows[bottom][left] != "+":
                continue
            steps -= right - left + bottom - top
            across = all(char in _ACROSS for char in rows[bottom][left:right])
            if across and all(rows[line][left] in _DOWN for line in range(top + 1, bottom)):
                return _Box(top, left, bottom, right), steps
    return None, steps
