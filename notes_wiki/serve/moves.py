"""Where the pages went that are no more.

In:  the graph before and after a build, what was shown.
Out: former addresses of pages, with where the notes are now, or which notes cannot be shown.
"""

from __future__ import annotations

from collections.abc import Mapping

from notes_wiki.model import Graph, Problem
from notes_wiki.serve.shown import Shown


def moved_pages(known: Mapping[str, str], before: Graph | None, after: Graph) -> dict[str, str]:
    """Former addresses of pages to where the notes are now: the same note at another address, or a note
    with the same bytes under another name. `known` are those of earlier builds."""
    if before is None:
        return dict(known)
    addresses = set(after.addresses.values())
    gone = {id: note for id, note in before.notes.items() if before.addresses[id] not in addresses}
    if not gone:
        return {old: new for old, new in known.items() if old not in addresses}
    new = {note.digest: id for id, note in after.notes.items() if id not in before.notes}
    moved = dict(known)
    for id, note in gone.items():
        now = id if id in after.notes else new.get(note.digest)
        if now is not None:
            moved[before.addresses[id]] = after.addresses[now]
    # A note that moved twice is where it moved last; an address that is a page again is no former one.
    latest = {old: moved.get(there, there) for old, there in moved.items()}
    return {old: there for old, there in latest.items() if old not in addresses}


def withheld_pages(
    shown: Shown,
    paths: Mapping[str, str],
    moved: Mapping[str, str],
    problems: Mapping[str, tuple[Problem, ...]],
) -> dict[str, str]:
    """Former pages of notes that are still there and cannot be shown for an error of theirs, to the notes'
    paths. `paths` are those of the pages there are now."""
    former = {**shown.withheld, **shown.paths}
    return {
        address: path
        for address, path in former.items()
        if address not in paths
        and address not in moved
        and any(one.severity == "error" for one in problems.get(path, ()))
    }
