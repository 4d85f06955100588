r"""What a formula is expanded to so far, for commands that depend on what precedes them.

In:  tokens, appended one after another.
Out: how they end.
"""

from __future__ import annotations

from collections.abc import Collection

from notes_wiki.math.tokens import GROUP_CLOSERS, GROUP_OPENERS, Token


class Output:
    """The `tokens` so far."""

    def __init__(self) -> None:
        self.tokens: list[Token] = []

    def ends_with_any(self, texts: Collection[str]) -> bool:
        """Whether the last of them, ignoring white space, is one of these."""
        return next((text for text, _ in reversed(self.tokens) if not text.isspace()), "") in texts

    def recent(self, most: int) -> list[Token]:
        """The last of them, at most this many."""
        return self.tokens[-most:]

    def take_back(self) -> list[Token]:
        """Remove what the current group, cell or formula holds so far, and return it."""
        depth = 0
        place = len(self.tokens)
        while place:
            text = self.tokens[place - 1][0]
            depth += (text in GROUP_CLOSERS) - (text in GROUP_OPENERS)
            if depth < 0 or (depth == 0 and text in {"&", "\\\\"}):
                break
            place -= 1
        taken = self.tokens[place:]
        del self.tokens[place:]
        return taken
