r"""What TeX, amsmath and mathtools define with arguments, in terms the engine knows.

In:  an expander whose reader stands behind one of these commands.
Out: `ALIASES`, macros as text; `HANDLERS`, for what needs its arguments read.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from notes_wiki.math.expand import Expander, Handler, build
from notes_wiki.math.packages import operators
from notes_wiki.math.packages.symbols import SYMBOLS
from notes_wiki.math.reader import text_of
from notes_wiki.math.tokens import Token

_ONE = {
    "mathbold": "\\boldsymbol{#1}",
    "mathnormal": "{#1}",
    "mathup": "\\mathrm{#1}",
    "symup": "\\mathrm{#1}",
    "symrm": "\\mathrm{#1}",
    "symbf": "\\mathbf{#1}",
    "symit": "{#1}",
    "symbb": "\\mathbb{#1}",
    "symcal": "\\mathcal{#1}",
    "symscr": "\\mathscr{#1}",
    "symfrak": "\\mathfrak{#1}",
    "symsf": "\\mathsf{#1}",
    "symtt": "\\mathtt{#1}",
    "symbfup": "\\mathbf{#1}",
    "symbfit": "\\boldsymbol{#1}",
    "mathbfup": "\\mathbf{#1}",
    "mathbfit": "\\boldsymbol{#1}",
    "mathbfcal": "\\boldsymbol{\\mathcal{#1}}",
    "mathbfscr": "\\boldsymbol{\\mathscr{#1}}",
    "mathbffrak": "\\boldsymbol{\\mathfrak{#1}}",
    "mathds": "\\mathbb{#1}",
    "mathbbm": "\\mathbb{#1}",
    "mathbbmss": "\\mathbb{#1}",
    "mathsfit": "\\mathsf{#1}",
    "overbar": "\\overline{#1}",
    "widebar": "\\overline{#1}",
    "wideparen": "\\overparen{#1}",
    "Aboxed": "\\boxed{#1}",
    "ensuremath": "{#1}",
    "mathmbox": "{#1}",
    "textcircled": "{#1}",
    "shortvdotswithin": "\\vdots ",
    "vdotswithin": "\\vdots ",
    "uppercase": "{#1}",
    "lowercase": "{#1}",
    "vcenter": "{#1}",
    "vspace": "",
    "vskip": "",
    "MoveEqLeft": "",
    "lefteqn": "{#1}",
    "selectfont": "",
    "textsuperscript": "{}^{\\text{#1}}",
    "textsubscript": "{}_{\\text{#1}}",
    "mathpalette": "",
    "eqmakebox": "{#1}",
    "hyperlink": "",
}
_TWO = {
    "sfrac": "{#1}/{#2}",
    "nicefrac": "{#1}/{#2}",
    "stackbin": "\\mathbin{\\overset{#1}{#2}}",
    "cancelto": "\\cancel{#2}^{#1}",
    "texorpdfstring": "#1",
    "setlength": "",
    "addtocounter": "",
    "setcounter": "",
    "mmlToken": "\\mathrm{#2}",
    "mathtip": "{#1}",
    "texttip": "\\text{#1}",
    "fontsize": "",
}
ALIASES: dict[str, tuple[int, str]] = {
    **{name: (0, body) for name, body in SYMBOLS.items()},
    **{f"\\{name}": (1, body) for name, body in _ONE.items()},
    **{f"\\{name}": (2, body) for name, body in _TWO.items()},
    "\\overunderset": (3, "\\overset{#1}{\\underset{#2}{#3}}"),
}
"""Name: number of arguments, body."""


# --- spaces ---------------------------------------------------------------------------------------

_EM = {
    "em": 1.0,
    "ex": 0.43,
    "pt": 0.1,
    "mu": 1 / 18,
    "cm": 2.8,
    "mm": 0.28,
    "in": 7.2,
    "px": 0.0625,
    "pc": 1.2,
    "bp": 0.1,
    "sp": 0.0,
    "rem": 1.0,
}
_NARROWEST, _WIDEST = -2.0, 10.0


def length(words: str) -> float | None:
    r"""A length such as `-0.5em` in em, between -2 and 10; None for what is none."""
    text = words.strip().removeprefix("+").partition(" plus")[0].strip()
    number = text.rstrip("abcdefghijklmnopqrstuvwxyz").strip()
    unit = text[len(number) :].strip()
    try:
        return min(max(float(number.replace(",", ".")) * _EM[unit], _NARROWEST), _WIDEST)
    except (ValueError, KeyError):
        return None


def spaced(expander: Expander, em: float, offset: int) -> list[Token]:
    r"""A space; a negative one as a class, in eighteenths of an em, for MathML Core has none."""
    if em < 0:
        steps = max(1, round(-em * 18))
        return [(expander.mark(f'<mspace class="back-{steps}"/>'), offset)]
    return [(expander.mark(f'<mspace width="{em:.4g}em"/>'), offset)]


def _hspace(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\hspace{1em}`, `\mspace{3mu}`: bounded, for a wide one would push the page apart."""
    expander.reader.star()
    words = text_of(expander.argument(token))
    em = length(words)
    if em is None:
        expander.fault("bad-length", f"{words or 'This'} is no length.", token, "Write one, such as 1em.")
        return []
    return spaced(expander, em, token[1])


