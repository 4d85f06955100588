"""Pandoc's raw text for one format: fences ```` ```{=html} ```` and spans `` `<b>`{=html} ``.

What is for HTML is HTML as if it were typed so; what is for another format is no text of the page. Cells that
are run are fences too: those in whose place knitr puts other notes are embeds of these.
"""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from notes_wiki.parse.rules.executable_cells import child_notes, read_cell
from notes_wiki.parse.rules.fences import fence
from notes_wiki.parse.rules.leaf_blocks import push_leaf
from notes_wiki.pattern import pattern

_FORMAT = pattern(r"\{=([\w-]+)\}")
_HTML = frozenset(("html", "html4", "html5"))


def raw_fence(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A fence, whose body may be for one format, or a cell that is run."""
    if not fence(state, startLine, endLine, silent):
        return False
    if not silent and (found := _FORMAT.fullmatch(state.tokens[-1].info.strip())):
        token = state.tokens.pop()
        if found[1] in _HTML:
            html = state.push("html_block", "", 0)
            html.content, html.map = token.content, token.map
    elif not silent:
        children = child_notes(state.tokens[-1].info)
        if children is None:
            read_cell(state.tokens[-1])
        else:
            _embed(state, state.tokens.pop(), children)
    return True


def _embed(state: StateBlock, cell: Token, paths: Sequence[str]) -> None:
    """Notes in place of a cell; what was typed, and reported, where only R knows which."""
    made = [Token("embed", "", 0, content=path, info="path") for path in paths]
    if not made:
        made = [Token("foreign", "", 0, content=cell.info, markup="a child document", info="snippet")]
    for token in made:
        token.meta = {"start": 0, "end": len(cell.info)}
        push_leaf(state, "p", cell.info, cell.map).inline.children = [token]


def raw_span(state: StateInline, silent: bool) -> bool:
    """`{=format}` behind a code span."""
    if state.pending or not state.tokens or state.tokens[-1].type != "code_inline":
        return False
    found = _FORMAT.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        token = state.tokens.pop()
        if found[1] in _HTML:
            html = state.push("html_inline", "", 0)
            html.content = token.content
            html.meta = {"start": state.pos - len(token.content), "end": found.end()}
    state.pos = found.end()
    return True
