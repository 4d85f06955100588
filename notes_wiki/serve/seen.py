"""Which state of the files is on the screen.

In:  snapshots of the files, taken for a build; the entries of notes that were followed since.
Out: whether a new snapshot shows anything that is not on the screen.
"""

from __future__ import annotations

import time
from collections.abc import Collection

from notes_wiki.load.stamps import settled
from notes_wiki.load.walk import FileEntry
from notes_wiki.serve import snapshot
from notes_wiki.serve.live_wiki import LiveWiki


class SeenFiles:
    """The files as they were when they were last read, for a build or for an edit."""

    def __init__(self) -> None:
        self.built_from: snapshot.Snapshot | None = None
        """The files as they were when the last build began."""
        self._seen: snapshot.Snapshot | None = None
        """The same with the notes that were followed since; None after `forget`."""
        self._before_read_ns = 0
        """A moment before notes were read: one that was last changed just before it may have been changed
        again after it was read, within the same tick of the file system's clock."""

    def built(self, taken: snapshot.Snapshot, before_ns: int) -> None:
        """A build begins from this snapshot, which was taken after `before_ns`."""
        self.built_from = self._seen = taken
        self._before_read_ns = before_ns

    def followed(self, entries: Collection[FileEntry]) -> None:
        """These notes were read again and followed, without a build."""
        if self._seen is not None:
            self._seen = snapshot.with_entries(self._seen, entries)

    def forget(self) -> None:
        """Let the next snapshot count as changed, even if it is not."""
        self._seen = None

    def has(self, taken: snapshot.Snapshot) -> bool:
        """Whether this snapshot is the state that was last read, as far as times and sizes tell."""
        return taken == self._seen

    def may_be_stale(self, taken: snapshot.Snapshot, wiki: LiveWiki | None) -> bool:
        """Whether a note was changed, within the clock's tick, after it was read for the `wiki`: its time and
        size do not show that, so its bytes are compared."""
        if wiki is None:
            return False
        racy = [one.path for one in taken.walked.notes if not settled(one.mtime_ns, self._before_read_ns)]
        if racy:
            self._before_read_ns = time.time_ns()
        return any(not wiki.is_current(path) for path in racy)
