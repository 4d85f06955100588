"""Numbers of equations and statements, and what references lead to.

In:  the labels and references of all notes.
Out: a number for each label, by note; for each reference the label it means.

Within a note equations share one counter and statements another; a label with a tag of the author's own
takes no number from either. A reference means the own note's label first, then the wiki's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from notes_wiki import problem
from notes_wiki.link.suggest import Names
from notes_wiki.model import Label, LinkFacts, Note, Problem, ReferenceTarget


def numbers(labels: Sequence[Label]) -> tuple[str, ...]:
    """The number of each label in order ("" for what takes none)."""
    equations = statements = 0
    found = []
    for label in labels:
        if label.tag or not label.numbered:
            found.append(label.tag)
        elif label.kind == "equation":
            equations += 1
            found.append(str(equations))
        else:
            statements += 1
            found.append(str(statements))
    return tuple(found)


class Labels:
    """Where each key of the wiki is defined."""

    def __init__(self, notes: Mapping[str, Note]) -> None:
        self.homes: dict[str, list[ReferenceTarget]] = {}
        self._names = Names(lambda: self.homes)
        for id, note in notes.items():
            for index, label in enumerate(note.linking.labels):
                if label.key:
                    self.homes.setdefault(label.key, []).append(ReferenceTarget(id, index))

    def resolve(self, id: str, linking: LinkFacts) -> tuple[ReferenceTarget | None, ...]:
        """What each reference of note `id` leads to, None where there is no such label."""
        return tuple(self._home(id, reference.key) for reference in linking.references)

    def _home(self, id: str, key: str) -> ReferenceTarget | None:
        homes = self.homes.get(key)
        if not homes:
            return None
        return next((home for home in homes if home.id == id), homes[0])

    def problems(self, note: Note) -> list[Problem]:
        """Missing and ambiguous references of a note, and keys it defines twice."""
        found = []
        for reference, place in zip(note.linking.references, note.facts.reference_places, strict=True):
            homes = self.homes.get(reference.key, [])
            others = sorted({home.id for home in homes})
            if not homes:
                near = self._names.nearest(reference.key)
                found.append(
                    problem.make(
                        "missing-label",
                        f"No equation or statement has the label {reference.key}.",
                        place,
                        hint=f"Did you mean {near[0]}?"
                        if near
                        else "Write the label, or mend the reference.",
                        path=note.path,
                    )
                )
            elif len(others) > 1 and note.id not in others:
                found.append(
                    problem.make(
                        "ambiguous-label",
                        f"The label {reference.key} is in {len(others)} notes; this leads to {others[0]}.",
                        place,
                        hint=f"Name the note: [[{others[0]}#{reference.key}]]. "
                        f"It is also in {', '.join(others[1:4])}.",
                        path=note.path,
                    )
                )
        seen: set[str] = set()
        for label, place in zip(note.linking.labels, note.facts.label_places, strict=True):
            if label.key and label.key in seen:
                found.append(
                    problem.make(
                        "duplicate-label",
                        f"The label {label.key} stands twice in this note; references lead to the first.",
                        place,
                        hint="Give one of them another key.",
                        path=note.path,
                    )
                )
            seen.add(label.key)
        return found
