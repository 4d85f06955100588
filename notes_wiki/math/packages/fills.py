r"""`\hfill` in the cells of tables: at the beginning of a cell it moves the contents to the right, at the end
to the left, at both into the middle.

In:  tokens in which everything is expanded.
Out: the tokens with a mark in the place of each fill that aligns its cell; `cells.py` gives the cell a class.
     Any other fill is a space.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.cell_marks import CellMark, cell_mark
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.packages.columns import RULES
from notes_wiki.math.packages.environment_names import WITH_COLUMNS
from notes_wiki.math.tokens import ENGINE, Token, after_spaces, find_closer

_FILL = "\\hfill" + ENGINE
_ENDS = frozenset({"&", "\\\\", "\\end"})
_AFTER_CELL = _ENDS | {"\\mathclose"}
"""What may follow a cell: its end, or a mark of `row_gaps.py` before it."""
_SPACE = "\\quad"


def _fill(expander: Expander, token: Token) -> Sequence[Token]:  # noqa: ARG001  # a handler
    """A fill, for `with_fills`."""
    return [(_FILL, token[1])]


HANDLERS: dict[str, Handler] = dict.fromkeys(("\\hfil", "\\hfill", "\\hfilll"), _fill)


def with_fills(tokens: list[Token], expander: Expander) -> list[Token]:
    """The tokens with a mark or a space in the place of each fill."""
    if all(text != _FILL for text, _ in tokens):
        return tokens
    found: list[Token] = []
    fresh: list[bool] = []
    """For each open environment and group in it, whether its cell has shown nothing so far."""
    place = 0
    while place < len(tokens):
        token = tokens[place]
        text = token[0]
        if text == "\\begin":
            end = _after_head(tokens, place)
            found += tokens[place:end]
            fresh += [True]
            place = end
            continue
        if text == _FILL:
            found += _aligned(tokens, place, fresh, expander)
        else:
            found.append(token)
            _follow(text, fresh)
        place += 1
    return found


def _after_head(tokens: list[Token], place: int) -> int:
    r"""The position after `\begin{name}` and the columns of a table."""
    start = after_spaces(tokens, place + 1)
    if start >= len(tokens) or tokens[start][0] != "{":
        return place + 1
    end = find_closer(tokens, start, "{", "}")
    name = "".join(text for text, _ in tokens[start + 1 : end]).strip()
    columns = after_spaces(tokens, end + 1)
    if name in WITH_COLUMNS and columns < len(tokens) and tokens[columns][0] == "{":
        end = find_closer(tokens, columns, "{", "}")
    return end + 1


def _follow(text: str, fresh: list[bool]) -> None:
    """Take note of a token that is not a fill."""
    if text == "\\end":
        del fresh[-1:]
    elif fresh and text in _ENDS:
        fresh[-1] = True
    elif fresh and not text.isspace() and text not in RULES:
        fresh[-1] = False


def _aligned(tokens: list[Token], place: int, fresh: list[bool], expander: Expander) -> list[Token]:
    """What stands for the fill at a place: a mark, or a space if something is on either side of it."""
    offset = tokens[place][1]
    following = after_spaces(tokens, place + 1)
    at_end = following < len(tokens) and tokens[following][0] in _AFTER_CELL
    if not fresh or not (fresh[-1] or at_end):
        return [(_SPACE, offset), (" ", offset)]
    side = "left" if at_end and not fresh[-1] else "right"
    return expander.end_mark(cell_mark(CellMark.FILL, side), offset)
