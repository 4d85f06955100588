"""Folders, each listed once.

In:  the path of a folder.
Out: its entries, as they were at the first request.

A build looks into the folder of notes three times: to see whether anything has changed, to find the notes,
and to leave stamps for the next build. For one that renders a single page, asking the system three times for
the stat of every note was a tenth of its time.
"""

from __future__ import annotations

import os


class Folders:
    """What each folder contained when it was first listed. An entry keeps its stat from when this was first
    asked for. Both are older than what is read from the files later, as `stamps.settled` requires."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[os.DirEntry[str], ...]] = {}
        self.digests: dict[tuple[str, bool], tuple[str, int]] = {}
        """What is made of a listing, for who asks again (`stages/unchanged.py`)."""

    def entries(self, folder: str) -> tuple[os.DirEntry[str], ...]:
        """The entries of a folder, by name. Raises OSError if it cannot be listed, and then tries again at
        the next call."""
        known = self._known.get(folder)
        if known is None:
            with os.scandir(folder) as found:
                known = self._known[folder] = tuple(sorted(found, key=lambda entry: entry.name))
        return known

    def forget(self) -> None:
        """List every folder again from now on."""
        self._known.clear()
        self.digests.clear()
