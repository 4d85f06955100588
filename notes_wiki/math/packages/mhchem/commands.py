r"""The commands of mhchem: `\ce{H2O}` and `\pu{3 kJ//mol}`.

In:  an expander whose reader is just after one of them.
Out: plain TeX; what stands between dollars, and whole commands, keep their own places in the note.

Written from the package's manual, version 4 (M. Hensel). What reads the two notations is loaded when a
formula first holds one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.packages.mhchem import signs
from notes_wiki.math.reader import text_of
from notes_wiki.math.tokens import Token, is_word


def _command(expander: Expander, token: Token, read: Callable[[str], list[Token]]) -> list[Token]:
    """Read the argument as text and set the places of what comes of it to those of the note."""
    parts: list[str] = []
    places: list[int] = []
    word = False
    for text, offset in expander.argument(token):
        if word and text[0].isascii() and text[0].isalpha():
            parts.append(" ")
            places.append(offset)
        parts.append(text)
        places.extend(range(offset, offset + len(text)))
        word = is_word(text)
    places.append(token[1])
    return [(text, places[min(place, len(places) - 1)]) for text, place in read("".join(parts))]


def _chemistry(expander: Expander, token: Token) -> Sequence[Token]:
    from notes_wiki.math.packages.mhchem.formulas import chemistry

    return _command(expander, token, lambda text: chemistry(text, outermost=True))


def _quantity(expander: Expander, token: Token) -> Sequence[Token]:
    from notes_wiki.math.packages.mhchem.units import quantity

    return _command(expander, token, lambda text: [("{", 0), *quantity(text, 0), ("}", 0)])


def _unknown_bond(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\bond` of a kind that there is not, which is left over, or outside chemistry: its own characters."""
    kind = expander.argument(token)
    hint = "Use one of -, =, #, ~, ~-, ~=, ~--, -~-, ..., ...., ->, <-."
    expander.fault("bad-chemistry", f"The bond {text_of(kind)} is not known.", token, hint)
    return build("\\text{#1}", token[1], kind)


def _drawing(expander: Expander, token: Token) -> Sequence[Token]:
    """A bond or an arrow that is drawn, by its signs."""
    return [(expander.mark(signs.DRAWN.get(text_of(expander.argument(token)), "")), token[1])]


HANDLERS: dict[str, Handler] = {"\\ce": _chemistry, "\\pu": _quantity, "\\bond": _unknown_bond}
HANDLERS[signs.DRAWING] = _drawing
