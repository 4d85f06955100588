r"""The room that `\\[5pt]` asks for below a row.

In:  tokens of which nothing is left to expand.
Out: the same without these lengths, with a mark in the row for each; `math/cells.py` gives the row's last
     cell a class, which `math.css` draws. Negative room, which MathML Core has not, is left out.
"""

from __future__ import annotations

from notes_wiki.math.expand import Expander
from notes_wiki.math.lengths import length
from notes_wiki.math.packages.cell_colours import CELL_MARK
from notes_wiki.math.tokens import ENGINE, Token

GAP = "gap"
"""What such a mark applies to; its value is in quarters of an em."""
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
                found += expander.end_mark(CELL_MARK.format(GAP, steps), token[1])
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
