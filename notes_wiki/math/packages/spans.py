r"""Cells over several columns: `\multicolumn{2}{c|}{x}`.

In:  an expander whose reader is just after the command.
Out: its cell, with a mark that says how far it reaches, and empty cells for the columns that it covers.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.cell_marks import CellMark, cell_mark
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.packages.columns import MOST_COLUMNS
from notes_wiki.math.reader import text_of
from notes_wiki.math.tokens import Token, whole_number

_SIDES = {"l": "left", "r": "right"}


def _multicolumn(expander: Expander, token: Token) -> Sequence[Token]:
    count = min(whole_number(text_of(expander.argument(token))) or 1, MOST_COLUMNS)
    columns = text_of(expander.argument(token)).strip()
    letter = next((sign for sign in columns.lower() if sign in "lcr"), "c")
    classes = [_SIDES[letter]] if letter in _SIDES else []
    classes += ["rule-left"] * columns.startswith("|") + ["rule-right"] * columns.endswith("|")
    mark = expander.end_mark(cell_mark(CellMark.SPAN, f"{count} {' '.join(classes)}"), token[1])
    inside = [("{", token[1]), *expander.argument(token), ("}", token[1])]
    return [*mark, *inside, *[("&", token[1])] * (count - 1)]


HANDLERS: dict[str, Handler] = dict.fromkeys(("\\multicolumn", "\\IEEEeqnarraymulticol"), _multicolumn)
