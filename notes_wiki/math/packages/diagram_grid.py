"""Commutative diagrams with straight arrows, as tables: objects in every second row and column, arrows
between them.

In:  the tokens of a diagram, and how its arrows are written (`tikzcd.py`, `xymatrix.py`).
Out: plain TeX for the table; None if an arrow leads further down than to the next row, or over something, or
     several share a place, and only a drawing program could set it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from notes_wiki.math.calls import build
from notes_wiki.math.packages.diagram_arrows import PLAIN, across, diagonal, downwards, grows
from notes_wiki.math.reader import Reader
from notes_wiki.math.tokens import Token, split, trim

_MOST_CELLS = 400


@dataclass
class Arrow:
    """An arrow from the object at a row and a column, so many rows down and columns to the right (or up and
    to the left, if negative), with what is written on its left and on its right, as seen along it."""

    row: int
    column: int
    down: int = 0
    right: int = 0
    kind: str = PLAIN
    on_left: list[Token] = field(default_factory=list)
    on_right: list[Token] = field(default_factory=list)

    def turn(self, way: str) -> bool:
        """Take a direction such as `dr`; returns whether it is one."""
        way = way.strip()
        if not way or set(way) - set("rlud"):
            return False
        self.right, self.down = way.count("r") - way.count("l"), way.count("d") - way.count("u")
        return True

    @property
    def steps(self) -> int:
        """How many rows or columns it leads away."""
        return max(abs(self.down), abs(self.right))


class Syntax(NamedTuple):
    """How arrows are written: by which commands, and what reads such a command's arguments into an arrow and
    returns whether a table can show it. `options`: how a cell begins that is drawn in a way of its own."""

    commands: frozenset[str]
    options: frozenset[str]
    read: Callable[[Arrow, str, Reader], bool]


def diagram(body: Sequence[Token], syntax: Syntax, offset: int) -> list[Token] | None:
    """A diagram as a table, or None."""
    rows = split(body, "\\\\")
    if not trim(rows[-1]):
        rows.pop()
    objects: list[list[list[Token]]] = []
    arrows: list[Arrow] = []
    for row in rows:
        objects.append([])
        for cell in split(row, "&"):
            shown = _object(cell, Arrow(len(objects) - 1, len(objects[-1])), arrows, syntax)
            if shown is None:
                return None
            objects[-1].append(shown)
    return _table(objects, arrows, offset)


def _object(cell: list[Token], place: Arrow, arrows: list[Arrow], syntax: Syntax) -> list[Token] | None:
    """The object in a cell; the arrows that begin at its `place` are added to `arrows`."""
    reader = Reader(cell)
    found: list[Token] = []
    if reader.peek() in syntax.options:
        return None
    while reader:
        token = reader.pop()
        if token[0] not in syntax.commands:
            found.append(token)
            continue
        arrow = Arrow(place.row, place.column)
        if not syntax.read(arrow, token[0], reader):
            return None
        arrows.append(arrow)
    return trim(found)


def _table(
    objects: Sequence[Sequence[list[Token]]], arrows: Sequence[Arrow], offset: int
) -> list[Token] | None:
    """The diagram as a table, or None."""
    width = max(map(len, objects), default=0)
    if not width or (2 * len(objects) - 1) * (2 * width - 1) > _MOST_CELLS:
        return None
    cells: dict[tuple[int, int], list[Token]] = {}
    for row, parts in enumerate(objects):
        for column, part in enumerate(parts):
            cells[2 * row, 2 * column] = part
    places: dict[tuple[int, int], list[Arrow]] = {}
    for arrow in arrows:
        end_row, end_column = arrow.row + arrow.down, arrow.column + arrow.right
        if not (0 <= end_row < len(objects) and 0 <= end_column < width):
            return None
        column = arrow.column + end_column if arrow.steps == 1 else 2 * min(arrow.column, end_column) + 1
        places.setdefault((arrow.row + end_row, column), []).append(arrow)
    for place, sharing in places.items():
        found = _cell(sharing, offset)
        if found is None or any(cells.get(one) or one in places for one in _covered(place, sharing)):
            return None
        cells[place] = found
    covered = {one for place, sharing in places.items() for one in _covered(place, sharing)}
    rows: list[Token] = []
    for row in range(2 * len(objects) - 1):
        rows += [("\\\\", offset)] if row else []
        for column in range(2 * width - 1):
            if (row, column) not in covered:
                rows += [("&", offset)] if column else []
                rows += cells.get((row, column), [])
    return build("\\begin{matrix}#1\\end{matrix}", offset, rows)


def _covered(place: tuple[int, int], arrows: Sequence[Arrow]) -> list[tuple[int, int]]:
    """The places that a long arrow takes besides its first."""
    return [(place[0], place[1] + more) for more in range(1, 2 * arrows[0].steps - 1)]


def _cell(arrows: Sequence[Arrow], offset: int) -> list[Token] | None:
    """What stands in the place of one arrow, or of two that are beside one another."""
    first = arrows[0]
    if first.steps > 1:
        return _long(first, offset) if len(arrows) == 1 else None
    if len(arrows) == 2:
        return _pair(first, arrows[1], offset)
    if len(arrows) > 2:
        return None
    if first.down and first.right:
        return _diagonal(first, offset)
    if first.right:
        above, below = (first.on_left, first.on_right)[:: first.right]
        return across(first.kind, above, below, offset, leftwards=first.right < 0)
    east, west = (first.on_left, first.on_right)[:: first.down]
    return downwards(first.kind, west, east, offset, upwards=first.down < 0)


def _long(arrow: Arrow, offset: int) -> list[Token] | None:
    """An arrow along a row that leads further than to the next object."""
    if arrow.down or not grows(arrow.kind):
        return None
    way = 1 if arrow.right > 0 else -1
    above, below = (arrow.on_left, arrow.on_right)[::way]
    found = across(arrow.kind, above, below, offset, leftwards=way < 0, steps=arrow.steps)
    return build(f"\\multicolumn{{{2 * arrow.steps - 1}}}{{c}}{{#1}}", offset, found)


def _pair(first: Arrow, second: Arrow, offset: int) -> list[Token] | None:
    """Two arrows between the same objects, each with at most one label, one on each side."""
    ends = {(one.row, one.column) for one in (first, second)}
    if (first.down and first.right) or not first.kind == second.kind == PLAIN:
        return None
    if len(ends) == 1:
        labels = ([*first.on_left, *second.on_left], [*first.on_right, *second.on_right])
        both = Arrow(first.row, first.column, first.down, first.right, "pair", *labels)
        return _cell([both], offset) if _one_label(first) and _one_label(second) else None
    # Each has its label on its own left, as tikz-cd sets it.
    if first.on_right or second.on_right:
        return None
    forward, back = (first, second) if first.right > 0 or first.down > 0 else (second, first)
    both = Arrow(0, 0, forward.down, forward.right, "opposite", forward.on_left, back.on_left)
    return _cell([both], offset)


def _one_label(arrow: Arrow) -> bool:
    return not (arrow.on_left and arrow.on_right)


def _diagonal(arrow: Arrow, offset: int) -> list[Token] | None:
    """An arrow between two rows and two columns; one that is not to be seen, for what stands in the middle of
    a square."""
    label = [*arrow.on_left, *arrow.on_right]
    if arrow.kind == "none":
        return label
    if not _one_label(arrow):
        return None
    # Along an arrow to the right, its left is above it.
    is_above = bool(arrow.on_left) == (arrow.right > 0)
    sign = diagonal(arrow.kind, arrow.down, arrow.right)
    if not label:
        return build(sign, offset)
    return build(f"\\{'over' if is_above else 'under'}set{{#1}}{{{sign}}}", offset, label)
