"""Ids of headings and other elements, unique within a note.

Out: `slug(text)`, the id of a heading; `Anchors`, which gives each id only once.
"""

from __future__ import annotations

import unicodedata

from notes_wiki.pattern import pattern

_NOT_WORD = pattern(r"[^\w\- ]+")
_SPACES = pattern(r"[ \t\n]")


def slug(text: str) -> str:
    """The id of a heading as GitHub, Hugo and exporters for Obsidian make it: lower case, without
    punctuation, with hyphens for spaces. Letters of every script stay."""
    plain = unicodedata.normalize("NFC", text).strip().lower()
    return _SPACES.sub("-", _NOT_WORD.sub("", plain))


class Anchors:
    """The ids given so far. Counters in a dict make many equal headings cheap."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def take(self, wanted: str) -> str:
        """An id for `wanted` ("section" if it is empty): itself, or with -1, -2, … if that is taken."""
        name = _SPACES.sub("-", wanted) or "section"
        if name not in self._given:
            self._given[name] = 0
            return name
        number = self._given[name] + 1
        while f"{name}-{number}" in self._given:
            number += 1
        self._given[name] = number
        unique = f"{name}-{number}"
        self._given[unique] = 0
        return unique

    @property
    def given(self) -> tuple[str, ...]:
        """All ids, in the order in which they were given."""
        return tuple(self._given)
