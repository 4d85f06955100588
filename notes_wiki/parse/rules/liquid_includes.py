"""Statements that a tag of Liquid's includes, as themes of Jekyll have them:
`{% include theorem.html name="x" statement="words" %}`; and what `{% capture name %}` keeps for them.

In:  a tag as matched, and the lines that it stands on; the lines of what is captured.
Out: the tokens of the statement.
"""

from __future__ import annotations

import re
from inspect import cleandoc

from markdown_it.rules_block import StateBlock

from notes_wiki.parse.environment import env_of, kinds_of
from notes_wiki.parse.rules.boxes import close_box, inner_blocks, open_box
from notes_wiki.parse.rules.liquid_tags import TAG, arguments
from notes_wiki.parse.rules.nested import nested_blocks
from notes_wiki.parse.rules.repeated_texts import has_room
from notes_wiki.parse.statements import statement

_BODIES = ("statement", "content", "proof", "text", "body")


def keep(state: StateBlock, name: str, start: int, end: int) -> bool:
    """Keep captured lines for a statement that shows them; False if there is none, so that they are shown
    where they stand."""
    env_of(state).setdefault("captured", set()).add(name)
    if name not in _boxed(state):
        return False
    state.env.setdefault("captured_lines", {})[name] = (start, end)
    return True


def included(state: StateBlock, line: int, end: int, tag: re.Match[str], silent: bool) -> bool:
    """A statement that a tag includes, with its words in the tag, `statement="…"`, or captured above."""
    kind, words, values = _meant(tag)
    if not (words and statement(kind, kinds_of(state))):
        return False
    lines = state.env.get("captured_lines", {}).get(words)
    if lines and not silent and not _may_show(state, words, lines):
        return False
    if not silent:
        title = values.get("name") or values.get("title", "")
        open_box(state, kind, line, title).map = [line, end]
        if lines:
            _captured(state, words, lines)
        else:
            state.tokens += nested_blocks(state, cleandoc(words), line)
        close_box(state)
        state.line = end
    return True


def _may_show(state: StateBlock, name: str, lines: tuple[int, int]) -> bool:
    """Whether captured lines may be shown here: once, and again while there is room. They may include others,
    or themselves."""
    shown: set[str] = state.env.setdefault("captures_shown", set())
    if name not in shown:
        shown.add(name)
        return True
    first, end = lines
    return has_room(env_of(state), state.eMarks[end - 1] - state.bMarks[first])


def _captured(state: StateBlock, name: str, lines: tuple[int, int]) -> None:
    """The blocks of captured lines, in which their own name stands for nothing."""
    known = state.env["captured_lines"]
    del known[name]
    inner_blocks(state, *lines)
    known[name] = lines


def _meant(tag: re.Match[str]) -> tuple[str, str, dict[str, str]]:
    """The kind of statement that a tag includes, if it is one; its words, or the name that they are captured
    under; all parameters."""
    values = arguments(tag["rest"])
    words = next((values[name] for name in _BODIES if values.get(name)), "")
    return values.get("type") or values.get("0", "").rpartition("/")[2].partition(".")[0], words, values


def _boxed(state: StateBlock) -> frozenset[str]:
    """The names of what is captured to be put into statements."""
    if "captures_boxed" not in state.env:
        tags = (_meant(tag) for tag in TAG.finditer(state.src) if tag["name"] == "include")
        kinds = kinds_of(state)
        state.env["captures_boxed"] = frozenset(words for kind, words, _ in tags if statement(kind, kinds))
    boxed: frozenset[str] = state.env["captures_boxed"]
    return boxed
