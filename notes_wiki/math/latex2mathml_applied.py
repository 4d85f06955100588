r"""The spaces around the names of functions, `a\log n`, of which latex2mathml leaves none.

In:  latex2mathml's element tree, changed in place.
Out: names with TeX's thin space before them, and before what they are applied to unless that is in brackets.
"""

from __future__ import annotations

from html import unescape
from xml.etree.ElementTree import Element

_ROWS = frozenset({"math", "mrow", "mstyle", "mtd", "msqrt", "mpadded", "mphantom"})
_SCRIPTED = frozenset({"msub", "msup", "msubsup"})
_THIN = "0.1667em"


def set_names_apart(element: Element) -> None:
    """Put the spaces into all rows of a formula."""
    for row in element.iter():
        if row.tag in _ROWS and any(map(_is_name, row)):
            row[:] = _spaced(list(row))


def _spaced(children: list[Element]) -> list[Element]:
    spaced: list[Element] = []
    for index, child in enumerate(children):
        before = children[index - 1] if index else None
        if before is not None and _is_name(before):
            if not _is_in_brackets(child):
                sign = Element("mo", {"lspace": _THIN})
                sign.text = "\u2061"
                spaced.append(sign)
        elif before is not None and _is_name(child) and before.tag not in {"mo", "mspace"}:
            spaced.append(Element("mspace", {"width": _THIN}))
        spaced.append(child)
    return spaced


def _is_name(element: Element) -> bool:
    """Whether an element is the name of a function, maybe with scripts."""
    while element.tag in _SCRIPTED and len(element):
        element = element[0]
    text = unescape(element.text or "") if element.tag == "mi" else ""
    return len(text) > 1 and text.isalpha()


def _is_in_brackets(element: Element) -> bool:
    """Whether what follows a name has a sign or space of its own at its beginning, as brackets are."""
    while element.tag == "mrow" and len(element):
        element = element[0]
    return element.tag in {"mo", "mspace"} and not len(element)  # one with children is a group
