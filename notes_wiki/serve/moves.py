"""What became of pages that no longer exist.

In:  the graph before and after a build, what was shown.
Out: former addresses of pages, with the present addresses of their notes, or with the notes that cannot be
     shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from notes_wiki.link.addresses import former_address
from notes_wiki.model import Graph, Problem
from notes_wiki.serve.screen import Shown


def moved_pages(
    known: Mapping[str, str], lost: Mapping[str, str], before: Graph | None, after: Graph
) -> tuple[dict[str, str], dict[str, str]]:
    """Two mappings from former addresses of pages. The first leads to the present address of the note: the
    same note at another address, or a note with the same bytes under another name. The second lists pages
    whose notes are nowhere, with the notes' digests.

    `known` and `lost` are those of earlier builds. A lost note may reappear: if files are listed in the
    middle of a renaming, it is seen under neither name.
    """
    if before is None:
        return dict(known), dict(lost)
    addresses = set(after.addresses.values())
    gone = {id: note for id, note in before.notes.items() if before.addresses[id] not in addresses}
    new = {note.digest: id for id, note in after.notes.items() if id not in before.notes}
    lost = {**lost, **{before.addresses[id]: note.digest for id, note in gone.items()}}
    moved = {**known, **{old: after.addresses[new[digest]] for old, digest in lost.items() if digest in new}}
    moved |= {before.addresses[id]: after.addresses[id] for id in gone if id in after.notes}
    # An address that is a page again is no former one; a note that moved twice is where it moved last.
    moved = {old: there for old, there in moved.items() if old not in addresses}
    latest = {old: moved.get(there, there) for old, there in moved.items()}
    return latest, {old: digest for old, digest in lost.items() if old not in addresses and old not in latest}


def moved_while_away(known: Mapping[str, str], after: Graph, urls: str) -> dict[str, str]:
    """Former addresses of pages to present ones, for notes that were renamed while nothing was watched.
    `known` are the digests of notes by their paths, as the last build left them."""
    paths = {note.path for note in after.notes.values()}
    gone = _only({path: digest for path, digest in known.items() if path not in paths})
    new = _only({id: note.digest for id, note in after.notes.items() if note.path not in known})
    taken = set(after.addresses.values())
    moved = {}
    for digest, path in gone.items():
        if (now := new.get(digest)) is None:
            continue
        address = former_address(path.rpartition(".")[0], after.notes[now], urls)
        if address not in taken:
            moved[address] = after.addresses[now]
    return moved


def _only(digests: Mapping[str, str]) -> dict[str, str]:
    """The inverse mapping, without digests that occur more than once."""
    count = Counter(digests.values())
    return {digest: name for name, digest in digests.items() if count[digest] == 1}


def withheld_pages(
    shown: Shown,
    paths: Mapping[str, str],
    moved: Mapping[str, str],
    problems: Mapping[str, tuple[Problem, ...]],
) -> dict[str, str]:
    """Former pages of notes that still exist but cannot be shown because of an error, to the notes' paths.
    `paths` are those of the pages that exist now."""
    former = {**shown.withheld, **shown.paths}
    return {
        address: path
        for address, path in former.items()
        if address not in paths
        and address not in moved
        and any(one.severity == "error" for one in problems.get(path, ()))
    }
