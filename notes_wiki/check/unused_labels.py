"""Labels that nothing refers to.

In:  the `Graph`.
Out: a problem for each equation's label that no reference and no link uses.
"""

from __future__ import annotations

from collections.abc import Iterator

from notes_wiki import problem
from notes_wiki.model import Found, Graph, Problem


def unused_labels(graph: Graph) -> Iterator[Problem]:
    """A problem for each. Only equations count: the key of a theorem is also its address."""
    used = {(target.id, target.label) for row in graph.references.values() for target in row if target}
    linked = {
        (found.id, found.anchor) for row in graph.links.values() for found in row if isinstance(found, Found)
    }
    for id, note in graph.notes.items():
        labels = zip(note.linking.labels, note.facts.label_places, strict=True)
        for number, (label, place) in enumerate(labels):
            if label.kind != "equation" or not label.key or (id, number) in used:
                continue
            if (id, label.anchor) not in linked:
                yield problem.make(
                    "unused-label",
                    f"Nothing refers to the label {label.key}.",
                    place,
                    hint=f"Refer to it with \\eqref{{{label.key}}}, or remove the label.",
                    path=note.path,
                )
