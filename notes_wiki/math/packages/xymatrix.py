r"""xy-pic's matrices: `A \ar[r]^f \ar@{^{(}->}[d]_g & B`.

In:  what follows the command of an arrow.
Out: the arrow, and whether it is straight, and drawn in a way that a table can show.
"""

from __future__ import annotations

from notes_wiki.math.packages.diagram_arrows import DASHED, EQUAL, PLAIN
from notes_wiki.math.packages.diagram_grid import Arrow, Syntax
from notes_wiki.math.reader import Reader, text_of

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


def _read(arrow: Arrow, command: str, reader: Reader) -> bool:  # noqa: ARG001  # there is one command
    r"""Read what follows `\ar`. Returns whether a table can show it."""
    return _style(arrow, reader) and arrow.turn(text_of(reader.optional() or [])) and _labels(arrow, reader)


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


SYNTAX = Syntax(frozenset({"\\ar"}), frozenset("*@["), _read)
