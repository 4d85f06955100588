r"""What TeX, amsmath, amssymb and mathtools define and the engine does not know, in terms it does.

In:  nothing: tables and handlers.
Out: `ALIASES`, macros as text; `HANDLERS`, for what needs its arguments read; `ENVIRONMENTS`, each as the
     environment the engine has for it.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.expand import Expander, Handler, build
from notes_wiki.math.reader import Reader, text_of
from notes_wiki.math.tokens import Token, tokenize

# name: (number of arguments, body)
ALIASES: dict[str, tuple[int, str]] = {
    **{
        f"\\{name}": (0, body)
        for name, body in {
            "dotsc": "\\ldots ",
            "dotso": "\\ldots ",
            "dotsb": "\\cdots ",
            "dotsm": "\\cdots ",
            "dotsi": "\\cdots ",
            "hdots": "\\ldots ",
            "dotsx": "\\ldots ",
            "mathellipsis": "\\ldots ",
            "enskip": "\\enspace ",
            "allowbreak": "",
            "nobreak": "",
            "strut": "",
            "mathstrut": "",
            "DOTSB": "",
            "DOTSI": "",
            "DOTSX": "",
            "relax": "",
            "displaylimits": "",
            "noindent": "",
            "centering": "",
            "protect": "",
            "leavevmode": "",
            "hfill": "\\quad ",
            "hfil": "\\quad ",
            "newline": "\\\\",
            "cr": "\\\\",
            "tabularnewline": "\\\\",
            "centerdot": "\\cdot ",
            "smallsetminus": "\\setminus ",
            "thicksim": "\\sim ",
            "thickapprox": "\\approx ",
            "varpropto": "\\propto ",
            "shortmid": "\\mid ",
            "shortparallel": "\\parallel ",
            "nshortmid": "\\nmid ",
            "nshortparallel": "\\nparallel ",
            "smallsmile": "\\smile ",
            "smallfrown": "\\frown ",
            "smallint": "\\int ",
            "varlimsup": "\\overline{\\lim}",
            "varliminf": "\\underline{\\lim}",
            "varinjlim": "\\underrightarrow{\\lim}",
            "varprojlim": "\\underleftarrow{\\lim}",
            "ordinarycolon": ":",
            "vcentcolon": ":",
            "bordermatrix": "\\matrix ",
            "QED": "\\blacksquare ",
            "qed": "\\square ",
            "diameter": "⌀",
            "sgn": "\\operatorname{sgn}",
            "euro": "€",
            "texteuro": "€",
            "Angstrom": "Å",
            "AA": "Å",
            "textdegree": "°",
            "degree": "°",
            "celsius": "°C",
            "ohm": "Ω",
            "micro": "μ",
            "permil": "‰",
            "perthousand": "‰",
            "textbullet": "\\bullet ",
            "textmu": "μ",
            "textohm": "Ω",
            "textpm": "\\pm ",
            "texttimes": "\\times ",
            "textdiv": "\\div ",
            "textrightarrow": "\\rightarrow ",
            "textleftarrow": "\\leftarrow ",
            "textasciitilde": "\\sim ",
            "textbackslash": "\\backslash ",
            "textasciicircum": "\\wedge ",
            "textvisiblespace": "␣",
            "textperiodcentered": "\\cdot ",
            "male": "♂",
            "female": "♀",
            "Earth": "⊕",
            "sun": "☉",
            "varclubsuit": "♧",
            "vardiamondsuit": "♦",
            "varheartsuit": "♥",
            "varspadesuit": "♤",
            "whitestar": "☆",
            "LaTeX": "\\text{LATEX}",
            "TeX": "\\text{TeX}",
            "KaTeX": "\\text{KaTeX}",
            "bgroup": "{",
            "egroup": "}",
            "coh": "\\frown ",
            "parr": "⅋",
            "with": "\\& ",
            "iddots": "⋰",
            "lbrace": "\\{",
            "rbrace": "\\}",
            "oiint": "∯",
            "oiiint": "∰",
            "varvdots": "\\vdots ",
            "eqeq": "==",
            "equal": "=",
            "Eqqcolon": "=::",
            "mathbin": "",
            "qprime": "⁗",
            "trprime": "‴",
            "dprime": "″",
            "backdprime": "‶",
            "backtrprime": "‷",
            "Colonapprox": "::\\approx ",
            "nonscript": "",
            "lefteqn": "",
            "MoveEqLeft": "",
            "displaybreak": "",
            "medmath": "",
            "textsection": "§",
            "textparagraph": "¶",
            "copyright": "©",
            "textcopyright": "©",
            "Tiny": "",
            "vcenter": "",
            "Lap": "\\mathcal{L}",
            "hline\\hline": "\\hline ",
        }.items()
    },
    **{
        f"\\{name}": (1, body)
        for name, body in {
            "mbox": "\\text{#1}",
            "hbox": "\\text{#1}",
            "textnormal": "\\text{#1}",
            "textup": "\\text{#1}",
            "textmd": "\\text{#1}",
            "emph": "\\textit{#1}",
            "textsl": "\\textit{#1}",
            "textsc": "\\text{#1}",
            "pmb": "\\boldsymbol{#1}",
            "mathbold": "\\boldsymbol{#1}",
            "boldmath": "\\boldsymbol{#1}",
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
            "mathds": "\\mathbb{#1}",
            "mathbbm": "\\mathbb{#1}",
            "mathbbmss": "\\mathbb{#1}",
            "mathsfit": "\\mathsf{#1}",
            "mathscr": "\\mathcal{#1}" if False else "\\mathscr{#1}",
            "mathclap": "{#1}",
            "mathllap": "{#1}",
            "mathrlap": "{#1}",
            "llap": "\\text{#1}",
            "rlap": "\\text{#1}",
            "clap": "\\text{#1}",
            "cramped": "{#1}",
            "smash": "{#1}",
            "textstyleonly": "{#1}",
            "overbar": "\\overline{#1}",
            "widebar": "\\overline{#1}",
            "Aboxed": "\\boxed{#1}",
            "mathmakebox": "{#1}",
            "ensuremath": "{#1}",
            "bigl\\vert": "",
            "hphantomonly": "\\hphantom{#1}",
            "noexpand": "#1",
            "textcircled": "{#1}",
            "underbar": "\\underline{#1}",
            "splitdfrac": "#1",
            "xmathstrut": "",
            "shortvdotswithin": "\\vdots ",
            "vdotswithin": "\\vdots ",
            "set": "\\{#1\\}",
            "mathstrutonly": "",
            "vspace": "",
            "vskip": "",
            "intertextonly": "",
            "uppercase": "{#1}",
            "lowercase": "{#1}",
            "fontsize": "",
            "selectfont": "",
            "usefont": "",
        }.items()
    },
    "\\sfrac": (2, "{#1}/{#2}"),
    "\\nicefrac": (2, "{#1}/{#2}"),
    "\\buildrel": (0, "\\wikibuildrel "),
    "\\overunderset": (3, "\\overset{#1}{\\underset{#2}{#3}}"),
    "\\stackbin": (2, "\\mathbin{\\overset{#1}{#2}}"),
    "\\colorbox": (2, "\\textcolor{#1}{\\text{#2}}"),
    "\\fcolorbox": (3, "\\boxed{\\text{#3}}"),
    "\\cancelto": (2, "\\cancel{#2}^{#1}"),
    "\\texorpdfstring": (2, "#1"),
    "\\rule": (2, "\\rule@"),
    "\\adjustlimits": (0, ""),
    "\\setlength": (2, ""),
    "\\addtocounter": (2, ""),
    "\\setcounter": (2, ""),
    "\\color@": (1, ""),
}
for _name in ("\\bigl\\vert", "\\hline\\hline", "\\rule", "\\mathscr", "\\color@", "\\colorbox"):
    ALIASES.pop(_name, None)

# What the author wrote -> what the engine sets in its place. Starred, so that it never numbers.
ENVIRONMENTS: dict[str, str] = {
    "eqnarray": "aligned",
    "eqnarray*": "aligned",
    "align": "aligned",
    "align*": "aligned",
    "alignat": "aligned",
    "alignat*": "aligned",
    "flalign": "aligned",
    "flalign*": "aligned",
    "xalignat": "aligned",
    "xalignat*": "aligned",
    "xxalignat": "aligned",
    "split": "aligned",
    "alignedat": "aligned",
    "gather": "gathered",
    "gather*": "gathered",
    "lgathered": "gathered",
    "rgathered": "gathered",
    "multline": "multline*",
    "multline*": "multline*",
    "multlined": "gathered",
    "equation": "",
    "equation*": "",
    "displaymath": "",
    "math": "",
    "dmath": "",
    "dmath*": "",
    "subequations": "",
    "smallmatrix": "matrix",
    "subarray": "matrix",
    "matrix*": "matrix",
    "pmatrix*": "pmatrix",
    "bmatrix*": "bmatrix",
    "Bmatrix*": "Bmatrix",
    "vmatrix*": "vmatrix",
    "Vmatrix*": "Vmatrix",
    "smallmatrix*": "matrix",
    "dcases*": "dcases",
    "cases*": "cases",
    "rcases*": "rcases",
    "drcases*": "drcases",
    "tabular": "array",
    "darray": "array",
    "drcases": "rcases",
}
NUMBERED = frozenset(
    {"align", "alignat", "flalign", "gather", "multline", "equation", "eqnarray", "xalignat"}
)
"""Environments whose rows take numbers when everything is numbered."""

WITH_COUNT = frozenset({"alignat", "alignat*", "alignedat", "xalignat", "xalignat*", "xxalignat", "subarray"})
_SMALL_PAIRS = {
    "psmallmatrix": "p",
    "bsmallmatrix": "b",
    "Bsmallmatrix": "B",
    "vsmallmatrix": "v",
    "Vsmallmatrix": "V",
}


def _substack(expander: Expander, token: Token) -> Sequence[Token]:
    return build("\\begin{matrix}#1\\end{matrix}", token[1], expander.reader.argument() or [])


def _text(expander: Expander, token: Token) -> Sequence[Token]:
    """`\\text{if $x$ is}`: math inside text becomes math beside text."""
    inside = expander.reader.argument() or []
    name = token[0] + "\x01"  # the engine's own command, which is not to be expanded again
    if not any(text in {"$", "\\(", "\\)", "\\ref", "\\eqref", "\\cref"} for text, _ in inside):
        return [(name, token[1]), ("{", token[1]), *_plain_text(expander, inside), ("}", token[1])]
    found: list[Token] = []
    run: list[Token] = []
    math = False
    for part in [*inside, ("$", -1)]:
        if part[0] in {"$", "\\(", "\\)"}:
            if run and math:
                found += [("{", token[1]), *run, ("}", token[1])]
            elif run:
                found += [(name, token[1]), ("{", token[1]), *_plain_text(expander, run), ("}", token[1])]
            run = []
            math = not math
        else:
            run.append(part)
    return [("{", token[1]), *found, ("}", token[1])]


_IN_TEXT = {
    "\\textless": "<",
    "\\textgreater": ">",
    "\\textquotedblleft": "“",
    "\\textquotedblright": "”",
    "\\textquoteright": "’",
    "\\textquoteleft": "‘",
    "\\ldots": "…",
    "\\dots": "…",
    "\\textendash": "–",
    "\\textemdash": "—",
    "\\slash": "/",
    "\\quad": "\u2003",
    "\\qquad": "\u2003\u2003",
    "\\,": "\u2009",
    "\\;": "\u2005",
    "\\:": "\u2005",
    "\\!": "",
    "\\@": "",
    "\\/": "",
    "\\-": "",
    "~": "\u00a0",
    "\\newline": " ",
    "\\\\": " ",
    "\\par": " ",
    "\\LaTeX": "LaTeX",
    "\\TeX": "TeX",
    "\\ss": "ß",
    "\\o": "ø",
    "\\O": "Ø",
    "\\ae": "æ",
    "\\AE": "Æ",
    "\\aa": "å",
    "\\AA": "Å",
    "\\l": "ł",
    "\\i": "ı",
    "\\textbackslash": "\\textbackslash ",
    "\\protect": "",
    "\\noindent": "",
    "\\em": "",
    "\\it": "",
    "\\rm": "",
    "\\bf": "",
    "\\sf": "",
    "\\tt": "",
    "\\small": "",
    "\\large": "",
    "\\footnotesize": "",
    "\\scriptsize": "",
    "\\tiny": "",
    "\\normalsize": "",
    "\\Large": "",
    "\\itshape": "",
    "\\bfseries": "",
    "\\centering": "",
    "\\hfill": "\u2003",
    "\\S": "§",
    "\\P": "¶",
    "\\copyright": "©",
    "\\pounds": "£",
    "\\textdegree": "°",
    "\\degree": "°",
    "\\texttimes": "×",
    "\\textpm": "±",
}
_FONTS = frozenset(
    [
        "\\text",
        "\\textbf",
        "\\textit",
        "\\textrm",
        "\\textsf",
        "\\texttt",
        "\\emph",
        "\\textsl",
        "\\textsc",
        "\\textup",
        "\\textmd",
        "\\textnormal",
        "\\mbox",
        "\\hbox",
    ]
)
_TEXT_ESCAPES = frozenset(["\\#", "\\$", "\\%", "\\&", "\\_", "\\{", "\\}", "\\", ""]) | {"\\ "}
_ACCENTS = frozenset(["\\'", "\\`", "\\^", '\\"', "\\~", "\\=", "\\.", "\\c", "\\v", "\\u", "\\H", "\\r"])
_MATH_IN_TEXT_HINT = "Put it between dollars inside the text: \\text{… $…$ …}."


def _plain_text(expander: Expander, tokens: Sequence[Token]) -> list[Token]:
    """Tokens of a text: what is math there is told, and set as math set beside it would be."""
    found: list[Token] = []
    reader = Reader(tokens)
    while reader:
        token = reader.pop()
        text = token[0]
        if text in _IN_TEXT:
            found += [(part, token[1]) for part, _ in tokenize(_IN_TEXT[text])]
            if text[1:].isalpha():
                reader.skip_spaces()
        elif text in {"^", "_", "&", "#"}:
            found.append(({"^": "\\textasciicircum", "_": "\\_", "&": "\\&", "#": "\\#"}[text], token[1]))
        elif text[0] == "\\" and text not in _FONTS and text not in _TEXT_ESCAPES and text not in _ACCENTS:
            expander.fault(
                "math-in-text", f"{text} is a math command inside a text.", token, _MATH_IN_TEXT_HINT
            )
            found += [("\\textbackslash", token[1]), *((char, token[1]) for char in text[1:])]
        elif text.isspace():
            found.append((" ", token[1]))
        else:
            found.append(token)
    return found


def _hspace(expander: Expander, token: Token) -> Sequence[Token]:
    """Any space, between -2 and 10 em: an unbounded one would push the page apart."""
    expander.reader.star()
    text = text_of(expander.reader.argument() or [])
    number = "".join(char for char in text if char.isdigit() or char in ".-")
    unit = text[len(number) :].strip() or "em"
    scale = {
        "em": 1.0,
        "ex": 0.43,
        "pt": 0.1,
        "mu": 1 / 18,
        "cm": 2.8,
        "mm": 0.28,
        "in": 7.2,
        "px": 0.0625,
        "pc": 1.2,
    }
    try:
        width = min(max(float(number) * scale.get(unit, 0.0), -2.0), 10.0)
    except ValueError:
        return []
    return [("\\hspace\x01", token[1]), *build(f"{{{width:.4g}em}}", token[1])]


def _refused(what: str) -> Handler:
    """A command that would reach into the page: its words are shown, the rest is dropped."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        first = expander.reader.argument() or []
        second = expander.reader.group()
        expander.fault(
            "refused-command", f"{token[0]} is not allowed in notes: {what}.", token, "Leave it out."
        )
        return build(
            "{#1}", token[1], second if second is not None else ([] if what == "it loads files" else first)
        )

    return handler


