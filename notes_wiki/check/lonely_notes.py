"""Notes that hold nothing, and notes that nobody finds by following links.

In:  the `Graph`.
Out: a problem a note.
"""

from __future__ import annotations

from collections.abc import Iterator

from notes_wiki import problem
from notes_wiki.model import Graph, Note, Problem


def empty_notes(graph: Graph) -> Iterator[Problem]:
    """Published notes with no words, formulas, links and pictures."""
    for note in graph.notes.values():
        facts, linking = note.facts, note.linking
        if not (facts.words or facts.formulas or linking.links or linking.images or "code" in facts.features):
            yield problem.make(
                "empty-note",
                "The note holds nothing but its title.",
                hint="Write it, or keep it to yourself with `draft: true`.",
                path=note.path,
            )


def orphan_notes(graph: Graph) -> Iterator[Problem]:
    """Published notes that no other note links to. A folder's `index` is found through its folder."""
    if len(graph.notes) < 2:
        return
    for note in graph.notes.values():
        if note.id not in graph.backlinks and note.id.rpartition("/")[2] not in ("index", "_index"):
            yield problem.make(
                "orphan-note",
                "No note links here: it is found only through the index, tags and search.",
                hint=f"Link to it from another note: [[{_name(note)}]].",
                path=note.path,
            )


def _name(note: Note) -> str:
    return note.linking.title.plain or note.id
