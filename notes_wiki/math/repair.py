"""Engines' output -> MathML Core that is safe, well-formed XML, and needs no `style` attribute.

In:  math-core's string; latex2mathml's element tree.
Out: a string. `ELEMENTS` and `ATTRIBUTES` are all that can occur in it.

A strict content security policy ignores `style`, so math-core's few style strings become classes, which
`math.css` draws. Of latex2mathml only what is on the allow-list is taken, everything escaped.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from xml.etree.ElementTree import Element

from notes_wiki.math.browsers import helped
from notes_wiki.math.mstyle import needs_mstyle, with_mstyle
from notes_wiki.math.struts import with_struts

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
        "class",
        "dir",
    ]
)

# math-core's styles, a property each, as classes. What is not here is dropped: it only shifts something.
_CLASSES = {
    "text-align: right": "right",
    "text-align: left": "left",
    "text-align: center": "centre",
    "padding-right: 0": "tight-right",
    "padding-left: 0": "tight-left",
    "padding-left:1em": "wide-left",
    "padding-left: 1em": "wide-left",
    "padding-right: 0.1em": "near-right",
    "padding-left: 0.1em": "near-left",
    "border-right: 0.05em solid currentcolor": "rule-right",
    "border-left: 0.05em solid currentcolor": "rule-left",
    "border-top: 0.05em solid currentcolor": "rule-top",
    "border-bottom: 0.05em solid currentcolor": "rule-bottom",
    "border-right: 0.05em dashed currentcolor": "dash-right",
    "border-left: 0.05em dashed currentcolor": "dash-left",
    "border-top: 0.05em dashed currentcolor": "dash-top",
    "border-bottom: 0.05em dashed currentcolor": "dash-bottom",
    "width: 100%": "full",
    "width: 50%": "half",
    "width: 7.5%": "edge",
    "padding-left:0": "tight-left",
    "padding-right:0.1667em": "thin-right",
    "padding-left:0.1667em": "thin-left",
    "padding-right:0": "tight-right",
    "padding-right:0.2222em": "medium-right",
    "padding-left:0.2222em": "medium-left",
    "padding-right:0.2778em": "thick-right",
    "padding-left:0.2778em": "thick-left",
    "padding-top: 0": "tight-top",
    "padding-bottom: 0": "tight-bottom",
    "padding-top: 0.1667em": "thin-top",
}
_STYLE = re.compile(r' style="([^"]*)"')
_COLOUR = re.compile(r"color: ?(#[0-9A-Fa-f]{6})")
_ENCLOSE = re.compile(r'<menclose notation="([^"]*)">')
_STROKE = re.compile(r'<mrow class="menclose-[a-z]*"></mrow>')
_ENTITY = re.compile(r"&([A-Za-z]+);")
_ENTITIES = {"ApplyFunction": "\u2061", "InvisibleTimes": "\u2062", "nbsp": "\u00a0"}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_NOTATIONS = {
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


_NEGATIVE = re.compile(r'<mspace style="margin-left:-([\d.]+)em;?"/>')
# An arrow's label, which the engine pads to a least width with a script that holds nothing.
_LABEL = re.compile(
    r'<m(over|under)>(<mrow><mspace width="0\.4286em"/>(?:(?!<mspace width="0\.4286em"/>).)*'
    r'<mspace width="0\.4286em"/></mrow>)<mspace width="3\.5em"/></m\1>',
    re.S,
)
_TEXT = re.compile(r"<mtext([^>]*)><(b|i|em|code|span)([^>]*)>(.*?)</\2></mtext>", re.S)
# HTML inside a text, as the class that math.css draws and the variant that older readers know.
_FONTS = {"b": ("bold", "bold"), "i": ("italic", "italic"), "em": ("italic", "italic")}
_FONTS |= {"code": ("mono", "monospace")}


def repair_math_core(mathml: str) -> str:
    """math-core's output with classes for styles, `menclose` and HTML in texts as classes, and no named
    entities."""
    while "</mtext>" in mathml and (found := _TEXT.sub(_text, mathml)) != mathml:
        mathml = found
    if "style=" in mathml:
        if "margin-left" in mathml:
            mathml = _NEGATIVE.sub(_negative, mathml)
        mathml = _STYLE.sub(_style, mathml)
        if "rule-top" in mathml or "dash-top" in mathml:
            mathml = _BELOW.sub(_closing_rule, mathml)
    if "<menclose" in mathml:
        mathml = _ENCLOSE.sub(_enclosure, mathml).replace("</menclose>", "</mrow>")
        mathml = _STROKE.sub("", mathml)
    mathml = helped(mathml)
    if "<mtr>" in mathml or "sqrt>" in mathml or "root>" in mathml:
        mathml = with_struts(mathml)
    if '"3.5em"' in mathml:
        mathml = _LABEL.sub(r"\2", mathml)
    if "&" in mathml:
        mathml = _ENTITY.sub(_character, mathml)
    if not mathml.isprintable():  # what asks of nearly every formula at once whether there is anything
        mathml = _CONTROL.sub("\ufffd", mathml)
    return with_mstyle(mathml) if needs_mstyle(mathml) else mathml


# A rule below the last row, which the engine makes the upper edge of one row more that holds nothing.
_BELOW = re.compile(
    r"<mtr>((?:(?!<mtr>|</mtr>).)*)</mtr>"
    r'<mtr>(?:<mtd class="[^"]*(rule|dash)-top[^"]*"></mtd>)+</mtr></mtable>',
    re.S,
)
_CELL = re.compile(r'<mtd(?: class="([^"]*)")?>')


def _closing_rule(found: re.Match[str]) -> str:
    """The last row with the rule as its lower edge; a row that holds a table of its own stays as it is."""
    if "<mtable" in found[1]:
        return found[0]

    def cell(opening: re.Match[str]) -> str:
        return f'<mtd class="{opening[1] or ""}{" " if opening[1] else ""}{found[2]}-bottom">'

    return f"<mtr>{_CELL.sub(cell, found[1])}</mtr></mtable>"


def _negative(found: re.Match[str]) -> str:
    return f'<mspace class="back-{max(1, round(float(found[1]) * 18))}"/>'


def _text(found: re.Match[str]) -> str:
    attributes, tag, more, words = found.groups()
    name, variant = _FONTS.get(tag, ("caps", "") if "caps" in more else ("sans", "sans-serif"))
    attributes = attributes.replace(' class="', f' class="{name} ') if " class=" in attributes else attributes
    if " class=" not in attributes:
        attributes += f' class="{name}"'
    if variant and "mathvariant" not in attributes:
        attributes += f' mathvariant="{variant}"'
    return f"<mtext{attributes}>{words}</mtext>"


def _style(found: re.Match[str]) -> str:
    return _style_attributes(found[1])


@lru_cache(maxsize=1024)  # a wiki has a few dozen of them
def _style_attributes(style: str) -> str:
    """The attributes that stand for a style of math-core's."""
    colour = _COLOUR.search(style)
    attributes = f' mathcolor="{colour[1]}"' if colour else ""
    names = [_CLASSES[part.strip()] for part in style.split(";") if part.strip() in _CLASSES]
    return attributes + (f' class="{" ".join(names)}"' if names else "")


