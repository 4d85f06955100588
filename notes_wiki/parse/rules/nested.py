"""Parsing the blocks of a text inside a note that is not a range of its lines: a grid cell, text between
tags.

In:  the state around it, the text, and the line of the note on which it begins.
Out: its tokens, at the state's level and with their lines. What they define (footnotes, references) is
     defined for the whole note.
"""

from __future__ import annotations

from collections.abc import Mapping

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from notes_wiki.parse.grammar import grammar_of
from notes_wiki.parse.rules.long_lines import long_lines

_OF_ONE_TEXT = frozenset(
    (
        "displays display_ends divs pairs liquid_ends ends_in_words captured_lines captures_boxed "
        "captures_shown shortcode_tags unclosed_extensions no_dashes no_grids tex_ends metadata_ends "
        "examples open_html words_behind "
        "containers unclosed_divs unclosed_fences hiding shown_comments unclosed_comments"
    ).split()
)
"""What rules remember of the text they read."""
_BY_LINE = ("unclosed_divs", "unclosed_fences", "hiding", "shown_comments")
"""What of this is told of the note, by lines."""


def nested_blocks(
    state: StateBlock,
    text: str,
    line: int,
    more: Mapping[str, object] | None = None,
    *,
    elsewhere: bool = False,
) -> list[Token]:
    """The blocks of the text. `more` is what rules are to know in it besides. With `elsewhere`, the text is
    from another file, and all of it is taken to stand on the line."""
    inner: list[Token] = []
    for shared in ("footnotes", "references"):
        state.env.setdefault(shared, {})
    env = {name: value for name, value in state.env.items() if name not in _OF_ONE_TEXT}
    env["displays"] = long_lines(text, grammar_of(state).dialect.name)
    env |= more or {}
    state.md.block.parse(text, state.md, env, inner)
    for name in _BY_LINE:
        for within, typed in env.get(name, {}).items():
            state.env.setdefault(name, {})[line if elsewhere else line + within] = typed
    for token in inner:
        token.level += state.level
        if token.map:
            token.map = [line, line + 1] if elsewhere else [token.map[0] + line, token.map[1] + line]
    return inner
