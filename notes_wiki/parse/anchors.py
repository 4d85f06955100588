"""Ids of headings and other things on a page, unique within a note.

Out: `slug(text)`, as heading ids are made; `Anchors`, which gives every id once.
"""

from __future__ import annotations

import unicodedata

from notes_wiki.pattern import pattern

_NOT_WORD = pattern(r"[^\w\- ]+")
_SPACES = pattern(r"[ \t\n]")


def slug(text: str) -> str:
    """A heading's id as GitHub, Hugo and Obsidian Publish's exporters make it: lower case, punctuation
    dropped, blanks to hyphens. Letters of every script stay."""
    plain = unicodedata.normalize("NFC", text).strip().lower()
    return _SPACES.sub("-", _NOT_WORD.sub("", plain))


class Anchors:
    """The ids given so far; counts in a dict, so that equal headings cost no search."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def take(self, wanted: str) -> str:
        """An id for `wanted` ("section" if empty): itself, or with -1, -2, … if taken."""
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
        """All ids, in the order they were given."""
        return tuple(self._given)