def _enclosure(found: re.Match[str]) -> str:
    names = _NOTATIONS.get(found[1], "boxed")
    return f'<mrow class="menclose {names}">'


def _character(found: re.Match[str]) -> str:
    if found[1] in {"amp", "lt", "gt", "quot"}:
        return found[0]
    return _ENTITIES.get(found[1], "")


# --- latex2mathml ---------------------------------------------------------------------------------

_WORD = re.compile(r"&(#x?[0-9A-Fa-f]+|[A-Za-z]+);")
_LENGTH = re.compile(r"(-?\d*\.?\d+)(em|ex|pt|px|rem|mu|%)?")
_LARGEST_EM = 10.0
_RELATIONS = frozenset("=<>≤≥≠≈≡∼≃≅∝∈∉⊂⊃⊆⊇→←↔⇒⇐⇔↦∣∥⊢⊨≪≫≺≻:")
# How many children an element has, whatever latex2mathml makes of odd input.
_CHILDREN = {
    "mfrac": 2,
    "msub": 2,
    "msup": 2,
    "munder": 2,
    "mover": 2,
    "mroot": 2,
    "msubsup": 3,
    "munderover": 3,
}
_TOKENS = frozenset({"mi", "mo", "mn", "mtext", "mspace", "ms"})
_SIZES = frozenset(
    {"width", "height", "depth", "lspace", "rspace", "minsize", "maxsize", "voffset", "linethickness"}
)


