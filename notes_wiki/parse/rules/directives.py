"""Code fences whose bodies are Markdown: ` ```ad-theorem ` (Obsidian's Admonition plugin) and MyST's
` ```{note} Title `.

A fence with another name stays code.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from markdown_it.rules_block import StateBlock, fence
from markdown_it.token import Token

from notes_wiki.parse.environment import kinds_of
from notes_wiki.parse.rules.boxes import close_box, inner_blocks, open_box
from notes_wiki.parse.rules.captioned_tables import captioned_table
from notes_wiki.parse.rules.glossary import glossary
from notes_wiki.parse.rules.options import OPTION, key_of, unquoted
from notes_wiki.parse.rules.paired_lines import closing_line, paired_lines
from notes_wiki.parse.statements import CALLOUTS, is_box, statement
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
_VALUE = pattern(r"([\w.-]+)[ \t]*=[ \t]*[\"']([^\"'\n]*)[\"']")
_ADMONITION_OPTION = pattern(r"[ \t]*(title|collapse|icon|color|label|name|class):[ \t]*(|.*?[^ \t])[ \t]*$")
_LABEL = pattern(r"(?=[A-Za-z])[\w:.-]*(?:[\d_:.-]|[a-z][A-Z])[\w:.-]*")
"""What is a label and no title: a word with some sign or digit in it, or a capital letter."""
_FOLDS = {"open": "+", "closed": "-", "collapse": "-", "true": "-"}
"""What Obsidian's Admonition plugin calls a folded box -> its sign."""
_OPENED = frozenset(("open", "toggle-shown"))
"""An option and a class that let a folded box of MyST's begin open."""
_BLOCKS = frozenset(("block", "block2"))
"""Bookdown's fences that name their kind in `type`."""
_ASIDES = frozenset("margin sidebar aside topic epigraph pull-quote highlights glossary card".split())
"""Directives whose bodies stand beside the text; here they stand in it."""
_CONTAINERS = frozenset(
    "div grid grid-item grid-item-card only versionadded versionchanged versionremoved deprecated toggle "
    "container compound hlist blockquote".split()
)
"""Directives that only arrange what they hold, or say when it is shown."""
SILENT = frozenset(("div", "grid", "grid-item", "only", "container", "compound", "hlist"))
"""Those of them whose argument is no title."""


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
    if found[1] == "table" and option is OPTION:
        captioned_table(state, first, last, found[2].strip(), key_of(values), startLine)
        state.line = end
        return True
    title = "" if found[1] in SILENT else found[2].strip()
    title = values.get("title") or values.get("header", title)
    kind, fold = looks(found[1], values)
    token = open_box(state, kind, startLine, title, fold=fold)
    token.map = [startLine, end]
    take_solved(token)
    token.meta["key"] = key_of(values) or token.meta["key"]
    (glossary if found[1] == "glossary" else inner_blocks)(state, first, last)
    close_box(state)
    state.line = end
    return True


def looks(kind: str, values: Mapping[str, str]) -> tuple[str, str]:
    """The kind of a directive's box and the sign of its fold, as its options say: MyST's `{admonition}` with
    `:class: tip dropdown` is a tip, and closed."""
    classes = values.get("class", "").replace(",", " ").split()
    if kind == "admonition":
        kind = next((name for name in classes if name in CALLOUTS), kind)
    fold = _FOLDS.get(values.get("collapse", ""), "")
    if not fold and "dropdown" in (*classes, kind):
        fold = "+" if _OPENED.intersection(values) or not _OPENED.isdisjoint(classes) else "-"
    return kind, fold


def take_solved(token: Token) -> None:
    """Use the argument of MyST's `{solution}` as the label of the exercise instead of as a title."""
    title = token.meta["title"]
    if token.info == "solution" and title is not None and _LABEL.fullmatch(title.content):
        token.meta["of"], token.meta["title"] = title.content, None


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


def read_options(
    state: StateBlock, option: re.Pattern[str], line: int, end: int
) -> tuple[int, dict[str, str]]:
    """The options in lines at the top of the body (in MyST also between two lines `---`): the line after
    them, and their values."""
    values: dict[str, str] = {}

    def text(line: int) -> str:
        return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]

    if option is OPTION and line < end and text(line).strip() == "---":
        closing = next((n for n in range(line + 1, end) if text(n).strip() == "---"), -1)
        if closing > 0:
            pairs = (text(n).partition(":") for n in range(line + 1, closing))
            return closing + 1, {name.strip(): unquoted(value.strip()) for name, _, value in pairs}
    while line < end and (found := option.match(text(line))):
        values[found[1]] = unquoted(found[2])
        line += 1
    return line, values
