r"""What a command of TeX's takes: `[option]{argument}`.

In:  the text, a place.
Out: what is found there.
"""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

from notes_wiki.pattern import pattern

# Braces within braces, three levels of them; possessive, so that no text is looked at twice.
_LEVELS = r"(?:[^{}\\]|\\.)*+"
for _ in range(3):
    _LEVELS = rf"(?:[^{{}}\\]|\\.|\{{{_LEVELS}\}})*+"
ARGUMENT = pattern(rf"\{{({_LEVELS})\}}", re.S)
"""What stands in braces: its group 1 is what is between them."""
OPTION = pattern(r"\[([^\[\]{}\n]*)\]")
"""What stands in brackets: its group 1 is what is between them."""


def argument(state: StateInline, place: int) -> re.Match[str] | None:
    """What stands in braces at a place: its group 1 is what is between them."""
    return ARGUMENT.match(state.src, place, state.posMax)