def repair_latex2mathml(element: Element) -> str:
    """latex2mathml's tree as a string: only what is allowed, everything escaped, sizes bounded."""
    parts: list[str] = []
    _write(element, parts)
    return with_mstyle(with_struts("".join(parts)))


def _write(element: Element, parts: list[str]) -> None:
    tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
    text = _unescaped(element.text or "")
    attributes = {name.rpartition("}")[2]: value for name, value in element.attrib.items()}
    classes = []
    if tag == "menclose":
        classes = ["menclose", _NOTATIONS.get(attributes.get("notation", ""), "boxed")]
        tag = "mrow"
    if tag in {"mi", "mtext"} and len(text) == 1 and text in _RELATIONS:
        tag = "mo"
    if tag == "mstyle" or (tag in _TOKENS and len(element)):
        tag = "mrow"
        if text.strip():
            parts.append(f"<mtext>{escape(_CONTROL.sub('', text), quote=False)}</mtext>")
        text = ""
    if tag not in ELEMENTS:
        for child in element:
            _write(child, parts)
        return
    if tag == "mtd" and "columnalign" in attributes:
        classes.append({"left": "left", "right": "right"}.get(attributes["columnalign"], "centre"))
    kept = {name: value for name, value in attributes.items() if _allowed(tag, name, value)}
    if tag == "mi" and len(text) == 1 and attributes.get("mathvariant") == "normal":
        kept["mathvariant"] = "normal"
    if tag == "mo" and not text:  # \operatorname's, which an operator's default space would set apart
        kept |= {"lspace": "0", "rspace": "0"}
    written = "".join(f' {name}="{escape(_bounded(name, value))}"' for name, value in kept.items())
    if classes:
        written += f' class="{" ".join(classes)}"'
    parts.append(f"<{tag}{written}>{escape(_CONTROL.sub('', text), quote=False)}")
    columns = attributes.get("columnalign", "").split() if tag == "mtable" else []
    children = list(element)
    wanted = _CHILDREN.get(tag, len(children))
    for place, child in enumerate(children):
        if place == wanted - 1 < len(children) - 1:
            parts.append("<mrow>")
        if columns and child.tag == "mtr":
            _align(child, columns)
        _write(child, parts)
    parts.append("</mrow>" if len(children) > wanted else "<mrow></mrow>" * (wanted - len(children)))
    parts.append(f"</{tag}>")


def _align(row: Element, columns: list[str]) -> None:
    for place, cell in enumerate(row):
        if "columnalign" not in cell.attrib:
            cell.set("columnalign", columns[min(place, len(columns) - 1)])


def _allowed(tag: str, name: str, value: str) -> bool:
    if name == "mathvariant":
        return False
    if name in {"class", "dir"} or name not in ATTRIBUTES:
        return False
    return not (name == "display" and tag != "math") and bool(re.fullmatch(r"[\w#.%+ -]*", value))


def _bounded(name: str, value: str) -> str:
    found = _LENGTH.fullmatch(value) if name in _SIZES else None
    if found is None:
        return value
    size = min(max(float(found[1]), -_LARGEST_EM), _LARGEST_EM)
    return f"{size:g}{found[2] or ''}"


def _unescaped(text: str) -> str:
    """latex2mathml keeps symbols as character references."""
    from html import unescape

    return _WORD.sub(lambda found: unescape(found[0]), text)
