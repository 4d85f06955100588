"""Definition lists, by mdit-py-plugins' rule, which is asked only where a `:` or `~` follows the term."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin

from notes_wiki.parse.grammar import BlockFunction


def next_definition(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """Inside a definition, the next one ends the paragraph before it; by itself this begins nothing."""
    start = state.bMarks[startLine] + state.tShift[startLine]
    return (
        silent
        and getattr(state, "ddIndent", -1) >= 0
        and state.sCount[startLine] < state.blkIndent
        and state.src[start + 1 : start + 2] in (" ", "\t")
    )


def definition_list() -> BlockFunction:
    """The plug-in's rule behind a quick look at the next line that is not blank."""
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
        start = state.bMarks[line] + state.tShift[line]
        if state.src[start : start + 1] not in (":", "~") or state.src[start + 1 : start + 2] not in (
            " ",
            "\t",
        ):
            return False
        before = len(state.tokens)
        if not rule(state, startLine, endLine, silent):
            return False
        _dedent(state.tokens[before:])
        return True

    return guarded


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
