"""Notes that are empty, and notes that cannot be reached by following links.

In:  the `Graph`, and the dialect of a path.
Out: a problem for each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import quote

from notes_wiki import problem
from notes_wiki.model import Graph, Note, Problem
from notes_wiki.parse.excalidraw import is_drawing

DialectOf = Callable[[str], str]


def empty_notes(graph: Graph) -> Iterator[Problem]:
    """Published notes without words, formulas, links or pictures."""
    for note in graph.notes.values():
        if _is_empty(note):
            yield problem.make(
                "empty-note",
                "The note holds nothing but its title.",
                hint="Write it, or keep it to yourself with `draft: true`.",
                path=note.path,
            )


def orphan_notes(graph: Graph, dialect_of: DialectOf) -> Iterator[Problem]:
    """Published notes that no other note links to, except a folder's `index`, which is found through its
    folder, drawings, whose embeds may show a picture of them, and empty notes, which should be written before
    anything links to them."""
    if len(graph.notes) < 2:
        return
    for note in graph.notes.values():
        found = note.id in graph.backlinks or note.id.rpartition("/")[2] in ("index", "_index")
        found = found or is_drawing(note.linking.meta)
        if not found and not _is_empty(note):
            dialect = note.linking.meta.dialect or dialect_of(note.path)
            yield problem.make(
                "orphan-note",
                "No note links here, so readers find it only through the index, the tags and search.",
                hint=f"Link to it from another note: {_link(note, dialect)}.",
                path=note.path,
            )


def _is_empty(note: Note) -> bool:
    facts, linking = note.facts, note.linking
    return not (facts.words or facts.formulas or linking.links or linking.images or "code" in facts.features)


def _link(note: Note, dialect: str) -> str:
    """A link to the note, in the syntax of its dialect."""
    if dialect == "hugo":
        return f'[…]({{{{< relref "{note.path}" >}}}})'
    if dialect == "pandoc":
        return f"[…]({quote(note.path)})"
    title = note.linking.title.plain
    # Characters with a meaning of their own cannot be used inside the brackets.
    return f"[[{note.id if not title or set(title) & set('[]|#^') else title}]]"
