"""What lies on the disk, by stat alone: the truth that hints are checked against.

In:  the site's folders.
Out: a `Snapshot`. Two that are equal mean that nothing a build reads has changed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from notes_wiki.load.walk import Walk
from notes_wiki.model import Record
from notes_wiki.stages.read import walk
from notes_wiki.stages.site import Site

TICK_NS = 20_000_000
"""A file written this shortly before it is looked at may be written again with the same time."""

Stat = tuple[str, int, int, int]
"""Path, time in nanoseconds, size in bytes, inode."""


class Snapshot(Record, frozen=True):
    """The content folder as walked, and everything else a build reads."""

    walked: Walk
    others: tuple[Stat, ...]


def take(site: Site) -> Snapshot:
    """Look at everything. Folders and files that do not exist count as empty."""
    return Snapshot(walk(site), tuple(others(site)))


def others(site: Site) -> Iterator[Stat]:
    """Settings, preambles, bibliographies, templates, static folders, the head of the repository."""
    named = [site.options.config or site.home / "wiki.toml", site.content / "wiki.toml"]
    for folder in (site.home, site.content):
        read = (*site.config.math.preamble, *site.config.bibliography)
        named += [folder / Path(name).expanduser() for name in read]
        # A commit may change the dates that pages show.
        named += [folder / ".git" / name for name in ("HEAD", "logs/HEAD")]
    yield from _stats(dict.fromkeys(named))
    for folder in dict.fromkeys((site.home / site.config.templates, *site.templates, *site.static)):
        yield from _stats(_files(folder))


def _stats(paths: Iterable[Path]) -> Iterator[Stat]:
    for path in paths:
        try:
            found = path.stat()
        except OSError:
            continue
        yield str(path), found.st_mtime_ns, found.st_size, found.st_ino


def _files(folder: Path) -> Iterator[Path]:
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(base) / name for name in sorted(names) if not name.startswith("."))
