"""From a place in an inline text back to its line and column in the file.

The block parser hands inline rules the text of a paragraph with quote marks, list indents and trailing
blanks taken off. Each of its lines is the end of a line of the file, so a place is found by looking for
the line there; this is done only for what has a place: links, formulas, problems.
"""

from __future__ import annotations

from markdown_it.token import Token

from notes_wiki.model import Span


class Places:
    """Spans in one note. `first` is the file's line (from 1) that the text begins at."""

    def __init__(self, text: str, first: int) -> None:
        self._lines = text.split("\n")
        self._first = first

    def of_line(self, line: int, length: int = 1) -> Span:
        """The first character of a line of the text (from 0) that is not blank."""
        text = self._lines[line] if line < len(self._lines) else ""
        return Span(self._first + line, len(text) - len(text.lstrip()) + 1, length)

    def of(self, inline: Token, offset: int, length: int) -> Span:
        """Characters `offset` to `offset + length` of an inline token's content."""
        if inline.map is None:
            return Span(self._first)
        content = inline.content
        start = content.rfind("\n", 0, offset) + 1
        line = inline.map[0] + content.count("\n", 0, start)
        end = content.find("\n", start)
        shown = content[start : end if end >= 0 else None].rstrip()
        typed = self._lines[line] if line < len(self._lines) else ""
        column = inline.meta.get("column", -1) if inline.meta else -1
        if column < 0:
            column = max(typed.rfind(shown), 0)
        return Span(self._first + line, column + offset - start + 1, max(length, 1))
