r"""Commands that set text inside a formula: `\text` and its fonts, accents, `\boldmath`.

In:  an expander whose reader is just after one of these commands.
Out: plain TeX: `\text{…}` holding nothing but text, with the math in it beside it (`text_with_math.py`).
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.lengths import read_bare, skip_width
from notes_wiki.math.packages.switches import reach
from notes_wiki.math.packages.text_tables import ACCENTS, FONTS, LENGTHS
from notes_wiki.math.packages.text_with_math import DOLLARS, text_with_math
from notes_wiki.math.reader import Reader
from notes_wiki.math.tokens import Token


def _text(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\text{if $x$ is}`: math inside text becomes math beside text."""
    if token[0] in {"\\hbox", "\\vbox"}:
        skip_width(expander.reader)
    inside = expander.argument(token)
    if token[0] == "\\vbox":
        inside = _without_spaces_downwards(Reader(inside))
    return text_with_math(expander, inside, FONTS[token[0]], token[1])


def _without_spaces_downwards(reader: Reader) -> list[Token]:
    r"""The content of a `\vbox` without its `\kern`, which is a vertical space there."""
    found: list[Token] = []
    while reader:
        token = reader.pop()
        if token[0] not in LENGTHS or read_bare(reader, token[0]) is None:
            found.append(token)
    return found


def _accent_in_math(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\v{s}` outside text, about which LaTeX warns too: the accented letter, upright."""
    expander.fault(
        "accent-in-math",
        f"{token[0]} is an accent for text, not for formulas.",
        token,
        "Put it into \\text{…}, use an accent for formulas (\\check{s}), or define a macro of this name.",
    )
    inside = expander.argument(token)
    return build("\\text{#1}", token[1], [token, ("{", token[1]), *inside, ("}", token[1])])


def _bold_math(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`{\boldmath $x$}` outside text, where LaTeX passes it over: what it was meant for."""
    inside = reach(expander, "\\unboldmath")
    return build("\\boldsymbol{#1}", token[1], [one for one in inside if one[0] not in DOLLARS])


HANDLERS: dict[str, Handler] = {
    "\\boldmath": _bold_math,
    **dict.fromkeys(FONTS, _text),
    **dict.fromkeys(ACCENTS, _accent_in_math),
}
