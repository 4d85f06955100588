r"""Rows and columns outside the brackets of a matrix: nicematrix's `first-row`, `last-col` and the like, and
plain TeX's `\bordermatrix`.

In:  the rows of the matrix as typed, and which of them and of the columns are outside.
Out: the matrix in its brackets with the outer rows laid over its edges, in space of their own, and the outer
     columns as tables of labels beside it.

The rows outside must not make the brackets taller, so their cells say that they have no height: the table
is as tall as the rows inside, and the labels are moved above or below it. A table of labels has the same
rows, so each stands beside its row; where one side is taller than a line, the other gets its height.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from notes_wiki.math.calls import build
from notes_wiki.math.cell_marks import CellMark, cell_mark
from notes_wiki.math.expand import Expander
from notes_wiki.math.tokens import Token, split, trim

# How far beyond the edge of the table such a row stands: as far from the next as lines are.
_MOVED = {True: "0.4em", False: "-0.8em"}
_LINES = frozenset({"\\hline", "\\hdashline", "\\Hline"})
_DOTS = frozenset({"\\vdots", "\\ddots", "\\Vdots", "\\Ddots", "\\Iddots", "\\iddots"})
# What makes a row taller than a line.
_TALL = frozenset(
    f"\\{name}"
    for name in (
        "frac dfrac cfrac binom dbinom sum prod int iint oint lim max min sup inf left begin overbrace "
        "underbrace overset underset substack sqrt dv pdv fdv mqty pmqty bmqty genfrac displaystyle"
    ).split()
)


class Outside(NamedTuple):
    """Which rows and columns are outside the brackets."""

    first_row: bool = False
    last_row: bool = False
    first_column: bool = False
    last_column: bool = False


class _Row(NamedTuple):
    """The parts of a row: what follows its `\\\\` (`[5pt]`), rules, the label before it, the cells, the label
    after it, and whether it is `above` (True) or below (False) the brackets."""

    gap: list[Token]
    rules: list[Token]
    before: list[Token]
    cells: list[list[Token]]
    after: list[Token]
    above: bool | None


def bordered(
    expander: Expander, token: Token, body: Sequence[Token], outside: Outside, template: str, count: int = 0
) -> list[Token]:
    """A matrix with rows or columns outside. `template`: the matrix in its brackets, `#1` being the rows
    inside; `count`: how many columns are inside, 0 for as many as there are."""
    rows = _rows(body, outside, count)
    inside = build(template, token[1], _joined(expander, token, [(row, _inner(row, token)) for row in rows]))
    parts = [*inside]
    if outside.first_column:
        labels = [[*_height(row, row.cells, token), *row.before] for row in rows]
        inside = _labels(expander, token, rows, labels)
        parts = [*build("\\begin{array}{@{}r@{}}#1\\end{array}\\;", token[1], inside), *parts]
    if outside.last_column:
        labels = [[*row.after, *_height(row, row.cells, token)] for row in rows]
        inside = _labels(expander, token, rows, labels)
        parts += build("\\;\\begin{array}{@{}l@{}}#1\\end{array}", token[1], inside)
    names = ["above"] * outside.first_row + ["below"] * outside.last_row
    return expander.wrap(
        f'<mrow class="{" ".join(names)}">' if names else "<mrow>", "</mrow>", parts, token[1]
    )


def _rows(body: Sequence[Token], outside: Outside, count: int) -> list[_Row]:
    """The rows of a matrix, each cut into what is outside the brackets and what is inside."""
    typed = split([("\\\\", at) if text == "\\cr" else (text, at) for text, at in body], "\\\\")
    while len(typed) > 1 and not trim(typed[-1]):
        typed.pop()
    cut = [_cut(row) for row in typed]
    first = int(outside.first_column)
    widest = max(len(cells) for _, _, cells in cut)
    inner = count or max(widest - first - outside.last_column, 1)
    rows = []
    for number, (gap, rules, cells) in enumerate(cut):
        above = True if outside.first_row and number == 0 else None
        if outside.last_row and number == len(cut) - 1 and above is None:
            above = False
        before = cells[0] if first else []
        after = cells[first + inner] if outside.last_column and len(cells) > first + inner else []
        held = cells[first : first + inner] if outside.last_column else cells[first:]
        rows.append(_Row(gap, rules, before, held or [[]], after, above))
    return rows


def _cut(row: list[Token]) -> tuple[list[Token], list[Token], list[list[Token]]]:
    """The gap, the rules and the cells of a row."""
    place = 0
    if row and row[0][0] == "[" and any(text == "]" for text, _ in row[:10]):
        place = next(at for at, (text, _) in enumerate(row) if text == "]") + 1
    start = place
    while place < len(row) and (row[place][0].isspace() or row[place][0] in _LINES):
        place += 1
    return row[:start], row[start:place], [trim(cell) for cell in split(row[place:], "&")]


def _inner(row: _Row, token: Token) -> list[list[Token]]:
    """The cells of a row, as tall as its labels too."""
    return [*row.cells[:-1], [*row.cells[-1], *_height(row, [row.before, row.after], token)]]


def _labels(expander: Expander, token: Token, rows: list[_Row], labels: list[list[Token]]) -> list[Token]:
    """The rows of a table of labels."""
    cells = [(row._replace(rules=[]), [label]) for row, label in zip(rows, labels, strict=True)]
    return _joined(expander, token, cells)


def _height(row: _Row, cells: list[list[Token]], token: Token) -> list[Token]:
    """The height of cells, where they are taller than a line."""
    if row.above is not None:
        return []
    tall = [cell for cell in cells if any(text in _TALL for text, _ in cell)]
    if any(text in _DOTS for cell in cells for text, _ in cell):
        tall.append([("\\vdots", token[1])])
    return [part for cell in tall for part in build("\\vphantom{#1}", token[1], cell)]


def _joined(expander: Expander, token: Token, rows: list[tuple[_Row, list[list[Token]]]]) -> list[Token]:
    """Rows as an environment holds them; those outside as labels without a height."""
    found: list[Token] = []
    for number, (row, cells) in enumerate(rows):
        found += [("\\\\", token[1]), *row.gap] if number else []
        found += row.rules
        for place, cell in enumerate(cells):
            found += [("&", token[1])] if place else []
            found += cell if row.above is None else _moved(expander, token, cell, above=row.above)
    return found


def _moved(expander: Expander, token: Token, cell: list[Token], *, above: bool) -> list[Token]:
    mark = expander.end_mark(cell_mark(CellMark.OUTSIDE), token[1])
    if not cell:
        return mark
    opening = f'<mpadded height="0" depth="0" voffset="{_MOVED[above]}">'
    return [*expander.wrap(opening, "</mpadded>", cell, token[1]), *mark]
