r"""TeX as math-core takes it -> TeX with the names that latex2mathml knows.

In:  TeX as math-core takes it.
Out: TeX for latex2mathml. In it `MARK` begins each table whose cells are displays, and `LINES` each whose
     first line is at the left and whose last is at the right.

Names that latex2mathml does not know come out of it as text: an `aligned` with its `&`, a command with its
backslash.
"""

from __future__ import annotations

import re

from notes_wiki.math.calls import call
from notes_wiki.math.macros import macro
from notes_wiki.math.reader import Reader
from notes_wiki.math.tokens import Token, join, tokenize
from notes_wiki.pattern import pattern

MARK = "\U0010fe00"
LINES = "\U0010fe01"
HLINE = "\U0010fe02"
HDASHLINE = "\U0010fe03"
FIRST_RULE, FIRST_DASH = 0x10FE40, 0x10FE80
"""Marks of the rules between columns: this and the number of the column that the rule is left of."""

_IN_TEXT = "{}_%&#$"
_FIRST_SIGN = 0x10FE10
IN_TEXT = {_FIRST_SIGN + place: sign for place, sign in enumerate(_IN_TEXT)}
"""Stand-ins for the signs that a text has after a backslash: it would take `\\}` for the text's end."""

_ENVIRONMENTS = {
    "aligned": ("\\begin{align*}", "\\end{align*}"),
    "gathered": (f"\\begin{{matrix}}{MARK}", "\\end{matrix}"),
    "multline*": (f"\\begin{{matrix}}{LINES}", "\\end{matrix}"),
    "dcases": (f"\\begin{{cases}}{MARK}", "\\end{cases}"),
    "rcases": ("\\left.\\begin{array}{ll}", "\\end{array}\\right\\}"),
    "drcases": (f"\\left.\\begin{{array}}{{ll}}{MARK}", "\\end{array}\\right\\}"),
    "subarray": ("\\begin{smallmatrix}", "\\end{smallmatrix}"),
    "array": ("\\begin{array}", "\\end{array}"),
    "darray": ("\\begin{array}", "\\end{array}"),
}
_DELIMITERS = {
    "\\langle": "⟨",
    "\\rangle": "⟩",
    "\\lvert": "|",
    "\\rvert": "|",
    "\\vert": "|",
    "\\mid": "|",
    "\\lVert": "‖",
    "\\rVert": "‖",
    "\\Vert": "‖",
    "\\|": "‖",
    "\\{": "{",
    "\\lbrace": "{",
    "\\}": "}",
    "\\rbrace": "}",
    "\\lbrack": "[",
    "\\rbrack": "]",
    "\\lfloor": "⌊",
    "\\rfloor": "⌋",
    "\\lceil": "⌈",
    "\\rceil": "⌉",
    "\\backslash": "\\backslash",
    "\\uparrow": "↑",
    "\\downarrow": "↓",
    "\\updownarrow": "↕",
    "\\Uparrow": "⇑",
    "\\Downarrow": "⇓",
    "\\Updownarrow": "⇕",
}
"""Those that it does not know after `\\big`."""
_CHARACTERS = dict(
    pair.split("=")
    for pair in (
        "Alpha=Α Beta=Β Chi=Χ Epsilon=Ε Eta=Η Iota=Ι Kappa=Κ Mu=Μ Nu=Ν Omicron=Ο Rho=Ρ Tau=Τ Zeta=Ζ "
        "Complex=ℂ cnums=ℂ N=ℕ natnums=ℕ R=ℝ Reals=ℝ reals=ℝ Z=ℤ P=¶ sect=§ dag=† ddag=‡ Dagger=‡ alef=ℵ "
        "alefsym=ℵ empty=∅ exist=∃ image=ℑ isin=∈ lq=‘ rq=’ plusmn=± minuso=⦵ weierp=℘ thetasym=ϑ sub=⊂ "
        "sube=⊆ supe=⊇ bull=∙ clubs=♣ diamonds=♢ hearts=♡ spades=♠ doublecap=⋒ doublecup=⋓ ratio=∶ Darr=⇓ "
        "dArr=⇓ darr=↓ Harr=⇔ hArr=⇔ harr=↔ Larr=⇐ lArr=⇐ larr=← Lrarr=⇔ lrArr=⇔ lrarr=↔ Rarr=⇒ rArr=⇒ "
        "rarr=→ Uarr=⇑ uArr=⇑ uarr=↑ bigdoublevee=⨈ bigdoublewedge=⨇ coloncolon=∷"
    ).split()
)
_NAMES = {
    **{f"\\{name}": f"{{{sign}}}" for name, sign in _CHARACTERS.items()},
    "\\arg": "\\operatorname{arg}",
    "\\mod": "\\quad\\operatorname{mod}\\,",
    "\\hline": f"{HLINE} ",
    "\\hdashline": f"{HDASHLINE} ",
    "\\colonequals": ":=",
    "\\equalscolon": "=:",
}
_MACROS = {
    "\\prescript": macro("{{}_{#2}^{#1}{#3}}", 3),
    "\\Bra": macro("\\left\\langle #1\\right|", 1),
    "\\Ket": macro("\\left|#1\\right\\rangle ", 1),
    "\\Braket": macro("\\left\\langle #1\\right\\rangle ", 1),
    "\\Set": macro("\\left\\{\\,#1\\,\\right\\}", 1),
    "\\set": macro("\\{\\,#1\\,\\}", 1),
    "\\genfrac": macro("\\frac{#5}{#6}", 6),  # which it refuses without brackets
}
_PIECE = pattern(
    r"\\text[a-z]*\{(?P<text>(?:[^{}\\]|\\[^a-zA-Z]|\{\})*)\}"
    r"|\\(?P<end>begin|end)\{(?P<name>[a-z]+\*?)\}(?P<columns>\{[^{}]*\})?"
    r"|(?P<size>\\(?:big|Big|bigg|Bigg)[lrm]?(?![a-zA-Z]))\s*(?P<sign>\\[a-zA-Z]+|\\[^a-zA-Z])"
    r"|\\[a-zA-Z]+|\\[\s\S]"
)
"""A text, the beginning or end of an environment with its columns, a sized delimiter, or another command."""
_LONE_LETTER = pattern(r"\\mathrm\{([A-Za-z])\}")
_SIGN = pattern(r"\\([{}_%&#$])")


