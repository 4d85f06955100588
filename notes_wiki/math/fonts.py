r"""Fonts as `\DeclareMathAlphabet` names them, as the alphabets that Unicode has.

In:  a font's family, series and shape, as LaTeX's font selection calls them (`pzc`, `m`, `it`).
Out: the command of the alphabet most like it.
"""

from __future__ import annotations

_FAMILIES = {
    "bbm": "\\mathbb",
    "bbold": "\\mathbb",
    "ds": "\\mathbb",
    "ms": "\\mathbb",
    "pzc": "\\mathcal",
    "cmsy": "\\mathcal",
    "rsfs": "\\mathscr",
    "callig": "\\mathscr",
    "eus": "\\mathscr",
    "urwchancal": "\\mathcal",
    "boondox-calo": "\\mathcal",
    "eur": "\\mathrm",
    "euf": "\\mathfrak",
    "ygoth": "\\mathfrak",
    "yfrak": "\\mathfrak",
    "cmss": "\\mathsf",
    "lmss": "\\mathsf",
    "phv": "\\mathsf",
    "cmtt": "\\mathtt",
    "lmtt": "\\mathtt",
    "pcr": "\\mathtt",
    "": "\\mathrm",
}
"""Alphabets by how the names of their families begin."""
STANDARD = frozenset({*_FAMILIES.values(), "\\mathbf", "\\mathit"})
"""Alphabets that are there without being declared."""


def alphabet(family: str, series: str, shape: str) -> str:
    """The command of the alphabet most like this font."""
    found = next(command for start, command in _FAMILIES.items() if family.startswith(start))
    if found != "\\mathrm":
        return found
    return "\\mathbf" if series.startswith("b") else "\\mathit" if shape in {"it", "sl"} else found
