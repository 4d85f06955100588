r"""The space that `\\[5pt]` asks for below a row.

In:  tokens in which everything is expanded.
Out: the tokens without these lengths, and with a mark in each row that had one; `cells.py` gives its last
     cell a class, which `math.css` draws. Negative space is left out, because MathML Core has none.
"""

from __future__ import annotations

from notes_wiki.math.cell_marks import CellMark, cell_mark
from notes_wiki.math.expand import Expander
from notes_wiki.math.lengths import length
from notes_wiki.math.tokens import ENGINE, Token

MOST = 16
"""Quarters of an em; `math.css` has a class for each."""
_LONGEST = 24
"""How many tokens are searched for a length."""


def with_row_gaps(tokens: list[Token], expander: Expander) -> list[Token]:
    """The tokens with a mark in each row that asks for space below it."""
    found: list[Token] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        place += 1
        if token[0] == "\\\\" and (gap := _gap(tokens, place)) is not None:
            em, place = gap
            if em > 0:
                steps = min(max(1, round(em * 4)), MOST)
                found += expander.end_mark(cell_mark(CellMark.GAP, steps), token[1])
            # The star or bracket that begins the next row must not be read as a part of this row's end.
            found += [token, (" ", token[1])]
            continue
        found.append(token)
    return found


def _gap(tokens: list[Token], place: int) -> tuple[float, int] | None:
    """The length in brackets that comes next, in em, and the position after it; None if there is none."""
    texts = [text for text, _ in tokens[place : place + _LONGEST]]
    start = next((at for at, text in enumerate(texts) if not text.isspace() and text != "*"), -1)
    if start < 0 or texts[start] != "[" or "]" not in texts:
        return None
    end = texts.index("]")
    em = length("".join(texts[start + 1 : end]).replace(ENGINE, ""))
    return None if em is None else (em, place + end + 1)
