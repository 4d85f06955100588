"""What mkdocstrings and its autorefs add to Markdown: `[](){#name}` names the block below; `::: package.name`
is what is documented in a program, and `` [`name`][] `` or `[words][package.name]` leads there.

In:  a line, or text in which no definition belongs to such a link.
Out: a `target`; a `foreign` token, which is shown as typed; a link with an address of the kind that only
     another program knows (`emit/program_links.py`), or to a place of the note.
"""

from __future__ import annotations

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from notes_wiki.parse.environment import env_of
from notes_wiki.parse.rules.inner_inlines import inner_inlines
from notes_wiki.parse.rules.leaf_blocks import push_leaf
from notes_wiki.pattern import pattern

_ANCHOR = pattern(r"\[\]\(\)\{[ \t]*:?[ \t]*#([^\s{}]+)[ \t]*\}[ \t]*$")
_NAME = r"[A-Za-z_]\w*(?:\.\w+)+"
_DOCUMENTED = pattern(rf":::[ \t]+{_NAME}[ \t]*$")
_REFERENCE = pattern(
    rf"\[(?P<words>[^\[\]\n]+)\]\[`?(?P<name>{_NAME})`?\]|\[(?P<alone>`[^`\n]+`)\]\[\]"
    r"|\[(?P<to_place>[^\[\]\n]+)\]\[(?P<place>[\w:.-]+)\]"
)
"""`[words][package.name]`, `` [`name`][] ``, or `[words][place]`."""


def anchor(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """`[](){#name}` on a line of its own: a name for the block below it."""
    begin = state.bMarks[startLine] + state.tShift[startLine]
    found = _ANCHOR.match(state.src, begin, state.eMarks[startLine])
    if found is None:
        return False
    if not silent:
        state.push("target", "", 0).content = found[1]
        env_of(state).setdefault("places", {})[found[1]] = ""
        state.line = startLine + 1
    return True


def documented(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """`::: package.name`; the options indented below it are for the program."""
    begin = state.bMarks[startLine] + state.tShift[startLine]
    if not _DOCUMENTED.match(state.src, begin, state.eMarks[startLine]):
        return False
    if silent:
        return True
    line = startLine + 1
    while line < endLine and (state.isEmpty(line) or state.sCount[line] - state.blkIndent >= 4):
        line += 1
    typed = state.src[begin : state.eMarks[startLine]].rstrip()
    foreign = Token("foreign", "", 0)
    foreign.content, foreign.markup, foreign.info = typed, "::: of mkdocstrings", "documented"
    foreign.meta = {"start": 0, "end": len(typed)}
    push_leaf(state, "p", typed, [startLine, startLine + 1]).inline.children = [foreign]
    state.line = line
    return True


def reference(state: StateInline, silent: bool) -> bool:
    """A link by the name of what is documented, or of a place of the note."""
    found = _REFERENCE.match(state.src, state.pos, state.posMax)
    if found is None or state.linkLevel:
        return False
    place = found["place"]
    if place and place not in env_of(state).get("places", ()):
        return False
    if not silent:
        group = next(name for name in ("words", "alone", "to_place") if found[name])
        token = state.push("link_open", "a", 1)
        name = found["name"] or (found["alone"] or "").strip("`")
        token.attrs = {"href": f"#{place}" if place else f"`{name}`"}
        token.meta = {"start": state.pos, "end": found.end(), "program": "mkdocstrings"}
        state.linkLevel += 1
        inner_inlines(state, found.span(group))
        state.linkLevel -= 1
        state.push("link_close", "a", -1)
    state.pos = found.end()
    return True
