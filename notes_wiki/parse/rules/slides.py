"""What Pandoc's and Quarto's slides have in their text.

In:  a paragraph `. . .`.
Out: nothing: on slides, what is below it appears later.
"""

from __future__ import annotations

from markdown_it.rules_block import StateBlock

from notes_wiki.parse.rules.lines import whole_line


def pause(state: StateBlock, startLine: int, endLine: int, silent: bool) -> bool:
    """A pause as a paragraph of its own."""
    if silent or whole_line(state, startLine).strip() != ". . .":
        return False
    if startLine + 1 < endLine and not state.isEmpty(startLine + 1):
        return False
    state.line = startLine + 1
    return True
