"""Reading a part of a chemical formula by rules.

In:  a part, and rules in the order they are tried.
Out: TeX tokens, each with its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from notes_wiki.math.packages.mhchem.brackets import Part
from notes_wiki.math.tokens import Token

Rule = Callable[["Scan"], list[Token] | None]


class Scan:
    """A part being read: `text`, `at` where it is read, `italic` whether single letters are variables."""

    def __init__(self, part: Part, *, italic: bool = False) -> None:
        self.text = part.text
        self.start = part.place
        self.at = 0
        self.italic = italic

    def place(self) -> int:
        """The position in the whole argument."""
        return self.start + self.at

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The match of a pattern at this point, if there is one; reading goes on after it."""
        found = pattern.match(self.text, self.at)
        if found is not None:
            self.at = found.end()
        return found

    def part(self, found: Part, closers: int) -> Part:
        """A match in this text as a part, with its place in the whole; reading goes on after it."""
        self.at = found.end + closers
        return Part(found.text, self.start + found.place)

    def read(self, rules: tuple[Rule, ...]) -> list[Token]:
        """Read everything, each time by the first rule that matches. A character that no rule takes stands
        for itself."""
        tokens: list[Token] = []
        while self.at < len(self.text):
            for rule in rules:
                found = rule(self)
                if found is not None:
                    tokens += found
                    break
            else:
                self.at += 1
                tokens.append((self.text[self.at - 1], self.place() - 1))
        return tokens
