"""The state of all files a build reads, by stat alone: what hints are checked against.

In:  the site's folders.
Out: a `Snapshot`. If two are equal, nothing that a build reads has changed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from notes_wiki.load import history
from notes_wiki.load.stamps import inode, stamp_at
from notes_wiki.load.walk import FileEntry, Walk
from notes_wiki.model import Record
from notes_wiki.stages.read import walk
from notes_wiki.stages.site import Site, inputs

Stat = tuple[str, int, int, int]
"""Path, time in nanoseconds, size in bytes, inode."""


class Snapshot(Record, frozen=True):
    """The content folder as walked, the repository's record of what is checked out, and everything else a
    build reads."""

    walked: Walk
    others: tuple[Stat, ...]
    history: tuple[Stat, ...]


def take(site: Site) -> Snapshot:
    """List everything. Folders and files that do not exist count as empty."""
    walked = walk(site)
    return Snapshot(walked, tuple(others(site, walked)), tuple(_stamps(history.witnesses(site.content))))


def with_entries(seen: Snapshot, entries: Iterable[FileEntry]) -> Snapshot:
    """The same snapshot, with these entries in place of those for the same notes."""
    by_path = {entry.path: entry for entry in entries}
    if not by_path:
        return seen
    notes = tuple(by_path.get(one.path, one) for one in seen.walked.notes)
    return msgspec.structs.replace(seen, walked=msgspec.structs.replace(seen.walked, notes=notes))


def links(site: Site, walked: Walk) -> tuple[Path, ...]:
    """The folders of notes that are symbolic links, without the content folder itself."""
    below = (site.content / folder for folder in walked.folders if folder)
    return tuple(path for path in below if os.path.islink(path))  # noqa: PTH114  # pathlib may raise


def others(site: Site, walked: Walk) -> Iterator[Stat]:
    """Everything else that a build reads: its `inputs` (settings, preambles, bibliographies, marker files of
    other programs), templates and static folders. The repository is apart, because it gives notes only their
    dates: a checkout changes no setting."""
    of_history = set(history.witnesses(site.content))
    yield from _stamps(place for place in inputs(site, walked).places if place not in of_history)
    for folder in dict.fromkeys((site.home / site.config.templates, *site.templates, *site.static)):
        yield from _stats(_files(folder))


def _stamps(places: Iterable[Path]) -> Iterator[Stat]:
    for place in dict.fromkeys(map(str, places)):
        if (found := stamp_at(place)) is not None:
            yield place, *found


def _stats(paths: Iterable[Path]) -> Iterator[Stat]:
    for path in paths:
        try:
            found = path.stat()
        except OSError:
            continue
        yield str(path), found.st_mtime_ns, found.st_size, inode(path, found)


def _files(folder: Path) -> Iterator[Path]:
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(base) / name for name in sorted(names) if not name.startswith("."))
