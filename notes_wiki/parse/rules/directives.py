"""Code fences whose bodies are Markdown: ` ```ad-theorem ` (Obsidian's Admonition plugin) and MyST's
` ```{note} Title `.

A fence with another name stays code.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from markdown_it.rules_block import StateBlock

from notes_wiki.parse.environment import kinds_of
from notes_wiki.parse.rules.boxes import close_box, inner_blocks, open_box
from notes_wiki.parse.rules.directive_boxes import Opening, directive_box, looks, take_solved
from notes_wiki.parse.rules.fences import fence
from notes_wiki.parse.rules.lines import line_text
from notes_wiki.parse.rules.options import OPTION, between_dashes, key_of, unquoted
from notes_wiki.parse.rules.paired_lines import closing_line, paired_lines
from notes_wiki.parse.statement_names import SHORT
from notes_wiki.parse.statements import is_box, statement
from notes_wiki.pattern import pattern

_ADMONITION = pattern(r"[`~]{3,}[ \t]*ad-([\w-]+)[ \t]*([^\n]*)")
_DIRECTIVE = pattern(r"[`~]{3,}[ \t]*\{(?:prf:)?([A-Za-z][\w-]*)\}[ \t]*([^\n]*)")
"""MyST's ` ```{note} Title `, ` ```{prf:theorem} Title `."""
_CHUNK = pattern(
    r"[`~]{3,}[ \t]*\{([a-z]+2?)(?:[ ,]++(?!\w+[ ]*=)([\w.-]+))?(?:[ ,]++([^{}\n]*))?\}[ \t]*$", re.M
)
"""Bookdown's ` ```{theorem, key, name="Title"} `."""
_GATE = pattern(
    r"^[ \t]*[`~:]{3,}[ \t]*\{(?P<kind>exercise|solution|proof)-(?P<edge>start|end)\}(?P<rest>[^\n]*)$", re.M
)
"""Half of what sphinx-exercise writes as two fences: ` ```{exercise-start} `."""
_HOLDER = pattern(r"[ \t]*(?:\{(?:prf:)?(?P<name>[A-Za-z][\w-]*)(?:[ ,][^{}\n]*)?\}|ad-|admonish\b)")
"""What stands behind the sign of any of these fences."""
_VALUE = pattern(r"([\w.-]+)[ \t]*=[ \t]*[\"']([^\"'\n]*)[\"']")
_ADMONITION_OPTION = pattern(r"[ \t]*(title|collapse|icon|color|label|name|class):[ \t]*(|.*?[^ \t])[ \t]*$")
_BLOCKS = frozenset(("block", "block2"))
"""Bookdown's fences that name their kind in `type`."""
_ASIDES = frozenset("margin sidebar aside topic epigraph pull-quote highlights glossary card".split())
"""Directives whose bodies stand beside the text; here they stand in it."""
_CONTAINERS = frozenset(
    "div grid grid-item grid-item-card only versionadded versionchanged versionremoved deprecated toggle "
    "container compound hlist blockquote".split()
)
"""Directives that only arrange what they hold, or say when it is shown."""


def directive(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """An `ad-` fence, or a directive of a known kind."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    found = _ADMONITION.match(state.src, start, state.eMarks[startLine])
    option = _ADMONITION_OPTION
    if found is None:
        found = _DIRECTIVE.match(state.src, start, state.eMarks[startLine])
        option = OPTION
        name = found[1].lower() if found else ""
        if found is None or not (name == "table" or holds_blocks(name, kinds_of(state))):
            return False
    if silent:
        return fence(state, startLine, endLine, True)
    if not fence(state, startLine, endLine, False):
        return False
    code = state.tokens.pop()
    end = code.map[1] if code.map else endLine
    closed = state.src[state.bMarks[end - 1] : state.eMarks[end - 1]].rstrip().endswith(code.markup[0] * 3)
    last = end - 1 if closed and end - 1 > startLine else end
    first, values = read_options(state, option, startLine + 1, last)
    if option is OPTION:
        opening = Opening(found[1].lower(), found[2].strip(), values, startLine)
        directive_box(state, opening, (startLine, end), (first, last))
    else:
        kind, fold = looks(SHORT.get(found[1].lower(), found[1]), values)
        title = values.get("title") or found[2].strip()
        token = open_box(state, kind, startLine, title, fold=fold)
        token.map = [startLine, end]
        token.meta["key"] = key_of(values) or token.meta["key"]
        inner_blocks(state, first, last)
        close_box(state)
    state.line = end
    return True


def gated(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """MyST's exercises in parts: ` ```{exercise-start} `, blocks, then ` ```{exercise-end} `."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    found = _GATE.match(state.src, start, state.eMarks[startLine])
    if found is None or found["edge"] != "start":
        return False
    closing = closing_line(state, "gates", _pairs, startLine, endLine)
    if closing < 0:
        return False
    if silent:
        return True
    first, values = read_options(state, OPTION, startLine + 1, closing)
    first += _is_fence(state, first)
    fold = looks(found["kind"], values)[1]
    token = open_box(state, found["kind"], startLine, found["rest"].strip(), fold=fold)
    take_solved(token)
    token.meta["key"] = key_of(values) or token.meta["key"]
    inner_blocks(state, first, closing)
    close_box(state)
    state.line = min(closing + 1 + _is_fence(state, closing + 1), endLine)
    token.map = [startLine, state.line]
    return True


def _pairs(text: str) -> dict[int, int]:
    return paired_lines(text, _GATE, _starts, _ends)


def _starts(gate: re.Match[str]) -> str | None:
    return "" if gate["edge"] == "start" else None


def _ends(gate: re.Match[str]) -> str | None:
    return "" if gate["edge"] == "end" else None


def _is_fence(state: StateBlock, line: int) -> bool:
    """Whether a line is just the end of a fence."""
    if line >= state.lineMax:
        return False
    text = state.src[state.bMarks[line] : state.eMarks[line]].strip()
    return len(text) >= 3 and not text.strip("`~:")


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
        token.meta["key"] = values.get("label") or found[2] or ""
    inner_blocks(state, startLine + 1, end - 1 if last == code.markup else end)
    close_box(state)
    state.line = end
    return True


def holds_blocks(name: str, kinds: Collection[str]) -> bool:
    """Whether a directive of this name holds blocks and is a box."""
    return name in _ASIDES or name in _CONTAINERS or is_box(name, kinds)


def begins_blocks(text: str, position: int, kinds: Collection[str] = ()) -> bool:
    """Whether what stands behind the sign of a fence makes it one whose body is Markdown."""
    found = _HOLDER.match(text, position)
    return found is not None and (found["name"] is None or holds_blocks(found["name"].lower(), kinds))


def read_options(
    state: StateBlock, option: re.Pattern[str], line: int, end: int
) -> tuple[int, dict[str, str]]:
    """The options in lines at the top of the body (in MyST also between two lines `---`): the line after
    them, and their values."""
    values: dict[str, str] = {}

    def text(line: int) -> str:
        return line_text(state, line)

    if option is OPTION and line < end and text(line).strip() == "---":
        closing = next((n for n in range(line + 1, end) if text(n).strip() == "---"), -1)
        if closing > 0:
            typed = [state.getLines(n, n + 1, state.sCount[line], False) for n in range(line + 1, closing)]
            return closing + 1, between_dashes(typed)
    while line < end and (found := option.match(text(line))):
        values[found[1]] = unquoted(found[2])
        line += 1
    return line, values
