r"""Diagrams: amscd's `CD`, and those of tikz-cd and xy-pic with straight arrows, as tables; what needs a
drawing program, as its labelled source.

In:  an expander whose reader is just after the environment's beginning, or the command.
Out: plain TeX, and marks for lines of source.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.packages import tikzcd, xymatrix
from notes_wiki.math.packages.diagram_arrows import EQUAL, PLAIN, across, downwards
from notes_wiki.math.packages.diagram_grid import diagram
from notes_wiki.math.packages.environment_body import environment_body
from notes_wiki.math.reader import Reader
from notes_wiki.math.tokens import ENGINE, Token, join
from notes_wiki.pattern import pattern

_KINDS = dict.fromkeys(("algorithm", "algorithmic", "algorithm2e"), "an algorithm")
_HINT = "Put a picture of it into the note."
_HINT_FOR_ARROWS = "Let its arrows lead to neighbours, without bends, or put a picture of it into the note."
_HINT_FOR_MOLECULES = "Write its formula with \\ce, or put a picture of it into the note."
_HINTS = {
    "chemfig": _HINT_FOR_MOLECULES,
    "tikzcd": _HINT_FOR_ARROWS,
    "xymatrix": _HINT_FOR_ARROWS,
}
_HINT_FOR_STEPS = "Write its steps as a list, or between ``` as code."
_CONTROL = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
# What amscd takes where > and < or | cannot be typed.
_RIGHT, _LEFT, _DOUBLE = frozenset(">)"), frozenset("<("), frozenset({"|", "\\vert"})


def _cd(expander: Expander, token: Token) -> Sequence[Token]:
    """amscd's `CD`: `A @>f>> B \\\\ @VgVV @VVhV \\\\ …`."""
    offset = token[1]
    reader = Reader(environment_body(expander, "CD", offset))
    found: list[Token] = []
    while reader:
        part = reader.pop()
        if part[0] != "@" or not reader:
            found.append(part)
            continue
        kind = reader.pop()[0]
        found += _cell(kind, reader, offset)
    return build("\\begin{matrix}#1\\end{matrix}", offset, found)


def _cell(kind: str, reader: Reader, offset: int) -> list[Token]:
    """One arrow of a diagram, as cells of its row: between two columns, or below one."""
    if kind in _RIGHT | _LEFT:
        above, below = _label(reader, kind), _label(reader, kind)
        arrow = across(PLAIN, above, below, offset, leftwards=kind in _LEFT)
        return [("&", offset), *arrow, ("&", offset)]
    if kind in {"=", "."}:
        return [("&", offset), *(across(EQUAL, [], [], offset) if kind == "=" else []), ("&", offset)]
    if kind in {"V", "A"}:
        left, right = _label(reader, kind), _label(reader, kind)
        arrow = downwards(PLAIN, left, right, offset, upwards=kind == "A")
    else:
        arrow = downwards(EQUAL, [], [], offset) if kind in _DOUBLE else build(kind, offset)
    more = reader.peek() not in {"\\\\", ""}
    return [*arrow, ("&", offset), ("&", offset)] if more else arrow


def _label(reader: Reader, kind: str) -> list[Token]:
    """What is written beside an arrow; nothing for empty braces."""
    found = _until(reader, kind)
    return found if any(text not in "{}" and not text.isspace() for text, _ in found) else []


def _until(reader: Reader, kind: str) -> list[Token]:
    found: list[Token] = []
    while reader and not reader.next_is(kind) and not reader.next_is("\\\\"):
        if reader.next_is("{"):
            found += [("{", 0), *(reader.argument() or []), ("}", 0)]
        else:
            found.append(reader.pop())
    if reader.next_is(kind):
        reader.pop()
    return found


def _tikzcd(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\begin{tikzcd}[options] A \arrow[r, "f"] & B \end{tikzcd}`: a table if its arrows are straight."""
    body = environment_body(expander, "tikzcd", token[1])
    reader = Reader(body)
    reader.optional()
    cells = diagram(reader.rest(), tikzcd.SYNTAX, token[1])
    return _source(expander, token, "tikzcd", body) if cells is None else cells


def _drawing(name: str) -> Handler:
    """An environment that only a drawing program can set."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        return _source(expander, token, name, environment_body(expander, name, token[1]))

    return handler


def _xymatrix(expander: Expander, token: Token) -> Sequence[Token]:
    r"""xy-pic's `\xymatrix@C=2em{A \ar[r] & B}`: a table if its arrows are straight."""
    while expander.reader and expander.reader.peek_now() not in {"{", "\\\\", "&"}:
        expander.reader.pop()
    body = expander.argument(token)
    cells = diagram(body, xymatrix.SYNTAX, token[1])
    return _source(expander, token, "xymatrix", body) if cells is None else cells


def _qcircuit(expander: Expander, token: Token) -> Sequence[Token]:
    r"""qcircuit's `\Qcircuit @C=1em @R=.7em {…}`."""
    while expander.reader and expander.reader.peek_now() not in {"{", "\\\\", "&"}:
        expander.reader.pop()
    return _source(expander, token, "Qcircuit", expander.argument(token))


def _tikz(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\tikz[options] \draw …;` or `\tikz{…}`."""
    options = expander.reader.optional()
    body = [] if options is None else [("[", token[1]), *options, ("]", token[1])]
    if expander.reader.peek() == "{":
        return _source(expander, token, "tikz", [*body, *expander.argument(token)])
    while expander.reader and not expander.reader.next_is(";"):
        body.append(expander.reader.pop())
    return _source(expander, token, "tikz", [*body, *([expander.reader.pop()] if expander.reader else [])])


def _chemfig(expander: Expander, token: Token) -> Sequence[Token]:
    r"""chemfig's `\chemfig[options]{A-B}`."""
    expander.reader.star()
    expander.reader.optional()
    return _source(expander, token, "chemfig", expander.argument(token))


def _source(expander: Expander, token: Token, name: str, body: Sequence[Token]) -> list[Token]:
    """Lines of source under the name of the program they are for."""
    expander.fault(
        "drawing",
        f"{name} is {_KINDS.get(name, 'a drawing')}, which MathML cannot show, so its source is shown.",
        token,
        _HINT_FOR_STEPS if name in _KINDS else _HINTS.get(name, _HINT),
    )
    lines = [line for line in join(body).replace(ENGINE, "").split("\n") if line.strip()]
    least = min((len(line) - len(line.lstrip()) for line in lines[1:]), default=0)
    rows = [f'<mtr><mtd class="left"><mtext class="drawing-name">{name}</mtext></mtd></mtr>']
    for number, line in enumerate(lines):
        shown = _CONTROL.sub("\ufffd", line[least:] if number else line.strip())
        text = escape(shown.rstrip()).replace(" ", "\u00a0")
        rows.append(f'<mtr><mtd class="left"><mtext class="mono">{text}</mtext></mtd></mtr>')
    return [(expander.mark(f'<mtable class="drawing">{"".join(rows)}</mtable>'), token[1])]


BEGINNINGS: dict[str, Handler] = {
    "CD": _cd,
    "tikzcd": _tikzcd,
    **{
        name: _drawing(name)
        for name in (
            "tikzpicture xy circuitikz quantikz quantikz* feynman feynmandiagram forest pspicture "
            "picture algorithm algorithmic algorithm2e"
        ).split()
    },
}
"""What stands for a whole environment, by its name; the reader stands after `\\begin{name}`."""

HANDLERS: dict[str, Handler] = {
    "\\xymatrix": _xymatrix,
    "\\Qcircuit": _qcircuit,
    "\\tikz": _tikz,
    "\\chemfig": _chemfig,
}
