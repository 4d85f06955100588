r"""Marks: private characters that the engine carries through, for what it must not touch.

In:  the engine's MathML, and what each mark of the formula stands for (`Expander.marks`).
Out: MathML with that in their places.
"""

from __future__ import annotations

import re
from typing import cast

from notes_wiki.math.expand import FIRST_MARK

_MARK = re.compile("[\U000f0000-\U000f0fff]")
_MARKED = re.compile("<(m[ino]|mtext)([^>]*)>([^<]*[\U000f0000-\U000f0fff][^<]*)</\\1>")
_TAG = re.compile("<[^>]*>")
# What the engine makes of `Expander.end_mark`.
_END = re.compile('<mpadded class="tight-left tight-right"><mi>([\U000f0000-\U000f0fff])</mi></mpadded>')


def unmark(mathml: str, marks: list[str]) -> str:
    """What the marks stand for, in their places: an element for the element that holds a mark alone, its
    words where the engine made a mark a part of a longer text."""
    if not marks:
        return mathml

    def meaning(found: re.Match[str]) -> str:
        place = ord(found[0]) - FIRST_MARK
        return marks[place] if place < len(marks) else ""

    def words(found: re.Match[str]) -> str:
        return _TAG.sub("", meaning(found))

    def element(found: re.Match[str]) -> str:
        if found[1] != "mtext" and len(found[3]) == 1:
            return meaning(cast("re.Match[str]", _MARK.match(found[3])))
        return f"<{found[1]}{found[2]}>{_MARK.sub(words, found[3])}</{found[1]}>"

    def end(found: re.Match[str]) -> str:
        words = meaning(cast("re.Match[str]", _MARK.match(found[1])))
        return words if words.startswith("\x02") else found[0]

    return _MARK.sub(words, _MARKED.sub(element, _END.sub(end, mathml)))
