r"""Commands of TeX, amsmath and mathtools that belong to no larger kind, and have arguments to be read one by
one.

In:  an expander whose reader is just after one of these commands.
Out: plain TeX. What a macro can say is in `aliases.py`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from notes_wiki.math.calls import build
from notes_wiki.math.cell_marks import WHOLE_ROW, CellMark, cell_mark
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.lengths import length
from notes_wiki.math.packages.columns import MOST_COLUMNS
from notes_wiki.math.packages.switches import reach
from notes_wiki.math.reader import text_of
from notes_wiki.math.tokens import ENGINE, Token, whole_number
from notes_wiki.pattern import pattern


def _bracket_over_or_under(expander: Expander, token: Token) -> Sequence[Token]:
    r"""mathtools' `\underbracket[1pt][2pt]{…}`."""
    expander.reader.optional()
    expander.reader.optional()
    return build(f"{token[0]}{ENGINE}{{#1}}", token[1], expander.argument(token))


def _intertext(expander: Expander, token: Token) -> Sequence[Token]:
    """A row of text, across all columns."""
    words = build("\\text{#1}", token[1], expander.argument(token))
    return [
        *words,
        *expander.end_mark(cell_mark(CellMark.SPAN, f"{WHOLE_ROW} left tight-left words"), token[1]),
        ("\\\\", token[1]),
    ]


def _hdotsfor(expander: Expander, token: Token) -> Sequence[Token]:
    r"""amsmath's `\hdotsfor[2]{3}`: dots in that many columns."""
    expander.reader.optional()
    count = whole_number(text_of(expander.argument(token))) or 1
    return build("&".join(["\\ldots "] * min(count, MOST_COLUMNS)), token[1])


