"""Notes with the same title, which a link by that title cannot tell apart.

In:  the `Graph`.
Out: a problem for each note but the first of a title.
"""

from __future__ import annotations

from collections.abc import Iterator

from notes_wiki import problem
from notes_wiki.model import Graph, Note, Problem


def same_titles(graph: Graph) -> Iterator[Problem]:
    """A problem for each note whose title an earlier one has; case is ignored, as in links."""
    first: dict[str, Note] = {}
    for note in graph.notes.values():
        title = " ".join(note.linking.title.plain.casefold().split())
        other = first.setdefault(title, note)
        if other is not note:
            yield problem.make(
                "same-title",
                f"{other.path} has the same title, {note.linking.title.plain}.",
                hint="Give one of them another title, or merge the two notes.",
                path=note.path,
            )
