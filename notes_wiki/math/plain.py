"""A formula as plain Unicode text: for titles, descriptions, alternative texts.

In:  MathML.
Out: its characters in order; scripts as Unicode superscripts and subscripts if they exist, else with ^ and _.
"""

from __future__ import annotations

from xml.etree import ElementTree

from notes_wiki.pattern import pattern

_SUPERSCRIPTS = str.maketrans(
    "0123456789+-−=()niabcdefghjklmoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
)
_SUBSCRIPTS = str.maketrans("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_INVISIBLE = str.maketrans("", "", "\u2061\u2062\u2063\u2064\ufe00\ufe01")
_HOLE = pattern("\x02[a-z]+:\\d+\x03")


def plain(mathml: str) -> str:
    """The text of a formula, with sums and spaces as one would type them; "" if it is not MathML."""
    try:
        root = ElementTree.fromstring(_HOLE.sub("", mathml))
    except ElementTree.ParseError:
        return ""
    return " ".join(_text(root).translate(_INVISIBLE).split())


def _text(node: ElementTree.Element) -> str:
    """The text of an element, with spaces around relations and behind cells, of which there may be too
    many."""
    tag = node.tag.rpartition("}")[2]
    children = list(node)
    if tag == "mo":
        text = (node.text or "").strip()
        return f" {text} " if text in "=<>≤≥≠≈≡∈∉⊂⊆→↦⇒⇔∼+−×" and text else text
    if tag in {"mi", "mn", "ms"}:
        return "".join(node.itertext()).strip()
    if tag == "mtext":
        return "".join(node.itertext())
    if tag == "mfrac" and len(children) == 2:
        return f"{_grouped(_text(children[0]))}/{_grouped(_text(children[1]))}"
    if tag == "msqrt":
        return "√" + _grouped("".join(_text(child) for child in children))
    if tag == "mroot" and len(children) == 2:
        return _script(_text(children[1]), _SUPERSCRIPTS, "^") + "√" + _grouped(_text(children[0]))
    if tag in {"msup", "mover"} and len(children) == 2:
        return _text(children[0]) + _script(_text(children[1]), _SUPERSCRIPTS, "^")
    if tag in {"msub", "munder"} and len(children) == 2:
        return _text(children[0]) + _script(_text(children[1]), _SUBSCRIPTS, "_")
    if tag in {"msubsup", "munderover"} and len(children) == 3:
        lower = _script(_text(children[1]), _SUBSCRIPTS, "_")
        return _text(children[0]) + lower + _script(_text(children[2]), _SUPERSCRIPTS, "^")
    if tag == "mspace":
        return " "
    if tag == "mphantom":
        return ""
    if tag in {"mtr", "mtd"}:
        return "".join(_text(child) for child in children) + " "
    return "".join(_text(child) for child in children)


def _grouped(text: str) -> str:
    text = text.strip()
    return text if len(text) <= 1 or text.isalnum() else f"({text})"


def _script(text: str, table: dict[int, int], sign: str) -> str:
    text = text.strip()
    if text in {"′", "″", "‴", "*", "∗"}:
        return text
    if all(ord(char) in table for char in text.replace(" ", "")) and text:
        return text.translate(table).replace(" ", "")
    return f"{sign}{_grouped(text)}"
