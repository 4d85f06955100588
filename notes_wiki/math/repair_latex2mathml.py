"""latex2mathml's MathML -> safe MathML Core: only what the allow-lists name, with all text escaped.

In:  latex2mathml's element tree.
Out: a string of what `mathml_core` lists.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from html import escape, unescape
from xml.etree.ElementTree import Element

from notes_wiki.math.browsers import STRUCK
from notes_wiki.math.latex2mathml_applied import set_names_apart
from notes_wiki.math.latex2mathml_names import IN_TEXT
from notes_wiki.math.latex2mathml_scripts import style_scripts
from notes_wiki.math.latex2mathml_tables import style_tables
from notes_wiki.math.mathml_core import ATTRIBUTES, CHILDREN, CONTROL, ELEMENTS, ENCLOSURES
from notes_wiki.math.mstyle import with_mstyle
from notes_wiki.math.packages.alphabets import styled
from notes_wiki.math.struts import with_struts
from notes_wiki.pattern import pattern

_WORD = pattern(r"&(#x?[0-9A-Fa-f]+|[A-Za-z]+);")
_LENGTH = pattern(r"(-?\d*\.?\d+)(em|ex|pt|px|rem|mu|%)?")
_LARGEST_EM = 10.0
_RELATIONS = frozenset("=<>≤≥≠≈≡∼≃≅∝∈∉⊂⊃⊆⊇→←↔⇒⇐⇔↦∣∥⊢⊨≪≫≺≻:")
_STYLES = {
    "bold": ("BOLD",),
    "bold-italic": ("BOLD ITALIC", "BOLD"),
    "double-struck": ("DOUBLE-STRUCK",),
    "script": ("SCRIPT",),
    "bold-script": ("BOLD SCRIPT",),
    "fraktur": ("FRAKTUR", "BLACK-LETTER"),
    "bold-fraktur": ("BOLD FRAKTUR",),
    "sans-serif": ("SANS-SERIF",),
    "bold-sans-serif": ("SANS-SERIF BOLD",),
    "monospace": ("MONOSPACE",),
}
"""Variants of letters and digits, which MathML Core has as characters."""
_STROKE = "\u29f8"  # what it makes of \\not, in a box without width, which WebKit does not paint
_COMBINING_STROKE = "\u0338"
_BACK = {
    "negativethinmathspace": "back-3",
    "negativemediummathspace": "back-4",
    "negativethickmathspace": "back-5",
}
"""Negative spaces by the names that MathML 3 had for them; MathML Core knows none of these."""
_OF_ROWS = frozenset({"mathcolor", "mathbackground", "mathsize", "displaystyle", "scriptlevel"})
_TOKENS = frozenset({"mi", "mo", "mn", "mtext", "mspace", "ms"})
_SIZES = frozenset(
    {"width", "height", "depth", "lspace", "rspace", "minsize", "maxsize", "voffset", "linethickness"}
)


def repair_latex2mathml(element: Element, *, limits: bool = True) -> str:
    r"""latex2mathml's tree as a string: only what is allowed, with all text escaped and sizes bounded.
    Without `limits`, as where a `\nolimits` stands in the formula, scripts of operators stay scripts."""
    parts: list[str] = []
    _negate(element)
    style_tables(element)
    style_scripts(element, limits=limits)
    set_names_apart(element)
    _write(element, parts)
    return with_mstyle(with_struts("".join(parts)))


def filtered(element: Element) -> str:
    """A tree of any origin as a string: only what is allowed, with all text escaped and sizes bounded."""
    parts: list[str] = []
    _write(element, parts)
    return with_mstyle("".join(parts))


def _negate(element: Element) -> None:
    r"""Move the stroke of `\not` onto the sign that it negates, also across spaces (`\not\!\in`)."""
    strokes = [child for child in element if child.tag == "mpadded" and _text(child) == _STROKE]
    for stroke in strokes:
        after = list(element)[list(element).index(stroke) + 1 :]
        sign = next((one for one in after if one.tag != "mspace"), None)
        if sign is not None and sign.tag in {"mi", "mo"} and _text(sign):
            struck = STRUCK.get(_text(sign), _text(sign) + _COMBINING_STROKE)
            sign.tag = "mo"
            sign.text = unicodedata.normalize("NFC", struck)
            element.remove(stroke)
    for child in element:
        _negate(child)


def _text(element: Element) -> str:
    return _unescaped("".join(element.itertext()))


@dataclass
class _Node:
    """An element on its way to MathML Core: `words` is what it shows beside its children, as MathML."""

    tag: str
    text: str
    attributes: dict[str, str]
    classes: list[str]
    words: str = ""


def _node(element: Element) -> _Node:
    """An element with what MathML Core has instead of its tag, its style and its spaces by name."""
    tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
    attributes = {name.rpartition("}")[2]: value for name, value in element.attrib.items()}
    node = _Node(tag, _unescaped(element.text or ""), attributes, [])
    if tag == "menclose":
        node.classes = ["menclose", ENCLOSURES.get(attributes.get("notation", ""), "boxed")]
        node.tag = "mrow"
    elif tag == "mspace" and (back := _BACK.get(attributes.get("width", ""))):
        node.classes, node.attributes = [back], {}
    elif tag in {"mi", "mtext"} and len(node.text) == 1 and node.text in _RELATIONS:
        node.tag = "mo"
    if tag == "mstyle" or (node.tag in _TOKENS and len(element)):
        if tag != "mstyle":  # a row has nothing of an operator
            node.attributes = {name: value for name, value in node.attributes.items() if name in _OF_ROWS}
        if node.text.strip():  # which a row has none of
            node.words = f"<mtext>{_escaped(node.text)}</mtext>"
        node.tag, node.text = "mrow", ""
    return node


def _write(element: Element, parts: list[str]) -> None:
    """Write an element; of one that is not allowed, what it holds."""
    node = _node(element)
    if node.tag not in ELEMENTS:
        for child in element:
            _write(child, parts)
        return
    if node.tag in {"mi", "mn"} and (styles := _STYLES.get(node.attributes.get("mathvariant", ""))):
        node.text = "".join(styled(char, styles) or char for char in node.text)
    parts.append(f"<{node.tag}{_attributes(node)}>{_escaped(node.text)}{node.words}")
    children = list(element)
    wanted = CHILDREN.get(node.tag, len(children))
    more = len(children) - wanted  # the brackets of a matrix or a binomial are no group of their own
    parts.append("<mrow>" if more > 0 else "")
    for place, child in enumerate(children):
        _write(child, parts)
        if place == more > 0:
            parts.append("</mrow>")
    parts.append("<mrow></mrow>" * -more)
    parts.append(f"</{node.tag}>")


def _attributes(node: _Node) -> str:
    """The attributes that are allowed, and the classes."""
    classes = list(node.classes)
    if node.tag == "mtd":
        classes += node.attributes.get("rules", "").split()
        if (align := node.attributes.get("columnalign")) is not None:
            classes.append({"left": "left", "right": "right"}.get(align, "centre"))
    kept = {name: value for name, value in node.attributes.items() if _allowed(node.tag, name, value)}
    if node.tag == "mi" and len(node.text) == 1 and node.attributes.get("mathvariant") == "normal":
        kept["mathvariant"] = "normal"
    if (
        node.tag == "mo" and not node.text
    ):  # \operatorname's, which an operator's default space would set apart
        kept |= {"lspace": "0", "rspace": "0"}
    written = "".join(f' {name}="{escape(_bounded(name, value))}"' for name, value in kept.items())
    return written + (f' class="{" ".join(classes)}"' if classes else "")


def _escaped(text: str) -> str:
    return escape(CONTROL.sub("", text), quote=False)


def _allowed(tag: str, name: str, value: str) -> bool:
    if name == "mathvariant":
        return False
    if name in {"align", "class", "dir"} or name not in ATTRIBUTES:
        return False
    return not (name == "display" and tag != "math") and bool(re.fullmatch(r"[\w#.%+ -]*", value))


def _bounded(name: str, value: str) -> str:
    found = _LENGTH.fullmatch(value) if name in _SIZES else None
    if found is None:
        return value
    size = min(max(float(found[1]), -_LARGEST_EM), _LARGEST_EM)
    return f"{size:g}{found[2] or ''}"


def _unescaped(text: str) -> str:
    """Text with its character references decoded: latex2mathml writes symbols as such."""
    return _WORD.sub(lambda found: unescape(found[0]), text).translate(IN_TEXT)
