r"""LaTeX's environments that are not formulas.

Theorem environments, `\begin{lemma}[Title]\label{key} … \end{lemma}`, become statements; lists, tables and
the like become what Markdown has for them, and unknown environments of text what they hold; drawings and
programs, `\begin{tikzpicture} … \end{tikzpicture}`, are shown as code.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from notes_wiki.parse.environment import env_of, kinds_of
from notes_wiki.parse.grammar import grammar_of
from notes_wiki.parse.rules.boxes import begin_at, close_box, inner_blocks, open_box, trimmed_end
from notes_wiki.parse.rules.displays import ENVIRONMENTS
from notes_wiki.parse.rules.nested import nested_blocks
from notes_wiki.parse.rules.sections import push_heading
from notes_wiki.parse.rules.tex_edges import last_line
from notes_wiki.parse.rules.tex_environments import NAMES, is_arranged, markdown_of, numbering_of
from notes_wiki.parse.rules.tex_indents import without_indents
from notes_wiki.parse.rules.tex_numbering import Numbering
from notes_wiki.parse.rules.tex_works import works
from notes_wiki.parse.statement_names import SHORT_IN_PAPERS
from notes_wiki.parse.statements import statement
from notes_wiki.pattern import pattern

_BEGIN = pattern(r"\\begin\{([A-Za-z]+)\*?\}")
_HEAD = pattern(
    r"(?:\[(?P<title>[^\[\]\n]*)\]|\{(?P<boxed>[^{}\n]*)\}(?=\{))?(?(boxed)\{(?P<name>[^{}\n]*)\})[ \t]*"
    r"(?:\\label\{(?P<key>[^{}\n]+)\})?[ \t]*"
)
r"""What may follow `\begin{lemma}`: `[Title]\label{key}`, or tcolorbox's `{Title}{key}`."""
_LABEL = pattern(r"\n[ \t]*\\label\{([^{}\n]+)\}")
_ALGORITHMIC = "\\begin{algorithmic}"
"""Begins a program in a language of its own."""
_DEEPEST = 6
"""How deep lists may lie in lists."""
_FORMULAS = frozenset(ENVIRONMENTS)
_DECLARED = pattern(r"\\newtheorem\*?\{(\w+)\*?\}(?:\[\w+\])?\{([^{}\n]+)\}")
r"""`\newtheorem{name}[counter]{Words}`."""


def tex_block(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """An environment, from its `\\begin` to its `\\end`."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    found = _BEGIN.match(state.src, start, state.eMarks[startLine])
    if found is None or found[1] in _FORMULAS or found[1] == "document":
        return False
    last = last_line(state, found[1], startLine)
    if not 0 <= last < endLine:
        return False
    if silent:
        return True
    body = state.getLines(startLine, last + 1, state.blkIndent, False)
    kind = _kind(state, found[1])
    if kind and _ALGORITHMIC not in body:
        _statement(state, startLine, last, found, kind)
        return True
    state.line = last + 1
    if (found[1] in NAMES or is_arranged(body)) and _written(state, startLine, found[1], body):
        return True
    token = state.push("fence", "code", 0)
    token.info = "tikz" if found[1] in ("tikzpicture", "tikzcd") else "latex"
    token.content = state.getLines(startLine, state.line, state.blkIndent, True)
    token.map = [startLine, state.line]
    return True


def _kind(state: StateBlock, name: str) -> str:
    """The kind of statement that an environment is, or ""."""
    declared = state.env.get("tex_kinds")
    if declared is None:
        found = _DECLARED.findall(state.src) if "\\newtheorem" in state.src else ()
        declared = state.env["tex_kinds"] = {short: words.lower() for short, words in found}
    for called in (name, declared.get(name, ""), SHORT_IN_PAPERS.get(name, "")):
        if called and statement(called, kinds_of(state)):
            return str(called)
    return ""


def _written(state: StateBlock, line: int, name: str, body: str) -> bool:
    """Whether an environment could be read as the Markdown that says the same."""
    depth = state.env.get("tex_depth", 0) + 1
    if depth > _DEEPEST:
        return False
    titled = grammar_of(state).dialect.name != "pandoc"
    lines = body.split("\n")
    level = state.env.get("tex_numbered", 0)
    numbers = numbering_of(lines[0], level)
    words = env_of(state).get("words")
    called = {"abstract": words.statement("abstract")} if words else {}
    text = markdown_of(name, lines, titled=titled, numbers=numbers, **called)
    if text is None:
        return False
    if name == "thebibliography":
        _entitle(state, body, line)
    around = {"tex_depth": depth, "tex_numbered": level + (name == "enumerate")}
    inner = nested_blocks(state, text, line, around)
    if name == "enumerate":
        _number(inner, numbers)
    state.tokens += inner
    return True


def _entitle(state: StateBlock, body: str, line: int) -> None:
    """The heading of a bibliography, which LaTeX writes itself, if there is none; its works become known."""
    env = env_of(state)
    if citations := env.get("citations"):
        citations.listed |= works(body)
    if "words" in env and not (state.tokens and state.tokens[-1].type == "heading_close"):
        push_heading(state, 2, env["words"].references, [line, line + 1])


def _number(tokens: list[Token], numbers: Numbering) -> None:
    """Give the numbered list among tokens its type and its first number."""
    opening = next((token for token in tokens if token.type == "ordered_list_open"), None)
    if opening is not None:
        opening.attrs = {"type": numbers.type} if numbers.type != "1" else {}
        if numbers.first != 1:
            opening.attrs["start"] = numbers.first


def _statement(state: StateBlock, start: int, end: int, opening: re.Match[str], kind: str) -> None:
    """A box of the lines between `\\begin` and `\\end`, in which Markdown may stand."""
    head = _HEAD.match(state.src, opening.end(), state.eMarks[start])
    title = (head["title"] or head["boxed"] or "") if head else ""
    key = (head["key"] or head["name"] or "") if head else ""
    place = head.end() if head else opening.end()
    token = open_box(state, kind, start, title)
    token.map = [start, end + 1]
    token.meta["key"] = key
    begin_at(state, start, place)
    if not key and state.isEmpty(start) and start + 1 < end and (label := _LABEL.match(state.src, place)):
        token.meta["key"] = label[1]
        begin_at(state, start + 1, label.end())
    limit, closing = state.eMarks[end], state.src.rfind("\\end{", 0, state.eMarks[end])
    state.eMarks[end] = trimmed_end(state, end, closing)
    with without_indents(state, start, end + 1):
        inner_blocks(state, start, end + 1)
    close_box(state)
    state.eMarks[end] = limit
    state.line = end + 1
