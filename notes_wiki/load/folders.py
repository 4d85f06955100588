"""Folders, each listed once.

In:  the path of a folder.
Out: its entries, and a digest of its listing, as they were at the first request.

A build looks into the folder of notes three times: to see whether anything has changed, to find the notes,
and to leave stamps for the next build. For one that renders a single page, asking the system three times for
the stat of every note was a tenth of its time.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from typing import NamedTuple

from notes_wiki.load.stamps import Stamp, inode


class Listing(NamedTuple):
    """The state of a folder, not recursively. Folders whose names begin with a dot never count."""

    digest: str
    """Of the names, times, sizes and inodes of its files, and of the names of its folders, if these count; ""
    if it cannot be listed."""
    newest_ns: int
    """The newest modification time of its files; and its own, if the names of folders count."""


class FolderCache:
    """What each folder contained when it was first listed. An entry keeps its stat from when this was first
    asked for. Both are older than what is read from the files later, as `stamps.settled` requires."""

    def __init__(self) -> None:
        self._entries: dict[str, tuple[os.DirEntry[str], ...]] = {}
        self._listings: dict[tuple[str, bool], Listing] = {}

    def entries(self, folder: str) -> tuple[os.DirEntry[str], ...]:
        """The entries of a folder, by name. Raises OSError if it cannot be listed, and then tries again at
        the next call."""
        known = self._entries.get(folder)
        if known is None:
            with os.scandir(folder) as found:
                known = self._entries[folder] = tuple(sorted(found, key=lambda entry: entry.name))
        return known

    def listing(self, folder: str, *, subfolders: bool, known: Mapping[str, Stamp] | None = None) -> Listing:
        """The state of a folder. `subfolders`: the names of the folders in it count. Files with `known`
        stamps, by name, are not asked for them again."""
        wanted = folder, subfolders
        if wanted not in self._listings:
            self._listings[wanted] = self._made_listing(folder, subfolders, known or {})
        return self._listings[wanted]

    def _made_listing(self, folder: str, subfolders: bool, known: Mapping[str, Stamp]) -> Listing:
        try:
            newest = os.stat(folder).st_mtime_ns if subfolders else 0
            ordered = self.entries(folder)
        except OSError:
            return Listing("", 0)
        lines = []
        for entry in ordered:
            try:
                if entry.is_dir():
                    if subfolders and not entry.name.startswith("."):
                        lines.append(entry.name)
                    continue
                stamp = known.get(entry.name) or _stamp(entry)
            except OSError:
                lines.append(f"{entry.name}/?")
                continue
            newest = max(newest, stamp.mtime_ns)
            lines.append(f"{entry.name}/{stamp.mtime_ns}/{stamp.size}/{stamp.inode}")
        text = "\0".join(lines).encode("utf-8", "surrogateescape")
        return Listing(hashlib.blake2b(text, digest_size=16).hexdigest(), newest)

    def forget(self) -> None:
        """List every folder again from now on."""
        self._entries.clear()
        self._listings.clear()


def _stamp(entry: os.DirEntry[str]) -> Stamp:
    found = entry.stat()
    return Stamp(found.st_mtime_ns, found.st_size, inode(entry.path, found))
