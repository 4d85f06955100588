r"""graphics, scalerel: `\scalebox`, `\scaleobj`, `\resizebox`, `\rotatebox`, `\reflectbox`, `\scaleto`,
`\scalerel`; LaTeX's `\small`.

In:  an expander whose reader is just after one of these commands.
Out: their contents, between marks for an element with a size or a class; `math.css` turns it. Turning changes
     no width, and no size depends on the page.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.lengths import length
from notes_wiki.math.packages.switches import outside, part_by_part, reach
from notes_wiki.math.packages.text_tables import SCALES
from notes_wiki.math.packages.text_with_math import text_or_math
from notes_wiki.math.reader import text_of
from notes_wiki.math.tokens import Token

_SMALLEST, _LARGEST = 0.2, 5.0
_STEP = 45
"""Degrees from one class of math.css to the next."""


def _content(expander: Expander, token: Token) -> list[Token]:
    """The contents of a box."""
    return text_or_math(expander, expander.argument(token), token[1])


def _number(words: str) -> float | None:
    try:
        found = float(words.strip())
    except ValueError:
        return None
    return found if abs(found) < 1e6 else None


def _turned(expander: Expander, inside: list[Token], name: str, offset: int) -> list[Token]:
    return expander.wrap(f'<mrow class="{name}">', "</mrow>", inside, offset) if name else inside


def _scalebox(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\scalebox{0.5}{x}`, `\scalebox{-1}[1]{x}`, `\scaleobj{2}{\sum}`: scaled by its vertical factor."""
    reader, offset = expander.reader, token[1]
    across = _number(text_of(expander.argument(token)))
    option = reader.optional()
    inside = expander.argument(token) if token[0] == "\\scaleobj" else _content(expander, token)
    down = across if option is None else _number(text_of(option))
    if across is None or down is None:
        expander.fault("bad-length", f"{token[0]} needs a number.", token, f"Write {token[0]}{{0.5}}{{x}}.")
        return [("{", offset), *inside, ("}", offset)]
    size = min(max(abs(down), _SMALLEST), _LARGEST)
    if size != 1:
        inside = expander.wrap(f'<mstyle mathsize="{100 * size:.4g}%">', "</mstyle>", inside, offset)
    name = {(True, False): "mirrored", (False, True): "upset", (True, True): "turned-180"}
    inside = _turned(expander, inside, name.get((across < 0, down < 0), ""), offset)
    return [("{", offset), *inside, ("}", offset)]


def _resizebox(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\resizebox{\textwidth}{!}{$x$}`: shown at its own size, because the width of the page is not
    known."""
    expander.reader.star()
    expander.argument(token)
    expander.argument(token)
    return [("{", token[1]), *_content(expander, token), ("}", token[1])]


def _rotatebox(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\rotatebox[origin=c]{90}{$\models$}`: turned to the nearest of eight angles."""
    expander.reader.optional()
    degrees = _number(text_of(expander.argument(token)))
    if degrees is None:
        expander.fault(
            "bad-length", f"{token[0]} needs an angle in degrees.", token, f"Write {token[0]}{{90}}{{x}}."
        )
    angle = round((degrees or 0) / _STEP) * _STEP % 360
    inside = _content(expander, token)
    return [
        ("{", token[1]),
        *_turned(expander, inside, f"turned-{angle}" if angle else "", token[1]),
        ("}", token[1]),
    ]


def _reflectbox(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\reflectbox{R}`, `\mathreflectbox{x}`."""
    inside = expander.argument(token) if token[0] == "\\mathreflectbox" else _content(expander, token)
    return [("{", token[1]), *_turned(expander, inside, "mirrored", token[1]), ("}", token[1])]


def _scaleto(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\scaleto{x}{12pt}`, `\stretchto{x}{12pt}`: about as high as that, whatever width is asked for.
    The package sets what it scales as in text, in scripts too."""
    expander.reader.optional()
    inside = expander.argument(token)
    high = length(text_of(expander.argument(token)))
    if high is None or high <= 0:
        expander.fault("bad-length", f"{token[0]} needs a height.", token, f"Write {token[0]}{{x}}{{12pt}}.")
        return [("{", token[1]), *inside, ("}", token[1])]
    return build(f"{{\\textstyle\\scaleobj{{{high / _height(inside):.3g}}}{{#1}}}}", token[1], inside)


def _scalerel(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\scalerel{x}{\int}`: the first about as high as the second; with a star, only the first is shown."""
    alone = expander.reader.star()
    inside, beside = expander.argument(token), expander.argument(token)
    scaled = f"\\scaleobj{{{_height(beside) / _height(inside):.3g}}}{{#1}}"
    return build(f"{{\\textstyle{scaled}{'' if alone else '{#2}'}}}", token[1], inside, beside)


def _height(inside: Sequence[Token]) -> float:
    """How high something is in em, judged by its highest sign."""
    return max(
        (_HEIGHTS.get(text, _COMMAND if text[0] == "\\" else _LETTER) for text, _ in inside), default=1
    )


def _size_switch(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`{\small x + y}`: a size to the end of the group, the cell, or to the next size."""
    reader = expander.reader
    inside = reach(expander)
    for place in outside(inside):
        if inside[place][0] in SCALES or inside[place][0] == "\\normalsize":
            reader.push(inside[place:])
            inside = inside[:place]
            break
    if not any(not name.isspace() for name, _ in inside):
        return []
    opening = f'<mstyle mathsize="{SCALES[token[0]]}%">'
    return part_by_part(inside, lambda part: expander.wrap(opening, "</mstyle>", part, token[1]))


_SMALL, _LETTER, _COMMAND = 0.45, 0.7, 0.7
_HEIGHTS = {
    **dict.fromkeys(
        (*"acemnorsuvwxz+-=", "\\alpha", "\\cdot", "\\sim", "\\pi", "\\sigma", "\\omega"), _SMALL
    ),
    **dict.fromkeys((*"()[]|/", "\\{", "\\}", "\\vert", "\\Vert", "\\|", "\\mathstrut", "\\strut"), 1.0),
    **dict.fromkeys(("\\sum", "\\prod", "\\bigcup", "\\bigcap", "\\bigoplus", "\\bigotimes"), 1.0),
    **dict.fromkeys(("\\frac", "\\dfrac", "\\binom"), 1.4),
    **dict.fromkeys(("\\int", "\\oint", "\\iint"), 1.1),
    **dict.fromkeys((*"{}^_ ", "\\displaystyle", "\\textstyle", "\\scriptstyle"), 0.1),
}
"""Heights in em, with what is below the line."""

HANDLERS: dict[str, Handler] = {
    **dict.fromkeys(("\\scalebox", "\\scaleobj"), _scalebox),
    **dict.fromkeys(("\\scaleto", "\\stretchto"), _scaleto),
    **dict.fromkeys(("\\scalerel", "\\stretchrel"), _scalerel),
    **dict.fromkeys(SCALES, _size_switch),
    "\\resizebox": _resizebox,
    "\\rotatebox": _rotatebox,
    **dict.fromkeys(("\\reflectbox", "\\mathreflectbox"), _reflectbox),
}
