"""The footnotes of a note: which there are, and the numbers they get as they are referred to.

`emit/footnotes.py` writes them.
"""

from __future__ import annotations

from markdown_it.token import Token

from notes_wiki.parse.facts import Collector
from notes_wiki.parse.pieces import Part


class Footnotes:
    """The footnotes of one note, numbered as they are referred to."""

    def __init__(self) -> None:
        self.definitions: dict[str, list[Token]] = {}
        """The blocks of each footnote by its label, still to be written."""
        self.texts: dict[int, list[Part]] = {}
        """The texts that are written already, by number."""
        self.numbers: dict[str, int] = {}
        self.labels: dict[int, str] = {}
        self.anchors: dict[int, str] = {}
        self.references: dict[int, list[str]] = {}
        """The ids of the places that refer to a footnote, by its number."""

    def number(self, label: str, collector: Collector) -> int:
        """The number of the footnote of a label, given when it is first referred to."""
        if label not in self.numbers:
            number = len(self.anchors) + 1
            self.numbers[label] = number
            self.labels[number] = label
            self.anchors[number] = collector.anchors.take(f"fn-{number}")
            self.references[number] = []
        return self.numbers[label]
