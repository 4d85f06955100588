r"""The package colortbl: `\cellcolor`, `\rowcolor`, `\columncolor`.

In:  an expander whose reader is just after one of these commands.
Out: a mark that says the colour and what it holds for; `cells.py` puts it on the cells.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.cell_marks import CellMark, cell_mark
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.packages.colours import read_colour
from notes_wiki.math.tokens import Token


def _coloured(kind: CellMark) -> Handler:
    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        found = read_colour(expander, token)
        expander.reader.optional()
        expander.reader.optional()
        return [] if found is None else [(expander.mark(cell_mark(kind, found)), token[1])]

    return handler


HANDLERS: dict[str, Handler] = {
    "\\cellcolor": _coloured(CellMark.CELL),
    "\\rowcolor": _coloured(CellMark.ROW),
    "\\columncolor": _coloured(CellMark.COLUMN),
}
