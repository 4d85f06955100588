r"""xy-pic's matrices: `A \ar[r]^f \ar@{^{(}->}[d]_g & B`.

In:  the tokens between the braces of `\xymatrix`.
Out: the objects and the arrows between them; None if an arrow is bent, or is drawn in another way that a
     table cannot show.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.packages.diagram_arrows import DASHED, EQUAL, PLAIN
from notes_wiki.math.packages.diagram_grid import Arrow
from notes_wiki.math.reader import Reader, text_of
from notes_wiki.math.tokens import Token, split, trim

_STYLES = {
    "->": PLAIN,
    "=>": "double",
    "<->": "both",
    "^{(}->": "hook",
    "_{(}->": "hook",
    "(->": "hook",
    "->>": "two heads",
    "|->": "maps to",
    ">->": "tail",
    "-->": DASHED,
    ".>": DASHED,
    "..>": DASHED,
    "=": EQUAL,
    "-": "line",
    "": "none",
}
_SIDES = frozenset("^_|")
_BEFORE_OBJECT = frozenset("*@[")
"""How a cell begins that has options of its own."""


def read(body: Sequence[Token]) -> tuple[list[list[list[Token]]], list[Arrow]] | None:
    """The objects, row by row, and the arrows; None if a table cannot show them."""
    objects: list[list[list[Token]]] = []
    arrows: list[Arrow] = []
    rows = split(body, "\\\\")
    if not trim(rows[-1]):
        rows.pop()
    for row in rows:
        objects.append([])
        for cell in split(row, "&"):
            shown = _cell(cell, len(objects) - 1, len(objects[-1]), arrows)
            if shown is None:
                return None
            objects[-1].append(shown)
    return objects, arrows


def _cell(cell: list[Token], row: int, column: int, arrows: list[Arrow]) -> list[Token] | None:
    """The object in a cell; its arrows are added to `arrows`."""
    reader = Reader(cell)
    found: list[Token] = []
    if reader.peek() in _BEFORE_OBJECT:
        return None
    while reader:
        token = reader.pop()
        if token[0] != "\\ar":
            found.append(token)
            continue
        arrow = Arrow(row, column)
        if not (_style(arrow, reader) and _way(arrow, reader) and _labels(arrow, reader)):
            return None
        arrows.append(arrow)
    return trim(found)


def _style(arrow: Arrow, reader: Reader) -> bool:
    """Read `@{->>}` and `@<1ex>`; returns whether a table can show it."""
    while reader.peek() == "@":
        reader.skip_spaces()
        reader.pop()
        if reader.next_is("{"):
            kind = "".join(text for text, _ in reader.group() or [] if not text.isspace())
            if kind not in _STYLES:
                return False
            arrow.kind = _STYLES[kind]
        elif reader.next_is("<"):
            while reader and reader.pop()[0] != ">":
                pass
        else:
            return False
    return True


def _way(arrow: Arrow, reader: Reader) -> bool:
    """Read `[dr]`; returns whether it is a direction."""
    way = text_of(reader.optional() or []).strip()
    if not way or set(way) - set("rlud"):
        return False
    arrow.right, arrow.down = way.count("r") - way.count("l"), way.count("d") - way.count("u")
    return True


def _labels(arrow: Arrow, reader: Reader) -> bool:
    """Read `^f`, `_-{g}`, `^(.3){h}`; one on the arrow, `|h`, only a drawing can show. Returns whether a
    table can show them."""
    while reader.peek() in _SIDES:
        reader.skip_spaces()
        side = reader.pop()[0]
        while reader.next_is("-") or reader.next_is("<") or reader.next_is(">"):
            reader.pop()
        if reader.peek() == "(" and reader.delimited("(") is None:
            return False
        label = reader.argument()
        if label is None or side == "|":
            return False
        (arrow.on_left if side == "^" else arrow.on_right).extend(label)
    return True
