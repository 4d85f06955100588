"""Definition lists, by mdit-py-plugins' rule, which is asked only where a `:` or `~` follows the term."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin

from notes_wiki.parse.environment import env_of
from notes_wiki.parse.grammar import BlockFunction

MOST_TERMS = 12
"""Terms of one definition; more lines than these are a paragraph."""


def next_definition(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """Inside a definition, the next one ends the paragraph before it; by itself this begins nothing."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    return (
        silent
        and getattr(state, "ddIndent", -1) >= 0
        and state.sCount[startLine] < state.blkIndent
        and state.src[start + 1 : start + 2] in (" ", "\t")
    )


def definition_list(*, many_terms: bool = False) -> BlockFunction:
    """The plug-in's rule behind a quick look at the next line that is not blank. `many_terms`: whether each
    line above the first `:` is a term, as in Markdown Extra."""
    host = MarkdownIt("zero")
    deflist_plugin(host)
    host.block.ruler.enableOnly("deflist")
    rule = host.block.ruler.getRules("")[0]

    def guarded(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
        term = _last_term(state, startLine, endLine) if many_terms else startLine
        line = term + 1
        if line < endLine and state.isEmpty(line):
            line += 1
        if line >= endLine or not _is_mark(state, line):
            return False
        if term > startLine and not _are_terms(state, startLine, term, endLine):
            return False
        before = len(state.tokens)
        if not rule(state, term, endLine, silent):
            return False
        _dedent(state.tokens[before:])
        if term > startLine:
            state.tokens[before].map = [startLine, state.line]
            state.tokens[before + 1 : before + 1] = _terms(state, startLine, term)
        return True

    return guarded


def _is_mark(state: StateBlock, line: int) -> bool:
    start = state.bMarks[line] + state.tShift[line]
    return state.src[start : start + 1] in (":", "~") and state.src[start + 1 : start + 2] in (" ", "\t")


def _last_term(state: StateBlock, start: int, end: int) -> int:
    """The last of the lines of words that begin at `start`, or of the first few."""
    line = start
    while (
        line + 1 < min(end, start + MOST_TERMS)
        and not state.isEmpty(line + 1)
        and not _is_mark(state, line + 1)
    ):
        line += 1
    return line


def _are_terms(state: StateBlock, start: int, last: int, end: int) -> bool:
    """Whether the lines are words, in which no other block begins and no displayed formula."""
    ends = state.md.block.ruler.getRules("paragraph")
    displays = env_of(state)["displays"]
    return not any(
        line in displays
        or state.sCount[line] < state.blkIndent
        or (line > start and any(rule(state, line, end, True) for rule in ends))
        for line in range(start, last + 1)
    )


def _terms(state: StateBlock, start: int, end: int) -> list[Token]:
    """The tokens of a term for each line."""
    found = []
    for line in range(start, end):
        inline = Token("inline", "", 0, map=[line, line + 1], level=state.level + 2)
        inline.content = state.getLines(line, line + 1, state.blkIndent, False).strip()
        for token in (Token("dt_open", "dt", 1), inline, Token("dt_close", "dt", -1)):
            token.level = token.level or state.level + 1
            token.map = [line, line + 1]
            found.append(token)
    return found


def _dedent(tokens: list[Token]) -> None:
    """Take two columns more off code in definitions: the plug-in counts from the second column, people write
    from the fourth."""
    depth = 0
    for token in tokens:
        depth += {"dd_open": 1, "dd_close": -1}.get(token.type, 0)
        if depth == 1 and token.type == "code_block":
            lines = token.content.split("\n")
            if all(line.startswith("  ") for line in lines if line.strip()):
                token.content = "\n".join(line[2:] for line in lines)
