r"""physics: matrices, written out or given by their kind and size.

In:  an expander whose reader is just after the command.
Out: the plain TeX it means.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.reader import text_of
from notes_wiki.math.tokens import Token, split, trim, whole_number

LARGEST = 20
"""The most rows of a matrix that is given by its size."""
_MATRIX = {"(": "pmatrix", "[": "bmatrix", "|": "vmatrix", "{": "matrix"}


def matrix(environment: str | None, *, small: bool = False) -> Handler:
    r"""`\mqty(a & b \\ c & d)`, `\mqty[…]`, `\mqty|…|`, `\mqty{…}`; `\pmqty{…}` and the like. The star, which
    asks for rounder brackets, is ignored: the font has these in one size only."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        reader = expander.reader
        reader.star()
        opener = reader.peek()
        if environment is not None or opener == "{":
            inside = reader.argument()
        elif opener in _MATRIX:
            inside = reader.delimited(opener)
        else:
            inside = None
        if inside is None:
            expander.fault(
                "missing-argument", f"{token[0]} needs a matrix: ( … ), [ … ], | … | or {{ … }}.", token
            )
            inside, opener = [], "("
        name = environment or ("matrix" if opener == "{" else _MATRIX[opener])
        prefix = "\\begin{small" if small else "\\begin{"
        end = "\\end{small" if small else "\\end{"
        if small:
            left, right = _SMALL.get(name, ("", ""))
            wrapped = f"{left}{prefix}matrix}}#1{end}matrix}}{right}"
            return build(wrapped, token[1], expander.expand(inside))
        return build(f"{prefix}{name}}}#1{end}{name}}}", token[1], expander.expand(inside))

    return handler


_SMALL = {
    "pmatrix": ("\\left(", "\\right)"),
    "bmatrix": ("\\left[", "\\right]"),
    "vmatrix": ("\\left|", "\\right|"),
    "Vmatrix": ("\\left\\|", "\\right\\|"),
}


def diagonal(*, anti: bool) -> Handler:
    r"""`\dmat{a,b&c\\d&e}`: the rows of a block-diagonal matrix, for use inside one. Each block is a matrix
    in a cell, as in the package, unless all are single entries."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        fill = expander.reader.optional() or []
        blocks = [
            [split(row, "&") for row in split(expander.expand(trim(block)), "\\\\")]
            for block in split(expander.argument(token), ",")
        ]
        single = all(len(block) == len(block[0]) == 1 for block in blocks)
        rows: list[list[list[Token]]] = []
        for place, block in enumerate(blocks):
            before, after = place, len(blocks) - place - 1
            if anti:
                before, after = after, before
            cell = _rows(block, token[1])
            if not single:
                cell = build("\\begin{matrix}#1\\end{matrix}", token[1], cell)
            rows.append([*([fill] * before), cell, *([fill] * after)])
        return _rows(rows, token[1])

    return handler


def _rows(rows: Sequence[Sequence[Sequence[Token]]], offset: int) -> list[Token]:
    found: list[Token] = []
    for number, row in enumerate(rows):
        if number:
            found.append(("\\\\", offset))
        for place, cell in enumerate(row):
            if place:
                found.append(("&", offset))
            found += cell
    return found


def _count(expander: Expander, token: Token) -> int:
    size = whole_number(text_of(expander.argument(token)))
    if size is None or not 1 <= size <= LARGEST:
        expander.fault("missing-argument", f"{token[0]} needs a size from 1 to {LARGEST}.", token)
        return 1
    return size


def identity(expander: Expander, token: Token) -> Sequence[Token]:
    """`\\imat{3}`."""
    size = _count(expander, token)
    cells = [[[("1" if row == column else "0", token[1])] for column in range(size)] for row in range(size)]
    return _rows(cells, token[1])


def zero(expander: Expander, token: Token) -> Sequence[Token]:
    """`\\zmat{2}{3}`."""
    rows, columns = _count(expander, token), _count(expander, token)
    return _rows([[[("0", token[1])]] * columns] * rows, token[1])


def filled(expander: Expander, token: Token) -> Sequence[Token]:
    """`\\xmat{x}{2}{3}`; starred with indices."""
    star = expander.reader.star()
    entry = expander.argument(token)
    rows, columns = _count(expander, token), _count(expander, token)

    def cell(row: int, column: int) -> Sequence[Token]:
        if not star or rows == columns == 1:
            return entry
        index = f"{row}" if columns == 1 else f"{column}" if rows == 1 else f"{row}{column}"
        return build(f"#1_{{{index}}}", token[1], entry)

    return _rows(
        [[cell(row, column) for column in range(1, columns + 1)] for row in range(1, rows + 1)], token[1]
    )


_PAULI = {"0": "1&0\\\\0&1", "1": "0&1\\\\1&0", "2": "0&-i\\\\i&0", "3": "1&0\\\\0&-1"}
_PAULI |= {"x": _PAULI["1"], "y": _PAULI["2"], "z": _PAULI["3"]}


def pauli(expander: Expander, token: Token) -> Sequence[Token]:
    """`\\pmat{x}`."""
    name = text_of(expander.argument(token))
    if name not in _PAULI:
        expander.fault("missing-argument", f"{token[0]} needs 0, 1, 2, 3, x, y or z.", token)
    return build(_PAULI.get(name, ""), token[1])
