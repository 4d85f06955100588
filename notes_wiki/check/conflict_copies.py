"""Copies that a program for synchronising makes of a note that was changed in two places at once.

In:  the `Graph`.
Out: a problem for each; they are published beside the note that they are copies of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from notes_wiki import problem
from notes_wiki.model import Graph, Problem
from notes_wiki.pattern import pattern

_COPY = pattern(
    r"\.sync-conflict-\d{8}-|_conflict-\d{8}-"
    r"|\((?:[^()]* )?(?:conflicted copy|in konflikt stehende kopie|copie en conflit)\b",
    re.I,
)
"""What Syncthing, Nextcloud, Dropbox and Obsidian Sync put into the names of such copies."""


def conflict_copies(graph: Graph) -> Iterator[Problem]:
    """A problem for each published note whose name is that of such a copy."""
    for note in graph.notes.values():
        if _COPY.search(note.path.rpartition("/")[2]):
            yield problem.make(
                "conflict-copy",
                "This is a copy that a program made because the note was changed in two places, and it is "
                "published, too.",
                hint="Merge it with the note and remove it, or name it in `ignore`.",
                path=note.path,
            )