def _tag_outside(expander: Expander, token: Token) -> Sequence[Token]:  # noqa: ARG001  # a handler
    expander.reader.star()
    expander.reader.argument()
    return []


def _sideset(expander: Expander, token: Token) -> Sequence[Token]:
    first, second = expander.reader.argument() or [], expander.reader.argument() or []
    return [("\\sideset\x01", token[1]), *build("{#1}{#2}", token[1], first, second)]


def _displaylines(expander: Expander, token: Token) -> Sequence[Token]:
    return build("\\begin{gathered}#1\\end{gathered}", token[1], expander.reader.argument() or [])


def _plain_matrix(environment: str) -> Handler:
    """Plain TeX's `\\matrix{a & b \\cr c & d}`."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        if expander.reader.peek() != "{":
            return []
        inside = expander.reader.argument() or []
        return build(f"\\begin{{{environment}}}#1\\end{{{environment}}}", token[1], inside)

    return handler


def _buildrel(expander: Expander, token: Token) -> Sequence[Token]:
    """`\\buildrel a \\over b`."""
    above: list[Token] = []
    while expander.reader and not expander.reader.next_is("\\over"):
        above.append(expander.reader.pop())
    if expander.reader:
        expander.reader.pop()
    return build("\\overset{#1}{#2}", token[1], above, expander.reader.argument() or [])


def _intertext(expander: Expander, token: Token) -> Sequence[Token]:
    words = expander.reader.argument() or []
    return build("\\text{#1}\\\\", token[1], words)


def _raise(expander: Expander, token: Token) -> Sequence[Token]:
    """`\\raisebox{2pt}{x}`: where it stands."""
    expander.reader.argument()
    expander.reader.optional()
    expander.reader.optional()
    return build("\\text{#1}", token[1], expander.reader.argument() or [])


def _rule(expander: Expander, token: Token) -> Sequence[Token]:
    expander.reader.optional()
    width = expander.reader.argument() or []
    expander.reader.argument()
    return build("\\hspace{#1}", token[1], width)


def _colorbox(expander: Expander, token: Token) -> Sequence[Token]:
    expander.reader.argument()
    return build("\\text{#1}", token[1], expander.reader.argument() or [])


def _mathchoice(expander: Expander, token: Token) -> Sequence[Token]:
    choices = [expander.reader.argument() or [] for _ in range(4)]
    return build("{#1}", token[1], choices[0])


def _with_option(template: str, arguments: int = 1) -> Handler:
    """A command whose option changes only how high or wide it is."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        expander.reader.optional()
        return build(template, token[1], *[expander.reader.argument() or [] for _ in range(arguments)])

    return handler


