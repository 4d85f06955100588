"""Code fences whose bodies are Markdown: ` ```ad-theorem ` (Obsidian's Admonition plugin) and MyST's
` ```{note} Title `.

A fence of another name stays code.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from markdown_it.rules_block import StateBlock, fence

from notes_wiki.parse.rules.boxes import close_box, inner_blocks, open_box
from notes_wiki.parse.statements import CALLOUTS, FOLDED, TABS, statement

_ADMONITION = re.compile(r"[`~]{3,}[ \t]*ad-([\w-]+)[ \t]*([^\n]*)")
_DIRECTIVE = re.compile(r"[`~]{3,}[ \t]*\{(?:prf:)?([a-z][\w-]*)\}[ \t]*([^\n]*)")
_CHUNK = re.compile(r"[`~]{3,}[ \t]*\{([a-z]+)[ ,]*([\w.-]*)(?:[ ,]+([^{}\n]*))?\}[ \t]*$", re.M)
_VALUE = re.compile(r"([\w.-]+)[ \t]*=[ \t]*[\"']([^\"'\n]*)[\"']")
_OPTION = re.compile(r"[ \t]*(title|collapse|icon|color|label|name|class):[ \t]*(.*?)[ \t]*$")
_COLON_OPTION = re.compile(r"[ \t]*:([\w-]+):[ \t]*(.*?)[ \t]*$")


def directive(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """An `ad-` fence, or a directive of a known kind."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    found = _ADMONITION.match(state.src, start, state.eMarks[startLine])
    option = _OPTION
    if found is None:
        found = _DIRECTIVE.match(state.src, start, state.eMarks[startLine])
        option = _COLON_OPTION
        if found is None or not _is_known(found[1], state.env.get("kinds", ())):
            return False
    if silent:
        return fence(state, startLine, endLine, True)
    if not fence(state, startLine, endLine, False):
        return False
    code = state.tokens.pop()
    end = code.map[1] if code.map else endLine
    closed = state.src[state.bMarks[end - 1] : state.eMarks[end - 1]].rstrip().endswith(code.markup[0] * 3)
    first, values = _options(state, option, startLine + 1, end - 1 if closed and end - 1 > startLine else end)
    fold = {"open": "+", "closed": "-", "collapse": "-", "true": "-"}.get(values.get("collapse", ""), "")
    token = open_box(state, found[1], startLine, values.get("title", found[2].strip()), fold=fold)
    token.map = [startLine, end]
    token.meta["key"] = values.get("label") or values.get("name") or token.meta["key"]
    inner_blocks(state, first, end - 1 if closed and end - 1 > startLine else end)
    close_box(state)
    state.line = end
    return True


def chunk(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """Bookdown's statements in fences: ` ```{theorem, key, name="Title"} `, ` ```{block, type="note"} `."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    found = _CHUNK.match(state.src, start, state.eMarks[startLine])
    if found is None or not (found[1] in _BLOCKS or statement(found[1])):
        return False
    if silent or not fence(state, startLine, endLine, False):
        return fence(state, startLine, endLine, silent)
    code = state.tokens.pop()
    end = code.map[1] if code.map else endLine
    last = state.src[state.bMarks[end - 1] : state.eMarks[end - 1]].strip()
    values = dict(_VALUE.findall(found[3] or ""))
    kind = values.get("type", "").removeprefix("rmd") if found[1] in _BLOCKS else found[1]
    token = open_box(state, kind, startLine, values.get("name", ""))
    token.map = [startLine, end]
    if found[1] not in _BLOCKS:
        token.meta["key"] = values.get("label") or found[2]
    inner_blocks(state, startLine + 1, end - 1 if last == code.markup else end)
    close_box(state)
    state.line = end
    return True


_BLOCKS = frozenset(("block", "block2"))
_ASIDES = frozenset("margin sidebar aside topic epigraph pull-quote highlights glossary card".split())
"""Directives whose bodies stand beside the text; here they stand in it."""


def _is_known(name: str, kinds: Collection[str]) -> bool:
    return (
        name in _ASIDES or bool(statement(name, kinds)) or name in CALLOUTS or name in TABS or name in FOLDED
    )


def _options(state: StateBlock, option: re.Pattern[str], line: int, end: int) -> tuple[int, dict[str, str]]:
    """The option lines at the top of the body: the line after them, and their values."""
    values: dict[str, str] = {}
    while line < end and (
        found := option.match(state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]])
    ):
        values[found[1]] = found[2]
        line += 1
    return line, values
