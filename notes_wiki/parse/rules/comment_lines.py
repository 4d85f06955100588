"""Comments over many lines: what begins at the beginning of a line and ends on a later one, or never.

In:  the signs of a kind of comment, and a line that begins with what opens one.
Out: nothing but what follows the comment. One that is never closed hides the rest of the note, or of the
     quote or list item that it is in, and is reported.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from markdown_it.rules_block import StateBlock

from notes_wiki.parse.environment import env_of
from notes_wiki.parse.rule_types import BlockFunction
from notes_wiki.parse.rules.boxes import begin_at
from notes_wiki.pattern import pattern


class Signs(NamedTuple):
    """What opens and what closes a comment; `written`: how an author closes it."""

    opener: re.Pattern[str]
    closer: re.Pattern[str]
    written: str


MDX = Signs(pattern(r"\{\{?/\*"), pattern(r"\*/\}\}?"), "*/}")
LIQUID = Signs(
    pattern(r"\{%-?\s*comment\s*-?%\}"), pattern(r"\{%-?\s*endcomment\s*-?%\}"), "{% endcomment %}"
)
SHORTCODE = Signs(
    pattern(r"\{\{[<%]\s*comment\s*[>%]\}\}"),
    pattern(r"\{\{[<%]\s*/\s*comment\s*[>%]\}\}"),
    "{{% /comment %}}",
)


def comment_lines(*kinds: Signs) -> BlockFunction:
    """The rule for comments of these kinds: their programs read no text, or refuse the note, where one is
    never closed."""

    def rule(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
        start = state.bMarks[startLine] + state.tShift[startLine]
        for signs in kinds:
            if opener := signs.opener.match(state.src, start, state.eMarks[startLine]):
                return hide(state, (startLine, endLine), opener, signs, silent)
        return False

    return rule


def hide(
    state: StateBlock,
    lines: tuple[int, int],
    opener: re.Match[str],
    signs: Signs,
    silent: bool,
    *,
    to_the_end: bool = True,
) -> bool:
    """Leave out a comment, if it does not end on its first line. `to_the_end`: also if it never ends."""
    start, end = lines
    closer = _closer(state, opener.end(), signs)
    if closer and closer.start() < state.eMarks[start]:
        return False
    line = bisect_right(state.bMarks, closer.start(), start, state.lineMax) - 1 if closer else end
    if line >= end:
        if signs is LIQUID and "raw_tags" in state.env:
            return False  # it may be one of the tags that are shown
        if to_the_end and not silent:
            env_of(state).setdefault("hiding", {})[start] = (opener[0], signs.written)
            state.line = end
        return to_the_end
    if closer and not silent:
        goes_on = bool(state.src[closer.end() : state.eMarks[line]].strip())
        if goes_on:
            begin_at(state, line, closer.end())
        state.line = line if goes_on else line + 1
    return True


def _closer(state: StateBlock, place: int, signs: Signs) -> re.Match[str] | None:
    """The next sign that closes. That there is none is remembered, so that many openings cost one search."""
    missing: set[str] = state.env.setdefault("unclosed_comments", set())
    if signs.written in missing:
        return None
    closer = signs.closer.search(state.src, place)
    if closer is None:
        missing.add(signs.written)
    return closer
