"""Definition lists, by mdit-py-plugins' rule, which is asked only where a `:` or `~` follows the term.

Several terms may stand above one definition, each in its line, as in Python-Markdown, kramdown and goldmark.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin

from notes_wiki.parse.environment import env_of
from notes_wiki.parse.grammar import grammar_of
from notes_wiki.parse.rule_types import BlockFunction

MOST_TERMS = 12
"""Terms of one definition; more lines than these are a paragraph."""
SHORT = 60
"""Characters of a term where a longer line is prose, which may have been broken before a colon."""


def next_definition(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """Inside a definition, the next one ends the paragraph before it; by itself this begins nothing."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    return (
        silent
        and getattr(state, "ddIndent", -1) >= 0
        and state.sCount[startLine] < state.blkIndent
        and state.src[start + 1 : start + 2] in (" ", "\t")
    )


def definition_list(*, longest: float = 0) -> BlockFunction:
    """The plug-in's rule behind a quick look at the next line that is not blank. `longest`: if a definition
    may have several terms, each on a line of its own as in Markdown Extra, how many characters they may
    have."""
    host = MarkdownIt("zero")
    deflist_plugin(host)
    host.block.ruler.enableOnly("deflist")
    rule = host.block.ruler.getRules("")[0]

    def guarded(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
        line = startLine + 1
        if line < endLine and state.isEmpty(line):
            line += 1
        if line >= endLine:
            return False
        last = startLine
        if not _is_definition(state, line):
            last = _last_term(state, startLine, endLine, longest) if longest and not silent else -1
        before = len(state.tokens)
        if last < 0 or not rule(state, last, endLine, silent):
            return False
        _dedent(state.tokens[before:])
        if last > startLine:
            _add_terms(state, startLine, last, before)
        return True

    return guarded


def _is_definition(state: StateBlock, line: int) -> bool:
    start = state.bMarks[line] + state.tShift[line]
    return state.src[start : start + 1] in (":", "~") and state.src[start + 1 : start + 2] in (" ", "\t")


def _last_term(state: StateBlock, start: int, end: int, longest: float) -> int:
    """The last of the lines from `start` that are terms of one definition, or -1."""
    displays = env_of(state)["displays"]
    for line in range(start, min(start + MOST_TERMS, end - 1)):
        if (
            state.eMarks[line] - state.bMarks[line] > longest
            or line in displays
            or state.isEmpty(line)
            or not state.blkIndent <= state.sCount[line] <= state.blkIndent + 3
            or (line > start and _interrupts(state, line, end))
        ):
            return -1
        below = line + 2 if state.isEmpty(line + 1) else line + 1
        if below < end and _is_definition(state, below):
            return line
    return -1


def _interrupts(state: StateBlock, line: int, end: int) -> bool:
    """Whether another block begins on a line of a paragraph."""
    rules = grammar_of(state).block.interrupting.get(state.src[state.bMarks[line] + state.tShift[line]], ())
    return any(rule(state, line, end, True) for rule in rules)


def _add_terms(state: StateBlock, first: int, last: int, begin: int) -> None:
    """Put the terms of the lines above the last one into the list whose tokens start at `begin`. A list that
    ends right before goes on with it."""
    terms: list[Token] = []
    level = state.level + 1
    for line in range(first, last):
        words = state.getLines(line, line + 1, state.blkIndent, False).strip()
        terms += [
            Token("dt_open", "dt", 1, level=level, map=[line, line + 1], block=True),
            Token(
                "inline", "", 0, level=level + 1, map=[line, line + 1], content=words, children=[], block=True
            ),
            Token("dt_close", "dt", -1, level=level, block=True),
        ]
    if begin and state.tokens[begin - 1].type == "dl_close" and state.tokens[begin - 1].level == state.level:
        state.tokens[begin - 1 : begin + 1] = terms
    else:
        state.tokens[begin + 1 : begin + 1] = terms


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
