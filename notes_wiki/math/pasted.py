"""MathML that an author has pasted, from a page or a program, and that says nothing of its TeX.

In:  the element as typed, `<math …>…</math>`.
Out: safe MathML Core: what `mathml_core` lists, with its text escaped; None if nothing is left of it.
"""

from __future__ import annotations

from html.parser import HTMLParser
from xml.etree.ElementTree import Element

from notes_wiki.math.budgets import DEEPEST
from notes_wiki.math.mathml_core import ELEMENTS
from notes_wiki.math.repair_latex2mathml import filtered

LONGEST = 100_000
"""Characters that such an element may have: MathML takes ten times as many as TeX."""
_TOKENS = frozenset({"mi", "mo", "mn", "mtext", "ms"})
_READ = ELEMENTS | {"menclose", "mfenced"}
_LEFT_OUT = frozenset({"annotation", "annotation-xml", "script", "style"})
"""Elements whose words are not part of the formula."""


def pasted(typed: str) -> str | None:
    """The formula, without what MathML Core does not have. Elements that are never closed end with it."""
    if len(typed) > LONGEST:
        return None
    reader = _Reader()
    reader.feed(typed)
    reader.close()
    root = reader.root
    if not len(root):
        return None
    display = {"display": "block"} if root.get("display") == "block" else {}
    root.attrib.clear()
    root.attrib.update(display)
    return filtered(root)


class _Reader(HTMLParser):
    """Makes the tree of a formula. Tags of other elements are left out, and so are those too deep in it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("math")
        self._open = [self.root]
        self._left_out = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        if tag in _LEFT_OUT:
            self._left_out += 1
        attributes = {name: value or "" for name, value in attrs}
        if tag == "math" and len(self._open) == 1:
            self.root.attrib.update(attributes)
        elif tag in _READ and not self._left_out and self._open[-1].tag not in _TOKENS:
            element = Element(tag, attributes)
            self._open[-1].append(element)
            if tag not in {"mspace", "none", "mprescripts"} and len(self._open) < DEEPEST:
                self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without content, `<mi/>`."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """End an element, with those in it that are open."""
        if tag in _LEFT_OUT:
            self._left_out = max(0, self._left_out - 1)
        if self._left_out or all(one.tag != tag for one in self._open[1:]):
            return
        while (element := self._open.pop()).tag != tag:
            pass
        if tag in {"mi", "mo", "mn"}:
            element.text = (element.text or "").strip()
        elif tag == "mfenced":
            _put_brackets(element)
        elif tag == "mtable":
            _align(element)

    def handle_data(self, data: str) -> None:
        """The words of a token; between other elements, there are only blanks that are not part of it."""
        element = self._open[-1]
        if element.tag in _TOKENS and not self._left_out:
            element.text = (element.text or "") + " ".join(f"|{data}|".split())[1:-1]


def _put_brackets(element: Element) -> None:
    """Make of MathML 3's `mfenced` the row of brackets and separators that it stands for."""
    separators = "".join(element.get("separators", ",").split())
    parts = [_operator(element.get("open", "("))]
    for place, child in enumerate(list(element)):
        if place and separators:
            parts.append(_operator(separators[min(place, len(separators)) - 1]))
        parts.append(child)
    parts.append(_operator(element.get("close", ")")))
    element.tag = "mrow"
    element.attrib.clear()
    element[:] = parts


def _align(table: Element) -> None:
    """Give the cells the alignment that a table has for its columns, which MathML Core has no word for."""
    columns = table.get("columnalign", "").split()
    for row in table if columns else ():
        for place, cell in enumerate(row):
            cell.attrib.setdefault("columnalign", columns[min(place, len(columns) - 1)])


def _operator(sign: str) -> Element:
    element = Element("mo")
    element.text = sign
    return element
