r"""Text and the math in it, side by side, as plain TeX.

In:  the tokens of the text, and of math and other things between them, in their order.
Out: `\text{…}` or another command for text with the text, and groups with the math.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.tokens import ENGINE, Token


class TextParts:
    """The parts that are done, and the `run` of text after them. `font`: the command that sets the text."""

    def __init__(self, font: str, offset: int) -> None:
        self.run: list[Token] = []
        self._font = font
        self._offset = offset
        self._parts: list[list[Token]] = []

    def add(self, tokens: list[Token]) -> None:
        """Add a part that is neither text nor a group of math."""
        self._end_run()
        self._parts.append(tokens)

    def add_math(self, tokens: Sequence[Token]) -> None:
        """Add math, in a group of its own."""
        self.add([("{", self._offset), *tokens, ("}", self._offset)])

    def joined(self) -> list[Token]:
        """All parts, in a group if they are several."""
        self._end_run()
        if not self._parts:
            return self._text([])
        if len(self._parts) == 1:
            return self._parts[0]
        return [("{", self._offset), *(token for part in self._parts for token in part), ("}", self._offset)]

    def _end_run(self) -> None:
        if self.run:
            self._parts.append(self._text(self.run))
            self.run = []

    def _text(self, run: list[Token]) -> list[Token]:
        # The engine's own command, which is not to be expanded again.
        return [(self._font + ENGINE, self._offset), ("{", self._offset), *run, ("}", self._offset)]
