"""MyST's substitutions: `{{ name }}` shows the text that front matter has for the name.

In:  `substitutions: {name: text}` in front matter, or the same below `myst:`; a name between braces.
Out: the tokens of the text, which may hold Markdown, formulas and further names. In a line of its own it may
     be of several blocks.

A name that nothing stands for is left to the other rules. So is one within its own text or within `_DEEPEST`
others, and every one once there is no room left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from notes_wiki.parse.environment import Environment, env_of
from notes_wiki.parse.rules.nested import nested_blocks
from notes_wiki.parse.rules.repeated_texts import has_room
from notes_wiki.pattern import pattern

_NAME = pattern(r"\{\{[ \t]*(?P<name>[A-Za-z]\w*)[ \t]*\}\}")
_ALONE = pattern(r"\{\{[ \t]*(?P<name>[A-Za-z]\w*)[ \t]*\}\}[ \t]*$")
_DEEPEST = 10
"""Names whose texts lie in each other."""


def block(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A name alone in its paragraph: the blocks of its text."""
    env = env_of(state)
    if silent or not env.get("substitutions"):
        return False
    if startLine + 1 < endLine and not state.isEmpty(startLine + 1):
        return False
    start = state.bMarks[startLine] + state.tShift[startLine]
    found = _ALONE.match(state.src, start, state.eMarks[startLine])
    text = _text(env, found)
    if found is None or text is None:
        return False
    with _substituting(env, found["name"]):
        tokens = nested_blocks(state, text, startLine)
    for token in tokens:
        token.map = [startLine, startLine + 1] if token.map else None
    state.tokens += tokens
    state.line = startLine + 1
    return True


def inline(state: StateInline, silent: bool) -> bool:
    """A name in running text: the words of its text."""
    env = env_of(state)
    if not env.get("substitutions"):
        return False
    found = _NAME.match(state.src, state.pos, state.posMax)
    if found is None or found["name"] not in env["substitutions"]:
        return False
    text = "" if silent else _text(env, found)
    if text is None:
        return False
    if text:
        tokens: list[Token] = []
        with _substituting(env, found["name"]):
            state.md.inline.parse(text, state.md, state.env, tokens)
        if state.pending:
            state.pushPending()
        for token in tokens:
            token.level += state.level
            if "start" in token.meta:  # places in the note are those of the name
                token.meta |= {"start": found.start(), "end": found.end()}
            if "tex" in token.meta:
                token.meta |= {"tex": found.start(), "raw": ""}
            state.tokens.append(token)
            state.tokens_meta.append(None)
    state.pos = found.end()
    return True


def _text(env: Environment, found: re.Match[str] | None) -> str | None:
    """What the name in a match stands for, if it may be put in."""
    within = env.get("substituting", frozenset())
    if found is None or found["name"] in within or len(within) >= _DEEPEST:
        return None
    text = env.get("substitutions", {}).get(found["name"])
    return text if text is not None and has_room(env, len(text)) else None


@contextmanager
def _substituting(env: Environment, name: str) -> Iterator[None]:
    """While the text of a name is read, the name stands for nothing."""
    before = env.get("substituting", frozenset())
    env["substituting"] = before | {name}
    try:
        yield
    finally:
        env["substituting"] = before
