"""The MathML Core in pages: which elements and attributes it may have, and the classes for what it lacks.

In:  nothing: tables.
Out: `ELEMENTS` and `ATTRIBUTES`, all that may occur; `CHILDREN`, how many some elements must have;
     `ENCLOSURES`, classes for the notations of `menclose`, which MathML Core does not have; `CONTROL`, which
     finds the characters that XML does not allow.
"""

from __future__ import annotations

from notes_wiki.pattern import pattern

CHILDREN = dict.fromkeys("mfrac mroot msub msup munder mover".split(), 2) | dict.fromkeys(
    ("msubsup", "munderover"), 3
)
"""How many children an element has, if each of them has its place."""
ELEMENTS = frozenset(
    [
        "math",
        "mrow",
        "mi",
        "mo",
        "mn",
        "mtext",
        "mspace",
        "ms",
        "mfrac",
        "msqrt",
        "mroot",
        "msub",
        "msup",
        "msubsup",
        "munder",
        "mover",
        "munderover",
        "mmultiscripts",
        "mprescripts",
        "mtable",
        "mtr",
        "mtd",
        "mphantom",
        "mpadded",
        "merror",
        "mstyle",
        "none",
    ]
)
ATTRIBUTES = frozenset(
    [
        "display",
        "displaystyle",
        "scriptlevel",
        "stretchy",
        "fence",
        "separator",
        "form",
        "lspace",
        "rspace",
        "minsize",
        "maxsize",
        "symmetric",
        "movablelimits",
        "largeop",
        "linethickness",
        "accent",
        "accentunder",
        "mathvariant",
        "mathcolor",
        "mathbackground",
        "mathsize",
        "width",
        "height",
        "depth",
        "voffset",
        "columnspan",
        "rowspan",
        "align",
        "class",
        "dir",
    ]
)

ENCLOSURES = {
    "box": "boxed",
    "updiagonalstrike": "cancel",
    "downdiagonalstrike": "cancel-down",
    "updiagonalstrike downdiagonalstrike": "cancel-both",
    "horizontalstrike": "strike",
    "top": "strike-top",
    "bottom": "strike-bottom",
    "phasorangle": "phasor",
    "actuarial": "strike-top strike-right",
}
CONTROL = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
