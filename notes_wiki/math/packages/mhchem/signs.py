r"""The signs of chemical formulas: what they look like, and what is drawn for them.

In:  nothing: patterns and tables.
Out: for each kind of sign the pattern that finds it in `\ce{…}`, and the TeX of arrows, bonds and operators.
"""

from __future__ import annotations

from notes_wiki.math.internal_names import AT
from notes_wiki.pattern import pattern

GREEK = (
    r"\\(?:alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|omicron|pi|rho|sigma|tau"
    r"|upsilon|phi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Upsilon|Phi|Psi|Omega)"
    r"(?:\s+|\{\}|(?![a-zA-Z]))"
)
LETTERS = pattern(rf"(?:[a-zA-Z\u03b1-\u03c9\u0391-\u03a9?@]|{GREEK})+")
OXIDATION = pattern(r"([+-]|\\pm|\$\\pm\$|\+-|\+/-)?\s*([IVX]+|0)$")
ARROW = pattern("<->|<-->|->|<-|<=>>|<<=>|<=>|[\u2192\u27f6\u21cc]")
ARROWS = {"\u2192": "->", "\u27f6": "->", "\u21cc": "<=>"}
# An arrow by itself, and one with something above or below it.
BARE = {"->": "\\longrightarrow ", "<-": "\\longleftarrow ", "<->": "\\longleftrightarrow "}
LABELLED = {"->": "\\xrightarrow", "<-": "\\xleftarrow", "<->": "\\xleftrightarrow"}
LABELLED |= {"<-->": "\\xtofrom", "<=>": "\\xrightleftharpoons"}
UNEQUAL = frozenset({"<=>>", "<<=>"})
BONDS = {
    **dict.fromkeys(("-", "1"), "{-}"),
    **dict.fromkeys(("=", "2"), "{=}"),
    **dict.fromkeys(("#", "3"), "{\\equiv}"),
    "...": "{{\\cdot}{\\cdot}{\\cdot}}",
    "....": "{{\\cdot}{\\cdot}{\\cdot}{\\cdot}}",
    "->": "{\\rightarrow}",
    "<-": "{\\leftarrow}",
    "<": "{<}",
    ">": "{>}",
}
_BOND = 'width=".7em" height=".54em"'
_ARROW = 'width="1.7em" height=".62em" depth=".1em"'


def _drawn(kind: str, size: str, words: str) -> str:
    """A box that math.css draws into, beside the signs it stands for, which only readers of text see."""
    unseen = f'<mpadded width="0" height="0" depth="0"><mtext>{words}</mtext></mpadded>'
    return f'<mrow class="drawn {kind}"><mspace {size}/>{unseen}</mrow>'


DRAWN = {
    "~": _drawn("bond dashed", _BOND, "┄"),
    "~-": _drawn("bond dashed-1", _BOND, "┄−"),
    "~=": _drawn("bond dashed-2", _BOND, "┄="),
    "~--": _drawn("bond dashed-2", _BOND, "┄="),
    "-~-": _drawn("bond dashed-between", _BOND, "−┄−"),
    "<=>>": _drawn("unequal forward", _ARROW, "⥂"),
    "<<=>": _drawn("unequal backward", _ARROW, "⥄"),
}
"""Bonds and arrows that no font has, which math.css draws."""
DRAWING = f"\\drawing{AT}"
"""The command that stands for one of them."""
UP_DOWN = pattern(r"(?:v|\(v\)|\^|\(\^\))(?=$|[\s,;)\]}])")
"""A gas that rises or a solid that falls: `^`, `v`, `(^)`, `(v)`."""
UPRIGHT = pattern(r"(?:pH|pOH|pC|pK|iPr|iBu)(?=$|[^a-zA-Z])")
"""Names that are set upright although they begin in lower case."""
ORBITAL = pattern(r"(?:[0-9]{1,2}[spdfgh]|[0-9]{0,2}sp)(?=$|[^a-zA-Z])")
"""An orbital, `2p` or `sp`."""
WHOLE_ORBITAL = pattern(r"(?:[0-9]{1,2}[spdfgh]|[0-9]{0,2}sp)$")
AMOUNT = pattern(
    r"(?:\([+-]?[0-9]+/[0-9]+\)|[+-]?(?:[0-9]+|\$[a-z]\$|[a-z])/[0-9]+|[+-]?[0-9]+[.,][0-9]+|[+-]?\.[0-9]+"
    r"|[+-]?[0-9]+)(?:[a-z](?=\s*[A-Z]))?|[+-]?[a-z](?=\s*[A-Z])|\+(?!\s)"
)
"""What stands before a formula: `2`, `1/2`, `(1/2)`, `0.5`, `n`, or a sign alone."""
MATH_AMOUNT = pattern(r"\$(?:\(?[+-]?(?:[0-9]*[a-z]?[+-])?[0-9]*[a-z](?:[+-][0-9]*[a-z]?)?\)?|\+|-)\$")
"""The same between dollars: `$2n-1$`."""
PLUS_MINUS = pattern(r"\\pm|\$\\pm\$|\+-|\+/-")
OPERATOR = pattern(r"\+|(?:<<|>>|[-=<>]|\\approx|\$\\approx\$)(?=\s|$|-?[0-9])")
OPERATORS = {"<<": "\\ll ", ">>": "\\gg ", "\\approx": "\\approx ", "$\\approx$": "\\approx "}
ENDING_MINUS = pattern(r"-(?=[\s_},;\]/]|$|\([a-z]+\))")
MINUS_DIGIT = pattern(r"-(?=[0-9])")
MINUS_ORBITAL = pattern(r"-(?=(?:[spd]|sp)(?:$|[\s,;)\]}]))")
DIGITS = pattern(r"[0-9]+")
ROW = pattern(r"(&|\\\\|\\hline)\s*")
DOTS = pattern(r"\.\.\.(?=$|[^.])")
ADDED = pattern("(?:[.\u22c5\u00b7\u2022]|[*])\\s*")
OPENING = pattern(r"\\\{|\[|\(")
CLOSING = pattern(r"\)|\]|\\\}")
COMMA = pattern(r"([,;])(\s*)")
NO_SCRIPT = pattern(r"\^(?=_)|_(?=\^)|[\^_]$")
SHORT_CHARGE = pattern(r"\^([0-9]+|[^\\_])|(')")
STATE_BELOW = pattern(r"_\{(\([a-z]{1,3}\))\}")
SHORT_INDEX = pattern(r"_([+-]?[0-9]+|[^\\])")
BOND = pattern("[=<>]|[#\u2261]")
GREEK_LETTER = pattern(rf"\$?(?:[\u03b1-\u03c9]|{GREEK})\$?$")
LATIN_LETTER = pattern(r"[a-z]$|\$[a-z]\$$")
# Indices and charges stand beside a strut, all at the same heights, as they do in chemistry.
STRUT = "{\\vphantom{A}}"
WORD = pattern(r"\\[a-zA-Z]+")
