"""Limits and scripts of latex2mathml's tree as TeX sets them.

In:  latex2mathml's element tree, changed in place.
Out: operators that have limits are those of `munder` and its kin, whatever they stand in; signs in scripts
     have no space around them.
"""

from __future__ import annotations

import unicodedata
from html import unescape
from xml.etree.ElementTree import Element

_UNDER = {"msub": "munder", "msup": "mover", "msubsup": "munderover"}
_SCRIPTED = frozenset({*_UNDER, *_UNDER.values()})
_LARGE = frozenset("∏∐∑⋀⋁⋂⋃⨀⨁⨂⨄⨅⨆")
_NAMES = frozenset({"lim", "lim inf", "lim sup", "max", "min", "sup", "inf", "det", "gcd", "Pr"})


def style_scripts(element: Element, *, limits: bool) -> None:
    r"""Set limits and the signs in scripts. Without `limits`, as where a `\nolimits` stands in the formula,
    scripts of operators stay scripts."""
    for scripted in element.iter():
        if scripted.tag in _SCRIPTED and len(scripted) > 1:
            if limits and scripted.tag in _UNDER:
                _set_limits(scripted)
            for script in list(scripted)[1:]:
                _close_up(script)


def _set_limits(scripted: Element) -> None:
    """Scripts of an operator as its limits: a browser sets them beside it again where it is no display."""
    base = scripted[0]
    text = " ".join(unescape(base.text or "").split())
    if base.tag == "mo" and (text in _LARGE or text in _NAMES):
        scripted.tag = _UNDER[scripted.tag]
        base.set("movablelimits", "true")


def _close_up(script: Element) -> None:
    for sign in script.iter("mo"):
        text = unescape(sign.text or "")
        is_small = len(text) == 1 and unicodedata.category(text) == "Sm" and text not in _LARGE
        if is_small and sign is not script:
            sign.attrib = {"lspace": "0", "rspace": "0", **sign.attrib}
