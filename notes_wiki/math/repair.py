"""math-core's MathML -> MathML Core that is well-formed XML and needs no `style` attribute.

In:  math-core's string.
Out: a string of what `mathml_core` lists.

A strict content security policy ignores `style`, so math-core's few style strings become classes, which
`math.css` defines. The output of latex2mathml is handled in `repair_latex2mathml.py`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from notes_wiki.math.applied import with_thin_spaces
from notes_wiki.math.browsers import for_browsers
from notes_wiki.math.mathml_core import CONTROL, ENCLOSURES
from notes_wiki.math.mstyle import needs_mstyle, with_mstyle
from notes_wiki.math.slant import with_slant
from notes_wiki.math.struts import with_struts
from notes_wiki.math.webkit import for_webkit
from notes_wiki.pattern import pattern

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
_STYLE = pattern(r' style="([^"]*)"')
_COLOUR = pattern(r"color: ?(#[0-9A-Fa-f]{6})")
_ENCLOSE = pattern(r'<menclose notation="([^"]*)">')
_STROKE = pattern(r'<mrow class="menclose-[a-z]*"></mrow>')
_ENTITY = pattern(r"&([A-Za-z]+);")
_ENTITIES = {"ApplyFunction": "\u2061", "InvisibleTimes": "\u2062", "nbsp": "\u00a0"}
_NEGATIVE = pattern(r'<mspace style="margin-left:-([\d.]+)em;?"/>')
# An arrow's label, which the engine pads to a least width with a script that holds nothing.
_LABEL = pattern(
    r'<m(over|under)>(<mrow><mspace width="0\.4286em"/>(?:(?!<mspace width="0\.4286em"/>).)*'
    r'<mspace width="0\.4286em"/></mrow>)<mspace width="3\.5em"/></m\1>',
    re.S,
)
_TEXT = pattern(r"<mtext([^>]*)><(b|i|em|code|span)([^>]*)>(.*?)</\2></mtext>", re.S)
# HTML inside a text, as the class that math.css draws and the variant that older readers know.
_FONTS = {"b": ("bold", "bold"), "i": ("italic", "italic"), "em": ("italic", "italic")}
_FONTS |= {"code": ("mono", "monospace")}
# A rule below the last row, which the engine makes the upper edge of one row more that holds nothing.
_BELOW = pattern(
    r"<mtr>((?:(?!<mtr>|</mtr>).)*)</mtr>"
    r'<mtr>(?:<mtd class="[^"]*(rule|dash)-top[^"]*"></mtd>)+</mtr></mtable>',
    re.S,
)
# The same where the last row holds a table.
_BELOW_A_TABLE = pattern(
    r'(?<=</mtr>)<mtr>((?:<mtd class="[^"]*(?:rule|dash)-top[^"]*"></mtd>)+)</mtr></mtable>'
)
# What the engine says of a bar of a given size that is made an operator (`\mathop{\Bigr|}`).
_TWICE = ' stretchy="false" stretchy="true"'
# What a `\\` at the end of the last row leaves, which TeX does not set.
_NO_ROW = pattern(r'</mtr><mtr><mtd(?: class="(?![^"]*(?:rule|dash)-top)[^"]*")?></mtd></mtr></mtable>')
# `{}+{}` as a whole cell: browsers set nothing apart from groups that hold nothing.
_LONE_SIGN = pattern(r"(<mtd[^>]*>)<mrow></mrow>(<mo[^>]*>[^<]*</mo>)<mrow></mrow>(?=</mtd>)")
# `={}&`: the same at the end of a cell.
_LAST_GROUP = "</mo><mrow></mrow></mtd>"
_CELL = pattern(r'<mtd(?: class="([^"]*)")?>')
# A relation that begins a cell has nothing before it, but in the right half of an alignment.
_FIRST_RELATION = pattern(
    r'(<mtd(?: class="(?!left tight-left)[^"]*")?><mo)(?=>(?:[=≠≡≈∼≤≥∈⊂⊆→⇒⇔]|&[lg]t;)</mo><(?!/mtd))'
)


def repair_math_core(mathml: str) -> str:
    """math-core's output with classes instead of styles, `menclose` and HTML in texts, and without named
    entities."""
    while "</mtext>" in mathml and (found := _TEXT.sub(_text_in_font, mathml)) != mathml:
        mathml = found
    if "style=" in mathml:
        mathml = _without_styles(mathml)
    if "<menclose" in mathml:
        mathml = _ENCLOSE.sub(_enclosure, mathml).replace("</menclose>", "</mrow>")
        mathml = _STROKE.sub("", mathml)
    mathml = with_slant(for_webkit(for_browsers(with_thin_spaces(mathml))))
    has_rows = "<mtr>" in mathml
    if has_rows:
        mathml = _with_rows_of_tex(mathml)
    if has_rows or "sqrt>" in mathml or "root>" in mathml:
        mathml = with_struts(mathml)
    if _TWICE in mathml:
        mathml = mathml.replace(_TWICE, ' stretchy="true"')
    if "><<" in mathml or ">&<" in mathml:
        # The one thing that the engine does not escape: an operator of one sign, `\operatorname{<}`.
        mathml = mathml.replace("><<", ">&lt;<").replace(">&<", ">&amp;<")
    if '"3.5em"' in mathml:
        mathml = _LABEL.sub(r"\2", mathml)
    if "&" in mathml:
        mathml = _ENTITY.sub(_character, mathml)
    if not mathml.isprintable():  # what asks of nearly every formula at once whether there is anything
        mathml = CONTROL.sub("\ufffd", mathml)
    return with_mstyle(mathml) if needs_mstyle(mathml) else mathml


def _without_styles(mathml: str) -> str:
    """The styles as classes, and the rules below last rows as edges of these rows."""
    if "margin-left" in mathml:
        mathml = _NEGATIVE.sub(_negative, mathml)
    mathml = _STYLE.sub(_style, mathml)
    if "rule-top" in mathml or "dash-top" in mathml:
        mathml = _BELOW.sub(_closing_rule, mathml)
        if "</mtd></mtr><mtr><mtd" in mathml:
            mathml = _BELOW_A_TABLE.sub(_closing_row, mathml)
    return mathml


def _with_rows_of_tex(mathml: str) -> str:
    """Rows as TeX sets them: none for a `\\\\` at the end, and space around signs at the edges of cells."""
    if "></mtd></mtr></mtable>" in mathml:
        mathml = _NO_ROW.sub("</mtr></mtable>", mathml)
    if "><mo>" in mathml:
        mathml = _FIRST_RELATION.sub(r'\1 lspace="0"', mathml)
    if "<mrow></mrow></mtd>" in mathml:
        mathml = _LONE_SIGN.sub(r"\1<mi></mi>\2<mi></mi>", mathml)
        mathml = mathml.replace(_LAST_GROUP, _LAST_GROUP.replace("mrow", "mi"))
    return mathml


def _closing_rule(found: re.Match[str]) -> str:
    """The last row with the rule as its lower edge."""

    def cell(opening: re.Match[str]) -> str:
        return f'<mtd class="{opening[1] or ""}{" " if opening[1] else ""}{found[2]}-bottom">'

    return f"<mtr>{_CELL.sub(cell, found[1])}</mtr></mtable>"


def _closing_row(found: re.Match[str]) -> str:
    """The last row, which is a rule, without any height."""
    cells = found[1].replace('"></mtd>', ' flat"/>')
    return f"<mtr>{cells}</mtr></mtable>"


def _negative(found: re.Match[str]) -> str:
    return f'<mspace class="back-{max(1, round(float(found[1]) * 18))}"/>'


def _text_in_font(found: re.Match[str]) -> str:
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
    names = ENCLOSURES.get(found[1], "boxed")
    return f'<mrow class="menclose {names}">'


def _character(found: re.Match[str]) -> str:
    if found[1] in {"amp", "lt", "gt", "quot"}:
        return found[0]
    return _ENTITIES.get(found[1], "")
