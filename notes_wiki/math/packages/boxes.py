r"""Boxes, strokes and zero-width boxes: cancel, mathtools, `\colorbox`, `\bbox`, `\enclose`.

In:  an expander whose reader is just after one of these commands.
Out: what they enclose, between marks for an element with a class or a colour; `math.css` draws the rest.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.packages.colours import checked_colour, read_colour
from notes_wiki.math.packages.text_with_math import text_or_math, text_with_math
from notes_wiki.math.reader import text_of
from notes_wiki.math.tokens import Token


def _colorbox(expander: Expander, token: Token) -> Sequence[Token]:
    """`\\colorbox{yellow}{text}`, `\\fcolorbox{red}{yellow}{text}`."""
    frame = read_colour(expander, token) if token[0] == "\\fcolorbox" else None
    background = read_colour(expander, token)
    inside = text_with_math(expander, expander.argument(token), "\\text", token[1])
    if background is not None:
        inside = expander.wrap(
            f'<mrow class="coloured" mathbackground="{background}">', "</mrow>", inside, token[1]
        )
    if token[0] != "\\fcolorbox":
        return inside
    colour = f' mathcolor="{frame}"' if frame is not None else ""
    return expander.wrap(f'<mrow class="menclose boxed"{colour}>', "</mrow>", inside, token[1])


def _bbox(expander: Expander, token: Token) -> Sequence[Token]:
    r"""MathJax's `\bbox[yellow,5px,border:2px solid red]{x}`: a background and a frame."""
    options = [part.strip() for part in text_of(expander.reader.optional() or []).split(",")]
    inside: Sequence[Token] = expander.argument(token)
    names = [part for part in options if (part[:1].isalpha() and part.isalnum()) or part[:1] == "#"]
    colour = checked_colour(expander, token, "", names[0]) if names else None
    if any(part.startswith("border") for part in options):
        inside = expander.wrap('<mrow class="menclose boxed">', "</mrow>", inside, token[1])
    if colour:
        opening = f'<mrow class="coloured" mathbackground="{colour}">'
        inside = expander.wrap(opening, "</mrow>", inside, token[1])
    return [("{", token[1]), *inside, ("}", token[1])]


def _fbox(expander: Expander, token: Token) -> Sequence[Token]:
    """`\\fbox{text}`, `\\framebox[3em][l]{text}`."""
    if token[0] == "\\framebox":
        expander.reader.optional()
        expander.reader.optional()
    inside = text_with_math(expander, expander.argument(token), "\\text", token[1])
    return expander.wrap('<mrow class="menclose boxed">', "</mrow>", inside, token[1])


def _sout(expander: Expander, token: Token) -> Sequence[Token]:
    r"""ulem's `\sout{x}`: struck through its middle."""
    return expander.wrap('<mrow class="menclose strike">', "</mrow>", expander.argument(token), token[1])


# MathML's notations, as the classes that math.css draws.
_NOTATIONS = {
    "box": "boxed",
    "roundedbox": "boxed rounded",
    "circle": "boxed circled",
    "updiagonalstrike": "cancel",
    "downdiagonalstrike": "cancel-down",
    "horizontalstrike": "strike",
    "verticalstrike": "strike-up",
    "top": "strike-top",
    "bottom": "strike-bottom",
    "left": "strike-left",
    "right": "strike-right",
    "actuarial": "strike-top strike-right",
    "longdiv": "strike-top strike-left",
    "radical": "strike-top strike-left",
}


def _enclose(expander: Expander, token: Token) -> Sequence[Token]:
    """`\\enclose{box,updiagonalstrike}{x}`."""
    notation = text_of(expander.argument(token)).replace(",", " ").split()
    expander.reader.optional()
    names = " ".join(_NOTATIONS.get(name, "boxed") for name in notation) or "boxed"
    if "cancel" in names.split() and "cancel-down" in names.split():
        names = "cancel-both"
    inside = expander.argument(token)
    return expander.wrap(f'<mrow class="menclose {names}">', "</mrow>", inside, token[1])


def _lap(side: str, *, words: bool) -> Handler:
    r"""`\mathllap{x}`, `\rlap{text}`, `\clap{text}`: a box without a width."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        style = expander.reader.optional() or []
        inside: Sequence[Token] = expander.argument(token)
        if words:
            inside = text_or_math(expander, inside, token[1])
        opening = f'<mpadded width="0"><mrow class="lap-{side}">'
        return expander.wrap(opening, "</mrow></mpadded>", [*style, *inside], token[1])

    return handler


def _smash(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\smash[b]{x}`: a box without height, without depth, or without either."""
    side = text_of(expander.reader.optional() or [])
    height = "" if side == "b" else ' height="0"'
    depth = "" if side == "t" else ' depth="0"'
    return expander.wrap(f"<mpadded{height}{depth}>", "</mpadded>", expander.argument(token), token[1])


HANDLERS: dict[str, Handler] = {
    "\\colorbox": _colorbox,
    "\\fcolorbox": _colorbox,
    "\\bbox": _bbox,
    "\\fbox": _fbox,
    "\\framebox": _fbox,
    "\\enclose": _enclose,
    "\\sout": _sout,
    "\\mathllap": _lap("left", words=False),
    "\\mathrlap": _lap("right", words=False),
    "\\mathclap": _lap("centre", words=False),
    "\\crampedllap": _lap("left", words=False),
    "\\crampedrlap": _lap("right", words=False),
    "\\crampedclap": _lap("centre", words=False),
    "\\llap": _lap("left", words=True),
    "\\rlap": _lap("right", words=True),
    "\\clap": _lap("centre", words=True),
    "\\textllap": _lap("left", words=True),
    "\\textrlap": _lap("right", words=True),
    "\\textclap": _lap("centre", words=True),
    "\\smash": _smash,
}
