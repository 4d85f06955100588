r"""mathtools: fractions in two lines, limits side by side, and rows between the rows of an alignment.

In:  an expander whose reader is just after one of these commands.
Out: plain TeX that the engine knows.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.reader import Reader
from notes_wiki.math.tokens import Token, split


def _aboxed(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\Aboxed{a &= b}`: a box without a width, over the space that both parts would take in their cells."""
    cells = split(expander.argument(token), "&")
    inside = [part for cell in cells for part in cell]
    if len(cells) != 2:
        return build("\\boxed{#1}", token[1], inside)
    first = "\\mathrlap{\\boxed{#1}}" + _EDGE + "\\phantom{#2}"
    return build(first + "&\\phantom{{}#3}" + _EDGE, token[1], inside, *cells)


def _shortvdotswithin(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\shortvdotswithin{=}`: a row of its own; starred, with a column before it left out."""
    # A mark for the dots, which would ask for the space that this row is without (`struts`).
    dots = _DOTS.replace("\\vdots", expander.mark('<mo lspace="0" rspace="0">⋮</mo>'))
    template = f"{dots}\\\\" if expander.reader.star() else f"&{dots}\\\\"
    return build(template, token[1], expander.argument(token))


def _adjustlimits(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\adjustlimits\lim_{n}\max_{p^2}`: both limits on one line, equally high."""
    reader = expander.reader
    parts: list[list[Token]] = []
    for _ in range(2):
        parts.append(reader.argument() or [])
        if reader.peek() != "_":
            # This is not the syntax of mathtools, so the command is ignored.
            reader.push([part for read in parts for part in (*read, ("_", token[1]))][:-1])
            return []
        reader.skip_spaces()
        reader.pop()
        parts.append(reader.argument() or [])
    template = "\\mathop{{#1}\\vphantom{#3}}_{#2\\vphantom{#4}}"
    second = "\\mathop{{#3}\\vphantom{#1}}_{#4\\vphantom{#2}}"
    return build(template + second, token[1], *parts)


def _smashoperator(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\smashoperator[r]{\sum_{i<n}}`: limits that take no space beside their operator."""
    expander.reader.optional()
    reader = Reader(expander.argument(token))
    found: list[Token] = []
    while reader:
        part = reader.pop()
        if part[0] in {"\\limits", "\\nolimits"}:
            continue
        if part[0] not in {"^", "_"}:
            found.append(part)
            continue
        if not any(text in {"^", "_"} for text, _ in found):
            found.append(("\\limits", part[1]))
        found += [part, *build("{\\mathclap{#1}}", part[1], reader.argument() or [])]
    return found


def _arrow_between_lines(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\ArrowBetweenLines[\Downarrow]`: a row with an arrow at its left; starred, at its right."""
    template = "&&\\quad #1\\\\" if expander.reader.star() else "#1\\quad\\\\"
    arrow = expander.reader.optional() or [("\\Updownarrow", token[1])]
    return build(template, token[1], arrow)


_EDGE = "\\kern.36em "
"""How far a box extends beyond its contents, as `math.css` draws it."""
HANDLERS: dict[str, Handler] = {
    "\\adjustlimits": _adjustlimits,
    "\\smashoperator": _smashoperator,
    "\\Aboxed": _aboxed,
    "\\shortvdotswithin": _shortvdotswithin,
    "\\ArrowBetweenLines": _arrow_between_lines,
}

# As wide as the sign with its spaces, the dots where its middle is for signs as wide as `=`.
_DOTS = "{\\mathrlap{\\;\\:\\vdots}\\hphantom{{}#1{}}}"
ALIASES: dict[str, tuple[int, str]] = {
    "\\vdotswithin": (1, _DOTS),
    "\\MTFlushSpaceAbove": (0, ""),
    "\\MTFlushSpaceBelow": (0, "\\\\"),
    "\\centerOver": (2, "{\\mathrlap{#2}#1}"),
    "\\splitfrac": (2, "\\genfrac{}{}{0pt}{}{{\\textstyle #1\\quad}}{{\\textstyle\\quad #2}}"),
    "\\splitdfrac": (2, "\\genfrac{}{}{0pt}{}{{\\displaystyle #1\\quad}}{{\\displaystyle\\quad #2}}"),
}
"""As macros: name, number of arguments, body."""
