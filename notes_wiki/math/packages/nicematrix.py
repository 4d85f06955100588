r"""nicematrix: `\begin{pNiceMatrix}`, `\begin{bNiceArray}{cc|c}`, their dots and blocks.

In:  an expander whose reader stands after one of these commands, or after `\begin{name}`.
Out: the matrices and arrays of amsmath. Dots stand in their own cell, whereas nicematrix draws them across
     the cells that follow; what it draws before and after the matrix is left out.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.key_values import key_values
from notes_wiki.math.packages import columns
from notes_wiki.math.packages.environment_body import environment_body
from notes_wiki.math.packages.exterior import Outside, bordered
from notes_wiki.math.reader import text_of
from notes_wiki.math.tokens import Token, join

_BRACKETS = {
    "": ("", ""),
    "p": ("\\left(", "\\right)"),
    "b": ("\\left[", "\\right]"),
    "B": ("\\left\\{", "\\right\\}"),
    "v": ("\\left|", "\\right|"),
    "V": ("\\left\\|", "\\right\\|"),
}
_DOTS = {
    "\\Cdots": "\\cdots",
    "\\Ldots": "\\ldots",
    "\\Vdots": "\\vdots",
    "\\Ddots": "\\ddots",
    "\\Iddots": "\\iddots",
}


def _matrix(kind: str) -> Handler:
    r"""`\begin{pNiceMatrix}[first-row]`."""
    name = f"{kind}NiceMatrix"

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        outside = _outside(_options(expander))
        body = _without_drawings(environment_body(expander, name, token[1]))
        template = f"\\begin{{{kind}matrix}}#1\\end{{{kind}matrix}}"
        if any(outside):
            return bordered(expander, token, body, outside, template)
        return build(template, token[1], body)

    return handler


def _array(kind: str) -> Handler:
    r"""`\begin{pNiceArray}{cc|c}[first-row]`."""
    name = f"{kind}NiceArray"
    left, right = _BRACKETS[kind]

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        given = _options(expander)
        letters = expander.argument(token)
        outside = _outside(given | _options(expander))
        body = _without_drawings(environment_body(expander, name, token[1]))
        template = f"{left}\\begin{{array}}{{{join(letters)}}}#1\\end{{array}}{right}"
        if any(outside):
            count = len(columns.read(letters, expander.own_macro).columns)
            return bordered(expander, token, body, outside, template, count)
        return build(template, token[1], body)

    return handler


def _options(expander: Expander) -> frozenset[str]:
    """The names of all options that come next."""
    names: set[str] = set()
    while (found := expander.reader.optional()) is not None:
        names |= key_values(found).keys() | {part.strip() for part in text_of(found).split(",")}
    return frozenset(names)


def _outside(names: Collection[str]) -> Outside:
    return Outside(*(name in names for name in ("first-row", "last-row", "first-col", "last-col")))


def _without_drawings(body: list[Token]) -> list[Token]:
    r"""The rows without what stands between `\CodeBefore` and `\Body`, and after `\CodeAfter`."""
    names = [text for text, _ in body]
    if "\\CodeAfter" in names:
        body = body[: names.index("\\CodeAfter")]
    if "\\CodeBefore" in names and "\\Body" in names:
        body = body[: names.index("\\CodeBefore")] + body[names.index("\\Body") + 1 :]
    return body


def _dots(expander: Expander, token: Token) -> Sequence[Token]:
    _options(expander)
    return [(_DOTS[token[0]], token[1])]


def _dotsfor(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\Hdotsfor[options]{3}` and `\Vdotsfor{2}`: the latter's rows have each their own cells."""
    _options(expander)
    count = expander.argument(token)
    if token[0] == "\\Vdotsfor":
        return [("\\vdots", token[1])]
    return build("\\hdotsfor{#1}", token[1], count)


def _block(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\Block[c]{2-2}<\Large>{A}`: what the block holds, in its first cell."""
    _options(expander)
    expander.argument(token)
    if expander.reader.peek() == "<":
        expander.reader.delimited("<")
    return build("{#1}", token[1], expander.argument(token))


BEGINNINGS: dict[str, Handler] = {
    **{f"{kind}NiceMatrix": _matrix(kind) for kind in _BRACKETS},
    **{f"{kind}NiceArray": _array(kind) for kind in _BRACKETS},
}
"""What stands for a whole environment, by its name; the reader stands after `\\begin{name}`."""

HANDLERS: dict[str, Handler] = {
    **dict.fromkeys(_DOTS, _dots),
    "\\Hdotsfor": _dotsfor,
    "\\Vdotsfor": _dotsfor,
    "\\Block": _block,
}