_TEXT_COMMANDS = ("\\text", "\\textrm", "\\textbf", "\\textit", "\\textsf", "\\texttt")

HANDLERS: dict[str, Handler] = {
    **dict.fromkeys(_TEXT_COMMANDS, _text),
    "\\substack": _substack,
    "\\hspace": _hspace,
    "\\hskip": _hspace,
    "\\mspace": _hspace,
    "\\kern": _tag_outside,
    "\\mkern": _tag_outside,
    "\\sideset": _sideset,
    "\\displaylines": _displaylines,
    "\\matrix": _plain_matrix("matrix"),
    "\\pmatrix": _plain_matrix("pmatrix"),
    "\\cases": _plain_matrix("cases"),
    "\\buildrel": _buildrel,
    "\\intertext": _intertext,
    "\\shortintertext": _intertext,
    "\\raisebox": _raise,
    "\\rule": _rule,
    "\\colorbox": _colorbox,
    "\\mathchoice": _mathchoice,
    "\\smash": _with_option("{#1}"),
    "\\splitfrac": _with_option("\\begin{matrix}#1\\\\#2\\end{matrix}", 2),
    "\\splitdfrac": _with_option("\\begin{matrix}#1\\\\#2\\end{matrix}", 2),
    "\\href": _refused("links belong in the text around a formula"),
    "\\url": _refused("links belong in the text around a formula"),
    "\\htmlClass": _refused("it reaches into the page"),
    "\\htmlId": _refused("it reaches into the page"),
    "\\htmlStyle": _refused("it reaches into the page"),
    "\\htmlData": _refused("it reaches into the page"),
    "\\class": _refused("it reaches into the page"),
    "\\cssId": _refused("it reaches into the page"),
    "\\style": _refused("it reaches into the page"),
    "\\unicode": _refused("type the character itself"),
    "\\includegraphics": _refused("it loads files"),
    "\\input": _refused("it loads files"),
    "\\include": _refused("it loads files"),
    "\\require": _refused("it loads files"),
}
