r"""What an operator is applied to in braces: `\log{n}`, `\sum_{i}{x_i}`.

In:  MathML as the engine writes it.
Out: MathML with the thin space that TeX has between an operator and a group. The engine leaves none, as if
     every group began with a bracket.
"""

from __future__ import annotations

import re

from notes_wiki.pattern import pattern

# A name and what it is applied to, unless that is in brackets.
_MARK = 'padded class="tight-left tight-right"><mi>[\U000f0000-\U000f0fff]</mi>'  # which shows nothing
_NAME = pattern(f"<mo>&ApplyFunction;</mo>(?=<m(?!o[ >]|space|{_MARK}|row><mo[^<>]*>[(\\[{{⟨⌊⌈]))")
# A large sign, or a name that has limits.
_SIGN = "(?:[∑∏∐∫-∳⋀-⋃⨀-⨜]|(?P<name>[a-z][^<]+))</mo>"
_TIGHT = pattern(f' rspace="0">{_SIGN}')
_OPERATOR = pattern(
    r'(?:<(?P<scripts>m(?:sub|sup|subsup|under|over|underover))>)?<mo(?: lspace="0")?'
    f'(?P<room> rspace="0")>{_SIGN}'
)
"""A large sign or a name with limits, and the element that holds it with its scripts."""
_TAG = pattern(r"<(?P<end>/?)(?P<name>\w+)[^<>]*?(?P<empty>/?)>")
_APPLIED = pattern(f"<m(?!o[ >]|space|{_MARK})")


def with_thin_spaces(mathml: str) -> str:
    """The formula with a thin space between each operator and the group behind it."""
    if "<mo>&Apply" in mathml:
        mathml = _NAME.sub('<mo lspace="0.1667em">&ApplyFunction;</mo>', mathml)
    if ' rspace="0">' in mathml and _TIGHT.search(mathml):
        mathml = _OPERATOR.sub(_as_wide, mathml)
    return mathml


def _as_wide(found: re.Match[str]) -> str:
    """The operator with its space, which a name has to say, if a group comes after it and its limits."""
    end = _end(found.string, found.start()) if found["scripts"] else found.end()
    if not _APPLIED.match(found.string, end):
        return found[0]
    return found[0].replace(found["room"], ' rspace="0.1667em"' if found["name"] else "", 1)


def _end(mathml: str, start: int) -> int:
    """Where the element that begins here ends."""
    depth = 0
    for tag in _TAG.finditer(mathml, start):
        depth += 0 if tag["empty"] else -1 if tag["end"] else 1
        if depth == 0:
            return tag.end()
    return len(mathml)