def with_latex2mathml_names(tex: str) -> str:
    """The formula in the names that latex2mathml knows."""
    if any(name in tex for name in _MACROS):
        tex = _with_arguments(tex)
    # A letter alone it makes the plain character, which MathML sets in italics.
    tex = _LONE_LETTER.sub(r"\\mathrm{\1 }", tex) if "\\mathrm{" in tex else tex
    # It has no way to set things apart, as `\dd{x}` asks; a thin space comes nearest.
    return _PIECE.sub(_renamed, tex.replace("\\mathinner{", "\\,{"))


def _renamed(found: re.Match[str]) -> str:
    """A text, the end of an environment, a sized delimiter or a command, in latex2mathml's terms."""
    if found["text"]:
        whole = found[0].replace("{}", "")
        return _SIGN.sub(lambda sign: chr(_FIRST_SIGN + _IN_TEXT.index(sign[1])), whole)
    if found["size"]:
        return found["size"] + _DELIMITERS.get(found["sign"], found["sign"])
    if not found["end"]:
        return _NAMES.get(found[0], found[0])
    columns = found["columns"] or ""
    if found["name"] not in _ENVIRONMENTS:
        return found[0]
    begin, end = _ENVIRONMENTS[found["name"]]
    if found["end"] == "end":
        return end + columns
    if found.string[found.end() :].lstrip().startswith("["):  # which it would take for an option
        columns += "{}"
    if found["name"] == "subarray":
        return begin
    if found["name"].endswith("array"):
        columns = _without_rules(columns)
    return begin + columns + (MARK if found["name"] == "darray" else "")


def _without_rules(columns: str) -> str:
    """An array's columns without the rules, which it does not know all, and marks of these after them."""
    letters, marks = "", ""
    for char in columns:
        if char in "|:":
            marks += chr((FIRST_RULE if char == "|" else FIRST_DASH) + min(len(letters), 60))
        elif char in "lcr":
            letters += char
    rest = columns[columns.index("}") + 1 :] if "}" in columns else ""
    return f"{{{letters or 'c'}}}{marks}{rest}"


def _with_arguments(tex: str) -> str:
    """The formula with the commands of `_MACROS` as what they stand for."""
    reader = Reader(tokenize(tex))
    found: list[Token] = []
    while reader:
        token = reader.pop()
        if token[0] in _MACROS:
            reader.push(call(_MACROS[token[0]], token, reader, []))
        else:
            found.append(token)
    return join(found)
