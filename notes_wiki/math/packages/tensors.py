r"""The package tensor: indices one after the other, `\tensor{T}{^a_b}`, `R\indices{^a_{bcd}}`.

In:  an expander whose reader is just after one of these commands.
Out: plain TeX, in which every index but the first has an empty base.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.reader import Reader
from notes_wiki.math.tokens import Token


def _tensor(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\tensor[^a]{T}{_b^c}`; with a star each upper index stands above the lower one before it."""
    star = expander.reader.star()
    before = expander.reader.optional()
    base = expander.argument(token)
    left = build("{}#1", token[1], _staggered(before, token[1], star=star)) if before else []
    right = _staggered(expander.argument(token), token[1], star=star)
    return [*left, *build("{#1}#2", token[1], base, right)]


def _indices(expander: Expander, token: Token) -> Sequence[Token]:
    star = expander.reader.star()
    return _staggered(expander.argument(token), token[1], star=star)


def _staggered(indices: Sequence[Token], offset: int, *, star: bool) -> list[Token]:
    """Indices one after the other; with a star, an upper and a lower one form a pair."""
    found: list[Token] = []
    reader = Reader(indices)
    before = ""
    while reader:
        text, place = part = reader.pop()
        if text not in {"^", "_"}:
            found.append(part)
            continue
        is_pair = star and {before, text} == {"^", "_"}
        if before and not is_pair:
            found += [("{", offset), ("}", offset)]
        found += [part, *build("{#1}", place, reader.argument() or [])]
        before = "both" if is_pair else text
    return found


HANDLERS: dict[str, Handler] = {"\\tensor": _tensor, "\\indices": _indices}
