"""From a place in an inline text back to its line and column in the file.

The block parser passes inline rules the text of a paragraph without quote markers, list indents and trailing
spaces. Each of its lines is the end of a line in the file, so a place is found by searching for the line
there. That is done only for what needs a place: links, formulas, problems.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from markdown_it.token import Token

from notes_wiki.model import Span
from notes_wiki.pattern import pattern

_LINE_END = pattern("\n")

Locate = Callable[[int, int], Span]
"""Offset and length in a formula, or another text of the note, to a place in the file."""


class Places:
    """Finds the spans of one note. `first`: the line of the file (from 1) at which the text begins."""

    def __init__(self, text: str, first: int) -> None:
        self._lines = text.split("\n")
        self._first = first
        # Cache for the last text: where its lines begin, and their columns in the file.
        self._inline: Token | None = None
        self._starts: list[int] = []
        self._columns: dict[int, int] = {}

    def of_line(self, line: int) -> Span:
        """The span of the first non-blank character in a line of the text (from 0)."""
        text = self._lines[line] if line < len(self._lines) else ""
        return Span(self._first + line, len(text) - len(text.lstrip()) + 1, 1)

    def of(self, inline: Token, offset: int, length: int) -> Span:
        """The span of the characters `offset` to `offset + length` of an inline token's content."""
        if inline.map is None:
            return Span(self._first)
        if self._inline is not inline:
            self._inline = inline
            self._starts = [0, *(end.end() for end in _LINE_END.finditer(inline.content))]
            self._columns = {}
        number = bisect_right(self._starts, offset) - 1
        line = inline.map[0] + number
        if number not in self._columns:
            self._columns[number] = self._column(inline, line, number)
        column = self._columns[number] + offset - self._starts[number] + 1
        return Span(self._first + line, column, max(length, 1))

    def _column(self, inline: Token, line: int, number: int) -> int:
        """The column at which line `number` of an inline text begins in the file."""
        if inline.meta and (column := inline.meta.get("column", -1)) >= 0:
            return int(column)
        start = self._starts[number]
        end = self._starts[number + 1] if number + 1 < len(self._starts) else None
        typed = self._lines[line] if line < len(self._lines) else ""
        return max(typed.rfind(inline.content[start:end].rstrip()), 0)
