"""The engines: plain TeX in, MathML out.

An engine does not expand macros, number equations or see labels, and never raises for bad input.
"""

from __future__ import annotations

from typing import Protocol

from notes_wiki.model import Record


class Refused(Record, frozen=True):
    """An engine's refusal: the reason, and the offset in the text (in characters)."""

    message: str
    offset: int = 0


class Engine(Protocol):
    """Converts plain TeX."""

    name: str

    def convert(self, tex: str, *, display: bool) -> str | Refused:
        """MathML Core without style attributes, or why not."""
        ...
