"""The engines: plain TeX in, MathML out.

An engine never expands macros, never numbers, never sees a label, and never raises for bad input.
"""

from __future__ import annotations

from typing import Protocol

from notes_wiki.model import Record


class Refused(Record, frozen=True):
    """An engine's refusal: why, and where in the text it was given (characters)."""

    message: str
    offset: int = 0


class Engine(Protocol):
    """Converts plain TeX."""

    name: str

    def convert(self, tex: str, *, display: bool) -> str | Refused:
        """MathML Core without style attributes, or why not."""
        ...
