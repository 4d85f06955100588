r"""Fractions and what is stacked like them: `\genfrac`, `\above`, `\root … \of`, `\buildrel`.

In:  an expander whose reader is just after one of these commands.
Out: plain TeX that the engine knows.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.lengths import bare_length, length
from notes_wiki.math.reader import text_of
from notes_wiki.math.tokens import ENGINE, Token


def _cfrac(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\cfrac[l]{1}{x}`."""
    expander.reader.optional()
    above, below = expander.argument(token), expander.argument(token)
    return build(f"\\cfrac{ENGINE}{{#1}}{{#2}}", token[1], above, below)


def _delimiter(expander: Expander, token: Token) -> list[Token]:
    """A delimiter, in braces or not; "." if there is none."""
    found = expander.argument(token)
    if not text_of(found):
        return [(".", token[1])]
    named = {"<": "\\langle", ">": "\\rangle"}
    return [(named.get(text, text), offset) for text, offset in found if not text.isspace()][:1]


def _genfrac(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\genfrac{(}{)}{0pt}{1}{a}{b}`."""
    left, right = _delimiter(expander, token), _delimiter(expander, token)
    thickness = text_of(expander.argument(token))
    style = text_of(expander.argument(token))
    above, below = expander.argument(token), expander.argument(token)
    names = {"0": "\\displaystyle ", "1": "\\textstyle ", "2": "\\scriptstyle ", "3": "\\scriptscriptstyle "}
    bare = left[0][0] == right[0][0] == "."
    fraction = f"{{{_fraction(length(thickness), '#1', '#2')}}}"
    inner = fraction if bare else f"\\left#3{fraction}\\right#4"
    return build(f"{{{names.get(style, '')}{inner}}}", token[1], above, below, left, right)


def _fraction(em: float | None, above: str, below: str) -> str:
    """A fraction whose bar is so many ems thick, as always (None), or not there."""
    if em is None or em < 0:
        return f"{above}\\over {below}"
    return (
        f"\\genfrac{ENGINE}{{}}{{}}{{{em:g}em}}{{}}{{{above}}}{{{below}}}" if em else f"{above}\\atop {below}"
    )


def _infix(command: str, *, delimiters: bool, thickness: bool) -> Handler:
    r"""`a \above1pt b`, `a \overwithdelims() b`: the infix that the engine knows, with delimiters around
    it."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        pair = [_delimiter(expander, token), _delimiter(expander, token)] if delimiters else []
        em = bare_length(expander.reader) if thickness else None
        if not (pair or em):
            return [("\\atop" if em == 0 else command, token[1])]
        above, below = expander.output.take_back(), expander.reader.rest_of_group()
        fraction = _fraction(em, "#1", "#2") if thickness else f"#1{command} #2"
        if not pair:
            return build(fraction, token[1], above, below)
        return build(f"\\left#3{{{fraction}}}\\right#4", token[1], above, below, *pair)

    return handler


def _root(expander: Expander, token: Token) -> Sequence[Token]:
    r"""Plain TeX's `\root 3 \of x`."""
    index = expander.reader.until("\\of")
    return build("\\sqrt[#1]{#2}", token[1], index, expander.argument(token))


def _buildrel(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\buildrel a \over b`."""
    above = expander.reader.until("\\over")
    return build("\\mathrel{\\overset{#1}{#2}}", token[1], above, expander.argument(token))


HANDLERS: dict[str, Handler] = {
    "\\cfrac": _cfrac,
    "\\genfrac": _genfrac,
    "\\above": _infix("\\over", delimiters=False, thickness=True),
    "\\overwithdelims": _infix("\\over", delimiters=True, thickness=False),
    "\\atopwithdelims": _infix("\\atop", delimiters=True, thickness=False),
    "\\abovewithdelims": _infix("\\over", delimiters=True, thickness=True),
    "\\root": _root,
    "\\buildrel": _buildrel,
}
