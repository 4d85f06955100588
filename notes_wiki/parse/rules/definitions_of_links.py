"""Definitions of references, with pandoc's attributes behind them: `[name]: /address "title" {.class}`."""

from __future__ import annotations

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import reference as upstream_reference

from notes_wiki.pattern import pattern

_ATTRIBUTES = pattern(r"[ \t]\{(?:[#.]|[\w-]+=)[^{}\n]*\}[ \t]*$")


def reference(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A definition; its attributes are left out."""
    end = state.eMarks[startLine]
    if silent or state.src[end - 1 : end] != "}":
        return upstream_reference(state, startLine, endLine, silent)
    start = state.bMarks[startLine]
    found = _ATTRIBUTES.search(state.src[start:end])
    if found is None:
        return upstream_reference(state, startLine, endLine, silent)
    typed = state.src
    blank = " " * (end - start - found.start())
    state.src = typed[: start + found.start()] + blank + typed[end:]
    matched = upstream_reference(state, startLine, endLine, silent)
    state.src = typed
    return matched
