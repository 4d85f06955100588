"""The lines of a plug-in of Obsidian's that sets what is between them in columns.

`--- start-multi-column: name` … `--- column-break ---` … `--- end-multi-column`

In:  a line of these.
Out: nothing; the columns stand below each other.
"""

from __future__ import annotations

from markdown_it.rules_block import StateBlock

from notes_wiki.pattern import pattern

_LINE = pattern(
    r"(?:---|===)[ \t]*"
    r"(?:(?:start-multi-column|multi-column-start)\b.*|(?:end-multi-column|multi-column-end)[ \t]*"
    r"|(?:column-break|break-column|column-end|end-column)[ \t]*(?:---|===)?[ \t]*)$"
)
"""Any of the plug-in's lines, in all the spellings that it takes."""


def multi_columns(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A line that begins, parts or ends columns."""
    start, end = state.bMarks[startLine] + state.tShift[startLine], state.eMarks[startLine]
    if not state.src.startswith(("---", "==="), start) or not _LINE.match(state.src[start:end]):
        return False
    if not silent:
        state.line = startLine + 1
    return True
