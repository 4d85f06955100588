"""The index of the names of notes: which notes each path, file name, title and alias means.

In:  the notes.
Out: `NoteNames`, whose tables lead from a name to the ids of the notes that have it; and what makes two ways
     of writing a name one: `folded`, `stem`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cached_property

from notes_wiki.load.days import day
from notes_wiki.load.suffixes import NOTE_SUFFIXES
from notes_wiki.model import Note
from notes_wiki.pattern import pattern

_SUFFIXES = (*NOTE_SUFFIXES, ".html")

_MOMENT = pattern(r"(?:19|20)\d{10}(?:\d\d)?(?!\d)")
"""The id of a note in a Zettelkasten, `202403011030`."""

_Table = dict[str, list[str]]
"""From a name to the ids of the notes that have it."""


def folded(name: str) -> str:
    """A name with case and Unicode form folded, for comparison."""
    return name.casefold() if name.isascii() else unicodedata.normalize("NFKC", name).casefold()


def stem(target: str) -> str:
    """A target without a note's extension."""
    lowered = target.lower()
    return next((target[: -len(end)] for end in _SUFFIXES if lowered.endswith(end)), target)


class NoteNames:
    """The names of all notes, made once per build.

    The four tables that are made at once hold names as they are written. Those that few links get to are made
    when the first does: a build that only links one edited note again may not need any.
    """

    def __init__(self, notes: Iterable[Note]) -> None:
        self.paths: _Table = {}
        self.file_names: _Table = {}
        self.titles: _Table = {}
        self.aliases: _Table = {}
        for note in notes:
            self.paths[note.id] = [note.id]
            name = note.id.rpartition("/")[2]
            for one in (name, _unslashed(name)) if "___" in name or "%2" in name else (name,):
                self.file_names.setdefault(one, []).append(note.id)
            for title in dict.fromkeys((note.linking.title.plain, note.linking.meta.title)):
                if title:
                    self.titles.setdefault(title, []).append(note.id)
            meta = note.linking.meta
            for alias in dict.fromkeys((*meta.aliases, meta.extra.get("id", "").strip())):
                if alias:
                    self.aliases.setdefault(alias, []).append(note.id)

    @property
    def named(self) -> tuple[_Table, ...]:
        """All tables but that of paths, in the order in which they are asked."""
        return (self.file_names, self.titles, self.aliases)

    @cached_property
    def folded_paths(self) -> _Table:
        """`paths`, folded."""
        return _folded_table(self.paths)

    @cached_property
    def folded_named(self) -> tuple[_Table, ...]:
        """`named`, folded."""
        return tuple(_folded_table(table) for table in self.named)

    @cached_property
    def _by_words(self) -> _Table:
        found: _Table = {}
        for name, ids in self.file_names.items():
            found.setdefault(_words(name), []).extend(ids)
        return found

    @cached_property
    def _by_moment(self) -> _Table:
        found: _Table = {}
        for name, ids in self.file_names.items():
            if moment := _MOMENT.match(name):
                found.setdefault(moment[0], []).extend(ids)
        return found

    def spelt_otherwise(self, name: str) -> Sequence[str]:
        """The notes whose file name has hyphens where `name` has spaces (Gollum), means the same date in
        another notation (Logseq's journals), or begins with `name`, an id (Zettelkasten)."""
        found = self._by_words.get(_words(name))
        if not found and _MOMENT.fullmatch(name):
            found = self._by_moment.get(name)
        elif not found and name[-1:].isdigit() and (written := day(name)):
            found = self._by_words.get(_words(written))
        return list(dict.fromkeys(found or ()))


def _unslashed(name: str) -> str:
    """The name of a Logseq page in a namespace: `a___b` is `a/b`, because file names cannot hold slashes."""
    return name.replace("___", "/").replace("%2F", "/").replace("%2f", "/")


def _words(name: str) -> str:
    """The words of a name, whether spaces, hyphens or underscores are between them."""
    return " ".join(folded(name).replace("-", " ").replace("_", " ").split())


def _folded_table(table: _Table) -> _Table:
    found: _Table = {}
    for name, ids in table.items():
        found.setdefault(folded(name), []).extend(ids)
    return found
