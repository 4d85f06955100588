"""All checks that need only the links and facts of the notes.

In:  the `Graph`, and the dialect of a path.
Out: what only the author cares about; the build itself reports what readers would notice.

`wiki check` (`stages/check.py`) also reads each note's text, for TeX outside formulas (`tex_outside`).
"""

from __future__ import annotations

from notes_wiki.check.conflict_copies import conflict_copies
from notes_wiki.check.lonely_notes import DialectOf, empty_notes, orphan_notes
from notes_wiki.check.same_titles import same_titles
from notes_wiki.check.unused_labels import unused_labels
from notes_wiki.model import Graph, Problem


def of_graph(graph: Graph, dialect_of: DialectOf) -> tuple[Problem, ...]:
    """Every problem that can be seen from the links and facts of the notes."""
    return (
        *empty_notes(graph),
        *orphan_notes(graph, dialect_of),
        *same_titles(graph),
        *conflict_copies(graph),
        *unused_labels(graph),
    )
