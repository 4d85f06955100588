"""What the readers of front matter in YAML, TOML and JSON have in common."""

from __future__ import annotations

from notes_wiki.load.fields import Value

MOST_LEVELS = 20
"""How deep the values of front matter may be nested."""

Block = dict[str, tuple[Value, int]]
"""Key (lower case) to value and line in the file."""


class FrontMatterError(ValueError):
    """A block that does not parse; says why, and at which line of the file."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line
