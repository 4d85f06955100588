"""Resolving references (`\\eqref{key}`, `@thm:key`) to the labels they mean.

In:  the labels and references of all notes.
Out: for each reference, the label it means; problems of references that mean none, or one of several.

A reference means a label of its own note first, then one anywhere in the wiki; ids of headings come last,
those in the note's own folder before others.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from notes_wiki import problem
from notes_wiki.link.suggest import Names
from notes_wiki.model import LinkFacts, Note, Problem, ReferenceTarget, Span

_Homes = dict[str, list[ReferenceTarget]]


class Labels:
    """Where each key of the wiki is defined. Any other label takes precedence over the id of a heading."""

    def __init__(self, notes: Mapping[str, Note]) -> None:
        self.homes: _Homes = {}
        self._headings: _Homes = {}
        self._names = Names(lambda: self.homes)
        for id, note in notes.items():
            self._add(id, note.linking)

    def _add(self, id: str, linking: LinkFacts) -> None:
        for index, label in enumerate(linking.labels):
            if label.key:
                homes = self._headings if label.kind == "section" else self.homes
                homes.setdefault(label.key, []).append(ReferenceTarget(id, index))

    def update(self, before: LinkFacts, note: Note) -> None:
        """Replace the labels of `note`: `before` are the link facts it had."""
        for label in before.labels:
            for known in (self.homes, self._headings):
                if label.key in known:
                    known[label.key] = [home for home in known[label.key] if home.id != note.id]
        self._add(note.id, note.linking)
        self.homes = {key: homes for key, homes in self.homes.items() if homes}
        self._headings = {key: homes for key, homes in self._headings.items() if homes}

    def resolve(self, id: str, linking: LinkFacts) -> tuple[ReferenceTarget | None, ...]:
        """The label that each reference of note `id` means, or None."""
        return tuple(self._home(id, reference.key) for reference in linking.references)

    def _home(self, id: str, key: str) -> ReferenceTarget | None:
        homes = self._homes(id, key)
        if not homes:
            return None
        return next((home for home in homes if home.id == id), homes[0])

    def _homes(self, id: str, key: str) -> list[ReferenceTarget]:
        """Where a key that note `id` refers to is defined. Bookdown's `thm:key` means the theorem whose key
        is `key`. The ids of headings are common words, so those in the note's own folder come first."""
        bare = key.partition(":")[2]
        if known := self.homes.get(key) or self.homes.get(bare):
            return known
        headings = self._headings.get(key, [])
        folder = posixpath.dirname(id)
        return [home for home in headings if posixpath.dirname(home.id) == folder] or headings

    def problems(self, note: Note) -> list[Problem]:
        """The missing and ambiguous references of a note, and the keys it defines twice."""
        found = []
        for reference, place in zip(note.linking.references, note.facts.reference_places, strict=True):
            homes = tuple(dict.fromkeys(home.id for home in self._homes(note.id, reference.key)))
            if not homes:
                found.append(self._missing(note, reference.key, place))
            elif len(homes) > 1 and note.id not in homes:
                found.append(_ambiguous(note, reference.key, place, homes))
        seen: set[str] = set()
        for label, place in zip(note.linking.labels, note.facts.label_places, strict=True):
            if label.kind == "section":
                continue  # the id of a heading: any label takes precedence
            if label.key and label.key in seen:
                found.append(_twice(note, label.key, place))
            seen.add(label.key)
        return found

    def _missing(self, note: Note, key: str, place: Span) -> Problem:
        near = self._names.nearest(key)
        message = f"No equation or statement has the label {key}."
        hint = (
            f"Did you mean {' or '.join(near)}?"
            if near
            else "Add the label where it belongs, or correct the reference."
        )
        return problem.make("missing-label", message, place, hint=hint, path=note.path)


def _ambiguous(note: Note, key: str, place: Span, homes: tuple[str, ...]) -> Problem:
    message = f"The label {key} is in {len(homes)} notes; this leads to the one in {homes[0]}."
    hint = f"Name the note: [[{homes[0]}#{key}]]. The label is also in {', '.join(homes[1:6])}."
    return problem.make("ambiguous-label", message, place, hint=hint, path=note.path)


def _twice(note: Note, key: str, place: Span) -> Problem:
    message = f"The label {key} is defined twice in this note; references lead to the first."
    return problem.make("duplicate-label", message, place, hint="Rename one of them.", path=note.path)
