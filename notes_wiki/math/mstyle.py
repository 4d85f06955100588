"""Style and script level on `mstyle`, where every checker of HTML allows them.

In:  MathML in which any element may have `displaystyle` and `scriptlevel`, as MathML Core allows.
Out: MathML that is drawn alike, with them on `math`, `mstyle` and (style alone) `mtable` only: the Nu Html
     Checker goes by the schema of MathML 3, and refuses them elsewhere.

An `mrow` that has them becomes an `mstyle`; another element is put into one. Where nothing around an element
makes scripts of it, `scriptlevel="0"` says what holds anyway, and goes.
"""

from __future__ import annotations

import re

from notes_wiki.pattern import pattern

_TAG = pattern(r"<(/?)(\w+)((?:\s[^<>]*?)?)(/?)>")
_STYLES = pattern(r' (displaystyle|scriptlevel)="[^"]*"')
_LEVEL = pattern(r' scriptlevel="[^"]*"')
# What sets some of its children as scripts, one of its own styles apart.
_SCRIPTING = frozenset("mfrac mroot msub msup msubsup munder mover munderover mmultiscripts mstyle".split())
# Most often only tables have styles: then these tags alone need looking at, one in ten.
_SCOPE = pattern(rf"<(/?)({'|'.join(sorted(_SCRIPTING))}|mtable)((?:\s[^<>]*?)?)(/?)>")
_SCRIPTS = pattern(rf"<(?:{'|'.join(sorted(_SCRIPTING))})\b")
_LEVEL_0 = ' scriptlevel="0"'
_TABLES = tuple(f'<mtable displaystyle="{style}"{_LEVEL_0}' for style in ("true", "false"))
_ELSEWHERE = pattern(r"<(?!math\s|mtable\s|mstyle\s)\w+\s[^<>]*(?:displaystyle|scriptlevel)=")
"""A style on an element that may not have one."""


def needs_mstyle(mathml: str) -> bool:
    """Whether there may be anything to change: a glance, for most formulas have nothing."""
    return "scriptlevel=" in mathml or " displaystyle=" in mathml


def with_mstyle(mathml: str) -> str:
    """The formula, whole, with its styles where they may stand."""
    if _only_tables(mathml):
        return mathml.replace(_LEVEL_0, "")
    closing: list[tuple[str, str]] = []
    scripts = 0

    def tag(found: re.Match[str]) -> str:
        nonlocal scripts
        slash, name, attributes, empty = found.groups()
        if slash:
            opened, written = closing.pop()
            scripts -= opened in _SCRIPTING
            return written
        before, name_now, attributes, after = _placed(name, attributes, scripts > 0)
        if empty:
            return f"{before}<{name_now}{attributes}/>{after}"
        closing.append((name, f"</{name_now}>{after}"))
        scripts += name in _SCRIPTING
        return f"{before}<{name_now}{attributes}>"

    return (_TAG if _ELSEWHERE.search(mathml) else _SCOPE).sub(tag, mathml)


def _only_tables(mathml: str) -> bool:
    """Whether nothing has a style but tables of which none stands in a script: so it is for nearly every
    display, and counting is six times as fast as reading the tags."""
    levels = mathml.count(_LEVEL_0)
    return (
        mathml.count(" displaystyle=") == mathml.count("<mtable displaystyle=")
        and levels == mathml.count(" scriptlevel=")
        and levels == sum(map(mathml.count, _TABLES))
        and not (levels and _SCRIPTS.search(mathml, 0, mathml.rindex(_LEVEL_0)))
    )


def _placed(name: str, attributes: str, scripted: bool) -> tuple[str, str, str, str]:
    """What goes before the opening tag, the tag's name and attributes, what goes after the closing one."""
    if name in {"math", "mstyle"} or not needs_mstyle(attributes):
        return "", name, attributes, ""
    if not scripted:
        attributes = attributes.replace(_LEVEL_0, "")
    if name == "mtable":
        level = _LEVEL.search(attributes)
        moved, attributes = level[0] if level else "", _LEVEL.sub("", attributes)
    else:
        moved = "".join(style[0] for style in _STYLES.finditer(attributes))
        if moved and name == "mrow":
            return "", "mstyle", attributes, ""
        attributes = _STYLES.sub("", attributes)
    return (f"<mstyle{moved}>", name, attributes, "</mstyle>") if moved else ("", name, attributes, "")
