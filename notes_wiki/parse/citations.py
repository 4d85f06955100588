"""The citations of one note: the works, and the letters that distinguish them (2018a, 2018b).

In:  the entries that the note may cite, and the keys that it cites, in the order of its text.
Out: each work with its anchor, and the year to show. `emit/citations.py` writes them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from notes_wiki.load.bibliography import BibEntry, Scope
from notes_wiki.model import Meta, Span
from notes_wiki.parse.facts import Collector
from notes_wiki.pattern import pattern

if TYPE_CHECKING:
    from notes_wiki.parse.bibtex import Work

_NOCITE = pattern(r"@([^\s,;]+)")


class Citations:
    """The works that one note cites."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self.any = bool(scope)
        self.cited: dict[str, tuple[Work, str]] = {}
        """Key to work and anchor, in the order they are first cited."""
        self.places: dict[str, Span] = {}
        self.listed: dict[str, str] = {}
        """Key of each work that the note lists itself, as LaTeX does -> what citations show of it."""
        self._anchors: dict[str, str] = {}

    def known(self, key: str) -> bool:
        """Whether there is an entry with this key."""
        return key in self._scope or key in self.listed

    def anchor_of_listed(self, collector: Collector, key: str) -> str:
        """The id of a work that the note lists itself."""
        if key not in self._anchors:
            self._anchors[key] = collector.anchors.take(f"ref-{key}")
        return self._anchors[key]

    def cite(self, collector: Collector, key: str, place: Span) -> bool:
        """Record that a work is cited. Returns False, and reports it, if no entry has this key."""
        if key in self.cited:
            return True
        found = self._scope.find(key)
        if found is None:
            self._tell_missing(collector, key, place)
            return False
        from notes_wiki.parse.bibtex import work

        made = work(*found)
        if made.fault:
            _tell_fault(collector, found[0], made.fault, place)
        self.cited[key] = made, collector.anchors.take(f"ref-{key}")
        self.places[key] = place
        return True

    def cite_silently(self, collector: Collector, meta: Meta) -> None:
        """Add the works that `nocite` in the front matter names to the bibliography."""
        typed = meta.extra.get("nocite", "")
        keys = self._scope.keys() if "@*" in typed else _NOCITE.findall(typed)
        for key in keys:
            self.cite(collector, key, Span(1))

    def _tell_missing(self, collector: Collector, key: str, place: Span) -> None:
        near = self._scope.nearest(key)
        if near:
            hint = f"Did you mean @{near}?"
        elif self.any:
            hint = "Add it to the bibliography, or correct the key."
        else:
            hint = "Put a .bib file into the folder of notes, or name one in `bibliography` in wiki.toml."
        message = f"There is no entry {key} in the bibliography, so the citation is shown as typed."
        collector.tell("missing-citation", message, place, hint=hint)

    def years(self) -> dict[str, str]:
        """The year of each work as shown: "2018", or "2018a" if another work has the same authors and
        year."""
        ordered = sorted(self.cited, key=lambda key: self.cited[key][0].order)
        groups: dict[tuple[str, str], list[str]] = {}
        for key in ordered:
            work, _ = self.cited[key]
            groups.setdefault((work.author, work.year), []).append(key)
        return {
            key: year + (_letter(number) if len(keys) > 1 else "")
            for (_, year), keys in groups.items()
            for number, key in enumerate(keys)
        }


def _letter(number: int) -> str:
    return chr(ord("a") + number) if number < 26 else f"-{number}"


def _tell_fault(collector: Collector, entry: BibEntry, fault: str, place: Span) -> None:
    message = f"The entry {entry.key} in {entry.path}, line {entry.line}, cannot be read: {fault}."
    collector.tell("bad-entry", message, place, hint="Correct the entry; until then only its key is shown.")