def _mathchoice(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\mathchoice{…}{…}{…}{…}`: TeX takes nothing but groups; where there are fewer, the first is set."""
    choices: list[list[Token]] = []
    while len(choices) < _STYLES and expander.reader.peek() == "{":
        choices.append(expander.reader.argument() or [])
    if len(choices) == _STYLES:
        return build(f"\\mathchoice{ENGINE}{{#1}}{{#2}}{{#3}}{{#4}}", token[1], *choices)
    expander.fault(
        "missing-argument",
        f"\\mathchoice needs {_STYLES} groups in braces.",
        token,
        "Write one each for displays, text, scripts, and scripts of scripts.",
    )
    return build("{#1}", token[1], choices[0] if choices else [])


_STYLES = 4
"""How many TeX has: of displays, of text, of scripts, of their scripts."""


def _multirow(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\multirow[t]{2}{*}{x}`: x, in the first of the rows."""
    expander.reader.optional()
    expander.argument(token)
    expander.reader.optional()
    expander.argument(token)
    expander.reader.optional()
    return build("{#1}", token[1], expander.argument(token))


def _move_eq_left(expander: Expander, token: Token) -> Sequence[Token]:
    r"""mathtools' `\MoveEqLeft[3]`: begins the first line to the left of the column at which the others are
    aligned."""
    given = text_of(expander.reader.optional() or [])
    em = min(float(given), 10.0) if _NUMBER.fullmatch(given) else 2.0
    steps = math.ceil(em / 2)  # a negative space is at most two ems
    return build(f"\\kern{em}em&" + f"\\kern-{em / max(steps, 1):.4g}em" * steps, token[1])


def _page_break(expander: Expander, token: Token) -> Sequence[Token]:  # a handler
    r"""amsmath's `\displaybreak[1]`, LaTeX's `\linebreak[4]`: how much a break is wanted shows nothing, but a
    bracket that holds no such number is one of the formula."""
    reader = expander.reader
    wanted = reader.optional()
    if wanted is not None and text_of(wanted).strip() not in _WANTED:
        reader.push([("[", token[1]), *wanted, ("]", token[1])])
    return []


_WANTED = frozenset("01234")


def _newtagform(expander: Expander, token: Token) -> Sequence[Token]:  # noqa: ARG001  # a handler
    r"""`\newtagform{brackets}[\textbf]{[}{]}`: ignored, because the theme decides what numbers look like."""
    expander.reader.group()
    expander.reader.optional()
    expander.reader.group()
    expander.reader.group()
    return []


def _toggle(expander: Expander, token: Token) -> Sequence[Token]:
    r"""MathJax's `\toggle{a}{b}\endtoggle`, which shows one after the other when clicked: the first."""
    first = expander.argument(token)
    while expander.reader.peek() == "{":
        expander.reader.group()
    if expander.reader.peek() == "\\endtoggle":
        expander.reader.skip_spaces()
        expander.reader.pop()
    return build("{#1}", token[1], first)


def _scr(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\scr A`: applies to the end of the group."""
    return build("\\mathscr{#1}", token[1], reach(expander))


def _mmltoken(expander: Expander, token: Token) -> Sequence[Token]:
    r"""MathJax's `\mmlToken{mo}[form=infix]{x}`: its content."""
    expander.argument(token)
    expander.reader.optional()
    return build("\\mathrm{#1}", token[1], expander.argument(token))


_IN_BOX = {"l": ("mathrlap", 0), "c": ("mathclap", 0.5), "r": ("mathllap", 1)}
"""For each place in a box, the command that sets its contents without width, and how much of the width is
before them."""
_WIDEST_BOX = 6.0
"""In em. What is wider stands for a line of the page, and its contents keep their own width."""


def _with_option(template: str, arguments: int = 1, options: int = 1) -> Handler:
    """A command whose options change nothing but its height or width."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        for _ in range(options):
            expander.reader.optional()
        return build(template, token[1], *[expander.argument(token) for _ in range(arguments)])

    return handler


def _makebox(template: str) -> Handler:
    r"""`\makebox[3em][l]{text}`, `\mathmakebox[3em]{x}`: as wide as the first option says, if it is a length,
    and not that of a line."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        width = length(text_of(expander.reader.optional() or []))
        place = text_of(expander.reader.optional() or [])
        inside = build(template, token[1], expander.argument(token))
        if width is None or not 0 <= width <= _WIDEST_BOX:
            return inside
        name, before = _IN_BOX.get(place, _IN_BOX["c"])
        shares = (width * before, width * (1 - before))
        left, right = (f"\\hspace{{{share:.4g}em}}" if share else "" for share in shares)
        return build(f"{{{left}\\{name}{{#1}}{right}}}", token[1], inside)

    return handler


def _cancelto(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\cancelto{0}{x}`: struck by an arrow that points at what it comes to, all of it a group."""
    for _ in range(2):
        expander.reader.optional()
    goal, struck = expander.argument(token), expander.argument(token)
    head = expander.mark('<mspace class="arrowhead"/>')
    return build(f"{{\\cancel{ENGINE}{{#1{head}}}^{{#2}}}}", token[1], struck, goal)


def _extensible_arrow(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\xrightarrow[]{f}`: empty brackets put nothing below the arrow."""
    below = expander.reader.optional()
    above = expander.argument(token)
    template = "[#2]{#1}" if below and text_of(below) else "{#1}"
    return [(token[0] + ENGINE, token[1]), *build(template, token[1], above, below or [])]


def _without_arguments(count: int) -> Handler:
    """A command that only gives TeX instructions; its arguments are read and ignored."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:  # noqa: ARG001  # a handler
        expander.reader.star()
        expander.reader.optional()
        for _ in range(count):
            expander.reader.group()
        return []

    return handler


_EXTENSIBLE_ARROWS = tuple(
    f"\\x{name}"
    for name in (
        "leftarrow rightarrow leftrightarrow Leftarrow Rightarrow Leftrightarrow hookleftarrow "
        "hookrightarrow mapsto longequal tofrom twoheadleftarrow twoheadrightarrow leftharpoonup "
        "leftharpoondown rightharpoonup rightharpoondown leftrightharpoons rightleftharpoons"
    ).split()
)
_NUMBER = pattern(r"\d*\.?\d+")


def _vline(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\vline` in a cell: as tall as its row."""
    line = '<mo stretchy="true" symmetric="true" lspace="0" rspace="0">|</mo>'
    return [(expander.mark(line), token[1])]


HANDLERS: dict[str, Handler] = {
    "\\mathchoice": _mathchoice,
    **{
        f"\\{name}": _page_break
        for name in ("displaybreak", "allowdisplaybreaks", "linebreak", "nolinebreak", "pagebreak")
    },
    "\\vline": _vline,
    **dict.fromkeys(("\\underbracket", "\\overbracket"), _bracket_over_or_under),
    **dict.fromkeys(("\\intertext", "\\shortintertext"), _intertext),
    **dict.fromkeys(("\\newtagform", "\\renewtagform"), _newtagform),
    **dict.fromkeys(_EXTENSIBLE_ARROWS, _extensible_arrow),
    "\\MoveEqLeft": _move_eq_left,
    "\\toggle": _toggle,
    "\\mmlToken": _mmltoken,
    "\\scr": _scr,
    "\\hdotsfor": _hdotsfor,
    "\\multirow": _multirow,
    **{f"\\{name}": _with_option(f"\\{name}{ENGINE}{{#1}}") for name in ("cancel", "bcancel", "xcancel")},
    "\\cancelto": _cancelto,
    "\\xmathstrut": _with_option("\\mathstrut ", 1),
    "\\mathmakebox": _makebox("{#1}"),
    "\\makebox": _makebox("\\text{#1}"),
    "\\parbox": _with_option("\\text{#2}", 2, 2),
    "\\cramped": _with_option("{#1}"),
    **dict.fromkeys(
        ("\\pagecolor", "\\require", "\\usepackage", "\\pagebreak", "\\hypertarget"), _without_arguments(1)
    ),
}
