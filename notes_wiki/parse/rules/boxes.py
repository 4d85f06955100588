"""Boxes: what callouts, admonitions, fenced divs and directives have in common.

All of them put a `box_open` and a `box_close` token around their blocks, so the emitter need not know in
which syntax a theorem was written. `info` is the kind as typed, in lower case. `meta` holds `title` (an
inline token or None), `fold` ("", "+" open, "-" closed), `key` and `classes`. Some syntaxes add: `callout`
(it is one, unless its kind is that of a statement), `untitled` (it does not show its kind either), `quote`
(it is written as a quote), `of` (the key of what a proof proves or a solution solves); and for a statement
`number`, `label` (a second name for references) and `called` (the author's name for its kind).
"""

from __future__ import annotations

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from notes_wiki.pattern import pattern

_KEY = pattern(r"(?<!\s)\s*\{#([^\s{}]+)\}\s*$")
"""The key at the end of a title: `Euler's formula {#thm:euler}`."""
_LABEL = pattern(r"(?<!\s)\s*\\label\{([^{}\n]+)\}\s*")
r"""LaTeX's, within a title: `Euler's formula \label{euler}`."""
_SIGNS = pattern(r"\A#{1,6}[ \t]+(?=\S)")
"""A heading's signs before a title, `> [!note] ## Words`, which Obsidian and MkDocs do not show."""


def open_box(state: StateBlock, kind: str, line: int, title: str = "", *, fold: str = "") -> Token:
    """Push the opening token; a `{#key}` at the end of the title becomes its key."""
    token = state.push("box_open", "div", 1)
    fill_box(token, kind, line, title, fold=fold)
    return token


def fill_box(token: Token, kind: str, line: int, title: str = "", *, fold: str = "") -> None:
    """Give an opening token what boxes have."""
    key = ""
    if title.endswith("}") and (found := _KEY.search(title)):
        key, title = found[1], title[: found.start()]
    elif "\\label{" in title and (found := _LABEL.search(title)):
        key, title = found[1].strip(), f"{title[: found.start()]} {title[found.end() :]}"
    inline: Token | None = None
    if title := _SIGNS.sub("", title.strip(), count=1):
        inline = Token("inline", "", 0)
        inline.content, inline.map = title, [line, line + 1]
    token.type, token.tag, token.info = "box_open", "div", kind.strip().lower()
    token.map = token.map or [line, line + 1]
    token.meta = {"title": inline, "fold": fold, "key": key, "classes": ()}


def close_box(state: StateBlock) -> Token:
    """Push the closing token."""
    return state.push("box_close", "div", -1)


def inner_blocks(state: StateBlock, start: int, end: int) -> None:
    """Parse lines `start` to `end` as the blocks inside a box."""
    limit, parent = state.lineMax, state.parentType
    state.lineMax, state.parentType = end, "box"
    state.md.block.tokenize(state, start, end)
    state.lineMax, state.parentType = limit, parent


def arranged_blocks(state: StateBlock, start: int, end: int) -> None:
    """Parse lines as the blocks between tags that show nothing. They count as deeper while they are parsed,
    because there is a limit to how deep blocks may be."""
    place = len(state.tokens)
    state.level += 1
    inner_blocks(state, start, end)
    state.level -= 1
    for token in state.tokens[place:]:
        token.level -= 1


def trimmed_end(state: StateBlock, line: int, end: int) -> int:
    """The end of what stands in a line before a place, without blanks."""
    begin = state.bMarks[line]
    return begin + len(state.src[begin:end].rstrip(" \t"))


def begin_at(state: StateBlock, line: int, place: int) -> None:
    """Let a line begin at a place in it, as far in as its container."""
    rest = state.src[place : state.eMarks[line]]
    state.bMarks[line] = place
    state.tShift[line] = len(rest) - len(rest.lstrip(" \t"))
    state.sCount[line] = state.blkIndent
