r"""Young diagrams and tableaux: youngtab's `\yng(2,1)` and `\young(12,3)`, ytableau's `\ydiagram{2,1}`.

In:  an expander whose reader is just after one of these commands, or after `\begin{ytableau}`.
Out: a matrix, between marks for an element in which `math.css` draws a box around every cell. A place without
     a box holds a mark that says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.packages.environment_body import environment_body
from notes_wiki.math.reader import Reader, text_of
from notes_wiki.math.tokens import Token, split, trim, whole_number

_MOST = 100
"""How many boxes a row has at most."""
_NONE = '<mrow class="none"></mrow>'


def _diagram(expander: Expander, rows: Sequence[Sequence[Sequence[Token]]], offset: int) -> list[Token]:
    """The matrix of these rows of cells."""
    inside: list[Token] = []
    for number, row in enumerate(rows):
        inside += [("\\\\", offset)] if number else []
        for place, cell in enumerate(row):
            inside += [*([("&", offset)] if place else []), *(cell or build("{}", offset))]
    matrix = build("\\begin{matrix}#1\\end{matrix}", offset, inside)
    return expander.wrap('<mrow class="young">', "</mrow>", matrix, offset)


def _in_brackets(expander: Expander) -> list[Token] | None:
    reader = expander.reader
    return reader.delimited("(") if reader.peek() == "(" else None


def _none(expander: Expander, offset: int) -> list[Token]:
    return [(expander.mark(_NONE), offset)]


def _boxes(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\yng(2,1)`, `\ydiagram{1+2,3}`: how many boxes each row has, after how many places without one."""
    reader = expander.reader
    if token[0] == "\\ydiagram":
        reader.optional()
    given = _in_brackets(expander) if token[0] == "\\yng" else expander.argument(token)
    if given is None:
        expander.fault("missing-argument", f"{token[0]} needs the lengths of its rows in brackets.", token)
        return []
    rows: list[list[list[Token]]] = []
    for row in split(given, ","):
        before, _, count = text_of(row).rpartition("+")
        skipped, boxes = (_count(expander, part, token) for part in (before, count))
        without = [_none(expander, token[1]) for _ in range(skipped or boxes == 0)]
        rows.append([*without, *([] for _ in range(boxes))])
    return _diagram(expander, rows, token[1])


def _count(expander: Expander, typed: str, token: Token) -> int:
    """How many boxes are meant; what is no number is reported."""
    count = whole_number(typed or "0")
    if count is None or count > _MOST:
        message = f"{typed} is no number of boxes up to {_MOST}."
        expander.fault("missing-argument", message, token, f"Write {token[0]} with the lengths of its rows.")
    return min(count or 0, _MOST)


def _letters(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\young(12,3)`, `\ytableaushort{12,3}`: a letter or a group in each box; none for `:` in youngtab."""
    reader = expander.reader
    is_young = token[0] == "\\young"
    if not is_young:
        reader.optional()
    given = _in_brackets(expander) if is_young else expander.argument(token)
    if given is None:
        expander.fault("missing-argument", f"{token[0]} needs the rows in brackets.", token)
        return []
    return _diagram(expander, [_entries(expander, row, token) for row in split(given, ",")], token[1])


def _entries(expander: Expander, row: Sequence[Token], token: Token) -> list[list[Token]]:
    """The boxes of a row of letters."""
    found: list[list[Token]] = []
    reader = Reader(trim(row))
    while reader and len(found) < _MOST:
        if reader.next_is("<"):
            reader.pop()
            found.append(reader.until(">"))
        elif (entry := reader.argument()) is None:
            break
        else:
            found.append(_without_box(expander, entry, token) if text_of(entry) in {":", "\\none"} else entry)
    return found


def _without_box(expander: Expander, entry: Sequence[Token], token: Token) -> list[Token]:
    r"""A place without a box, with what `\none[x]` says."""
    return [*_none(expander, token[1]), *entry[1:]]


def _tableau(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\begin{ytableau} 1 & *(red) 2 \\ \none[a] & 3 \end{ytableau}`."""
    expander.reader.optional()
    body = environment_body(expander, "ytableau", token[1])
    rows = [row for row in split(body, "\\\\") if trim(row)]
    cells = [[_cell(expander, trim(cell), token) for cell in split(row, "&")] for row in rows]
    return _diagram(expander, cells, token[1])


def _cell(expander: Expander, cell: list[Token], token: Token) -> list[Token]:
    """A cell, with its colour, or without a box."""
    reader = Reader(cell)
    if reader.next_is("\\none"):
        reader.pop()
        return [*_none(expander, token[1]), *(reader.optional() or []), *reader.rest()]
    if reader.next_is("*"):
        reader.pop()
        colour = reader.delimited("(") if reader.peek() == "(" else None
        if colour is not None:
            return [*build("\\cellcolor{#1}", token[1], colour), *trim(reader.rest())]
    return cell


def _setup(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\ytableausetup{smalltableaux}`: how large the boxes are, which the theme decides."""
    expander.argument(token)
    return []


HANDLERS: dict[str, Handler] = {
    "\\yng": _boxes,
    "\\ydiagram": _boxes,
    "\\young": _letters,
    "\\ytableaushort": _letters,
    "\\ytableausetup": _setup,
}
BEGINNINGS: dict[str, Handler] = {"ytableau": _tableau}