def bare_length(expander: Expander) -> float | None:
    r"""A length without braces, as `\kern` takes it; nothing is read where there is none."""
    reader = expander.reader
    if reader.peek() == "{":
        return length(text_of(reader.argument() or []))
    reader.skip_spaces()
    read: list[Token] = []
    while reader and (reader.peek_now() in set("+-.,0123456789") or reader.peek_now().isspace()):
        read.append(reader.pop())
    for token in (reader.pop() for _ in range(2) if reader.peek_now().isalpha()):
        read.append(token)
    em = length("".join(text for text, _ in read))
    if em is None:
        reader.push(read)
    return em


def _kern(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\kern1em`, `\mkern-3mu`, `\hskip 1em plus 2em`."""
    em = bare_length(expander)
    if em is None:
        expander.fault("bad-length", f"{token[0]} wants a length.", token, "Write one, such as 1em.")
        return []
    return spaced(expander, em, token[1])


def _moved(expander: Expander, token: Token) -> Sequence[Token]:  # noqa: ARG001  # a handler
    r"""`\raise2pt`, `\lower 1ex`: where it stands."""
    bare_length(expander)
    return []


def _rule(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\rule[-2pt]{1em}{1pt}`: a black box."""
    expander.reader.optional()
    width = length(text_of(expander.argument(token)))
    height = length(text_of(expander.argument(token)))
    if width is None or height is None:
        expander.fault("bad-length", "A rule wants its width and its height.", token, "\\rule{1em}{1pt}")
        return []
    size = f'width="{max(width, 0):.4g}em" height="{max(height, 0):.4g}em"'
    return [(expander.mark(f'<mspace class="rule" {size}/>'), token[1])]


# --- fractions ------------------------------------------------------------------------------------


def _continued(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\cfrac[l]{1}{x}`."""
    expander.reader.optional()
    return [("\\cfrac\x01", token[1])]


def _delimiter(expander: Expander, token: Token) -> list[Token]:
    r"""A delimiter, in braces or not; "." where there is none."""
    found = expander.argument(token)
    if not text_of(found):
        return [(".", token[1])]
    named = {"<": "\\langle", ">": "\\rangle"}
    return [(named.get(text, text), offset) for text, offset in found if not text.isspace()][:1]


def _general_fraction(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\genfrac{(}{)}{0pt}{1}{a}{b}`."""
    left, right = _delimiter(expander, token), _delimiter(expander, token)
    thickness = text_of(expander.argument(token))
    style = text_of(expander.argument(token))
    above, below = expander.argument(token), expander.argument(token)
    names = {"0": "\\displaystyle ", "1": "\\textstyle ", "2": "\\scriptstyle ", "3": "\\scriptscriptstyle "}
    over = "\\atop" if length(thickness) == 0 else "\\over"
    bare = left[0][0] == right[0][0] == "."
    inner = f"{{#1{over} #2}}" if bare else f"\\left#3{{#1{over} #2}}\\right#4"
    return build(f"{{{names.get(style, '')}{inner}}}", token[1], above, below, left, right)


def _infix(command: str, *, delimiters: bool, thickness: bool) -> Handler:
    r"""`a \above1pt b`, `a \overwithdelims() b`: the infix that the engine knows, and the delimiters
    around it."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        pair = [_delimiter(expander, token), _delimiter(expander, token)] if delimiters else []
        over = command
        if thickness:
            em = bare_length(expander)
            over = "\\atop" if em == 0 else "\\over"
        if not pair:
            return [(over, token[1])]
        above, below = expander.take_back(), expander.reader.rest_of_group()
        return build(f"\\left#1{{#2{over} #3}}\\right#4", token[1], pair[0], above, below, pair[1])

    return handler


def _root(expander: Expander, token: Token) -> Sequence[Token]:
    r"""Plain TeX's `\root 3 \of x`."""
    index: list[Token] = []
    while expander.reader and not expander.reader.next_is("\\of"):
        index.append(expander.reader.pop())
    if expander.reader:
        expander.reader.pop()
    return build("\\sqrt[#1]{#2}", token[1], index, expander.argument(token))


def _buildrel(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\buildrel a \over b`."""
    above: list[Token] = []
    while expander.reader and not expander.reader.next_is("\\over"):
        above.append(expander.reader.pop())
    if expander.reader:
        expander.reader.pop()
    return build("\\mathrel{\\overset{#1}{#2}}", token[1], above, expander.argument(token))


# --- dots and bold letters ------------------------------------------------------------------------


def _dots(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\dots^n`: the engine writes three dots, the last of which would take the script."""
    name = {"\\dots": "\\dots\x01", "\\ldots": "\\ldots\x01"}[token[0]]
    if expander.reader.peek() in {"^", "_"}:
        return [("{", token[1]), (name, token[1]), ("}", token[1])]
    return [(name, token[1])]


def _bold(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\boldsymbol{A2}`: digits too, which the engine leaves as they are."""
    inside = expander.argument(token)
    depth = 0
    found: list[Token] = []
    for text, offset in inside:
        depth += (text == "{") - (text == "}")
        bold = depth == 0 and len(text) == 1 and "0" <= text <= "9"
        found.append((chr(ord("𝟎") + int(text)) if bold else text, offset))
    return build("\\boldsymbol\x01{#1}", token[1], found)


_LOWER_GREEK = {
    f"\\{name}": char
    for name, char in zip(
        "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi "
        "varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega".split(),
        "αβγδϵεζηθϑικλμνξπϖρϱσςτυϕφχψω",
        strict=True,
    )
}


def _upright_bold(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\mathbf{T_\theta}`: TeX's bold font has no lower-case Greek, so that stays as it is."""
    inside = expander.argument(token)
    found = [
        (expander.mark(f"<mi>{_LOWER_GREEK[text]}</mi>"), offset) if text in _LOWER_GREEK else (text, offset)
        for text, offset in inside
    ]
    return build("\\mathbf\x01{#1}", token[1], found)


def _over_bracket(expander: Expander, token: Token) -> Sequence[Token]:
    r"""mathtools' `\underbracket[1pt][2pt]{…}`."""
    expander.reader.optional()
    expander.reader.optional()
    return [(token[0] + "\x01", token[1])]


# --- rows -----------------------------------------------------------------------------------------


def _intertext(expander: Expander, token: Token) -> Sequence[Token]:
    return build("\\text{#1}\\\\", token[1], expander.argument(token))


def _spread(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\multicolumn{2}{c}{x}`: x, and the columns it covers left empty."""
    count = text_of(expander.argument(token))
    expander.reader.argument()
    covered = min(int(count), 20) - 1 if count.isdigit() else 0
    return build("#1" + "&" * covered, token[1], expander.argument(token))


def _partial_line(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\cline{1-2}`: drawn as `\hline` is."""
    expander.reader.argument()
    return [("\\hline", token[1])]


# --- characters and the rest ----------------------------------------------------------------------


def _character(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\unicode{x263a}`, `\char"263A`, `\char65`: the character itself."""
    reader = expander.reader
    if token[0] == "\\unicode":
        reader.optional()
        digits = text_of(reader.argument() or []).strip().lower()
    else:
        reader.skip_spaces()
        digits = ""
        while reader and (reader.peek_now() in set('"`0123456789abcdefABCDEF')):
            digits += reader.pop()[0]
        digits = f"x{digits[1:]}" if digits.startswith('"') else digits
    try:
        number = int(digits[1:], 16) if digits.startswith("x") else int(digits)
        char = chr(number)
    except (ValueError, OverflowError):
        expander.fault("missing-argument", f"{token[0]} wants the number of a character.", token)
        return []
    if number < 0x20 or 0x7F <= number < 0xA0 or 0xD800 <= number < 0xF900 or number >= 0xF0000:
        expander.fault("refused-command", "This character cannot be shown.", token, "Leave it out.")
        return []
    tag = "mi" if char.isalpha() else "mn" if char.isdigit() else "mo"
    return [(expander.mark(f"<{tag}>{escape(char)}</{tag}>"), token[1])]


def _verbatim(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\verb|x^2|`."""
    reader = expander.reader
    if not reader:
        return []
    border = reader.pop()[0]
    words: list[str] = []
    while reader and not reader.next_is(border):
        words.append(reader.pop()[0])
    if reader:
        reader.pop()
    shown = escape("".join(words)).replace("\x01", "")
    return [(expander.mark(f'<mtext mathvariant="monospace" class="mono">{shown}</mtext>'), token[1])]


def _refused(what: str, *, shows: bool = True) -> Handler:
    """A command that would reach into the page: what it shows is shown, the rest is dropped."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        first = expander.argument(token)
        second = expander.reader.group()
        expander.fault(
            "refused-command", f"{token[0]} is not allowed in notes: {what}.", token, "Leave it out."
        )
        shown = second if second is not None else first
        return build("{#1}", token[1], shown if shows else [])

    return handler


def _first_choice(expander: Expander, token: Token) -> Sequence[Token]:
    choices = [expander.argument(token) for _ in range(4)]
    return build("{#1}", token[1], choices[0] if expander.display else choices[1])


def _with_option(template: str, arguments: int = 1, options: int = 1) -> Handler:
    """A command whose options change only how high or wide it is."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        for _ in range(options):
            expander.reader.optional()
        return build(template, token[1], *[expander.argument(token) for _ in range(arguments)])

    return handler


def _without_arguments(count: int) -> Handler:
    """A command that only tells TeX something; its arguments are read and forgotten."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:  # noqa: ARG001  # a handler
        expander.reader.star()
        expander.reader.optional()
        for _ in range(count):
            expander.reader.group()
        return []

    return handler


def _raised_box(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\raisebox{2pt}{x}`: where it stands."""
    expander.reader.argument()
    expander.reader.optional()
    expander.reader.optional()
    return build("\\text{#1}", token[1], expander.argument(token))


_IN_PROSE = "links belong in the text around a formula"
_INTO_PAGE = "it reaches into the page"
_LOADS = "it loads files"

HANDLERS: dict[str, Handler] = {
    **dict.fromkeys(("\\hspace", "\\mspace"), _hspace),
    **dict.fromkeys(("\\kern", "\\mkern", "\\hskip", "\\mskip"), _kern),
    **dict.fromkeys(("\\raise", "\\lower", "\\moveleft", "\\moveright"), _moved),
    "\\rule": _rule,
    "\\cfrac": _continued,
    "\\genfrac": _general_fraction,
    "\\above": _infix("\\over", delimiters=False, thickness=True),
    "\\overwithdelims": _infix("\\over", delimiters=True, thickness=False),
    "\\atopwithdelims": _infix("\\atop", delimiters=True, thickness=False),
    "\\abovewithdelims": _infix("\\over", delimiters=True, thickness=True),
    "\\root": _root,
    "\\buildrel": _buildrel,
    **operators.HANDLERS,
    "\\dots": _dots,
    "\\ldots": _dots,
    **dict.fromkeys(("\\boldsymbol", "\\bm", "\\pmb"), _bold),
    **dict.fromkeys(("\\mathbf", "\\bold"), _upright_bold),
    **dict.fromkeys(("\\underbracket", "\\overbracket"), _over_bracket),
    **dict.fromkeys(("\\intertext", "\\shortintertext"), _intertext),
    "\\multicolumn": _spread,
    "\\cline": _partial_line,
    **dict.fromkeys(("\\unicode", "\\char"), _character),
    "\\verb": _verbatim,
    "\\raisebox": _raised_box,
    "\\mathchoice": _first_choice,
    "\\splitfrac": _with_option("\\begin{matrix}#1\\\\#2\\end{matrix}", 2),
    "\\splitdfrac": _with_option("\\begin{matrix}#1\\\\#2\\end{matrix}", 2),
    "\\mathmakebox": _with_option("{#1}", 1, 2),
    "\\makebox": _with_option("\\text{#1}", 1, 2),
    "\\parbox": _with_option("\\text{#2}", 2, 2),
    "\\cramped": _with_option("{#1}"),
    **dict.fromkeys(
        ("\\pagecolor", "\\require", "\\usepackage", "\\pagebreak", "\\hypertarget"), _without_arguments(1)
    ),
    **dict.fromkeys(("\\href", "\\url"), _refused(_IN_PROSE)),
    **dict.fromkeys(
        (
            "\\htmlClass",
            "\\htmlId",
            "\\htmlStyle",
            "\\htmlData",
            "\\class",
            "\\cssId",
            "\\style",
            "\\data",
        ),
        _refused(_INTO_PAGE),
    ),
    **dict.fromkeys(("\\includegraphics", "\\input", "\\include"), _refused(_LOADS, shows=False)),
}
