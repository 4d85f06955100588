"""Watching folders, to know early that something may have changed.

In:  folders, and what the operating system reports of them (watchdog).
Out: hints: the paths that were reported, within milliseconds, or none at a heartbeat.

A hint is no more than that. Events are lost when a queue overflows, when the limit of watches is reached, and
when a watched folder is removed and created again. So whoever waits here compares the files themselves, after
every hint and at every heartbeat, and is never more than one heartbeat late.
"""

from __future__ import annotations

import errno
import logging
import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

HEARTBEAT = 2.0
"""Seconds after which the files are compared even if nothing was reported."""
POLLING = 1.0
"""The same, if the system cannot report changes."""
QUIET = 0.03
"""Seconds without events that end a burst in which some file was not seen to be closed."""
SETTLED = 0.004
"""Seconds without events that end a burst whose files have all been closed: the save is done."""
LONGEST = 0.2
"""Seconds after which a burst counts as ended in any case, even if a file that is being written is open."""

_IDLE_EVENTS = ("opened", "closed_no_write")
_DONE_EVENTS = ("closed", "moved", "deleted")
_OPENING = {"opened": 1, "closed": -1, "closed_no_write": -1}
"""What an event adds to the number of programs that have a file open, where the system tells (Linux)."""

# Watchdog logs an error if a watch ends while events arrive, which happens whenever `wiki serve` stops.
logging.getLogger("watchdog.observers.inotify").addFilter(
    lambda record: "the thread is inactive" not in record.getMessage()
)


class Watcher:
    """Watches folders and lets one thread wait for hints.

    `folders` are watched recursively, `flat` without their subfolders. Dotfiles, and whatever is in
    dotfolders (our own output, a repository's objects), do not count. `say` is called, once, with a message
    if the folders have to be polled because the system has no watches left.
    """

    def __init__(
        self,
        folders: Sequence[Path],
        flat: Sequence[Path],
        say: Callable[[str], None],
        observer: Callable[[], BaseObserver] = Observer,
    ) -> None:
        self._folders = {**dict.fromkeys(flat, False), **dict.fromkeys(folders, True)}
        self._links: tuple[Path, ...] = ()
        self._say = say
        self._make_observer = observer
        self._observer: BaseObserver | None = None
        self._watches: dict[Path, tuple[ObservedWatch, tuple[int, int]]] = {}
        self._changed = threading.Condition()
        self._paths: set[str] = set()
        self._unfinished: set[str] = set()
        self._open: Counter[str] = Counter()
        self._last = 0.0
        self._stopped = False
        self.polling = False

    # --- the life of the watches ------------------------------------------------------------------

    def start(self) -> None:
        """Start watching. Folders that do not exist yet are watched once they do."""
        try:
            self._observer = self._make_observer()
            self._observer.start()
            self.renew()
        except OSError as error:
            self._fall_back(error)

    def watch_links(self, links: Iterable[Path]) -> None:
        """Watch these folders below the others too, from the next `renew` on: as they are links, the system
        reports nothing of what is behind them. Safe from any thread."""
        self._links = tuple(links)

    def renew(self) -> None:
        """Watch the folders that were created, or removed and created again, since the last call."""
        observer = self._observer
        if observer is None:
            return
        if not observer.is_alive() or not all(emitter.is_alive() for emitter in observer.emitters):
            # An emitter dies with the root it watches, or when the limit is reached while it runs.
            self._restart()
            return
        folders = {**dict.fromkeys(self._links, True), **self._folders}
        for folder, recursive in {**dict.fromkeys(self._watches, True), **folders}.items():
            identity = _identity(folder) if folder in folders else None
            known = self._watches.get(folder)
            if known is not None and known[1] == identity:
                continue
            try:
                if known is not None:
                    observer.unschedule(known[0])
                    del self._watches[folder]
                if identity is not None:
                    # A link would not be followed: notes may be a vault elsewhere.
                    real = os.path.realpath(folder) if folder.is_symlink() else str(folder)
                    handler = _Handler(real, str(folder), self._report)
                    watch = observer.schedule(handler, real, recursive=recursive)
                    self._watches[folder] = (watch, identity)
            except KeyError:
                continue  # the watch had already ended
            except OSError as error:
                self._fall_back(error)
                return

    def _restart(self) -> None:
        self._end_observer()
        self._watches = {}
        self.start()

    def _fall_back(self, error: OSError) -> None:
        self._end_observer()
        if not self.polling:
            self.polling = True
            why = (
                "the system's limit of watched folders is reached (fs.inotify.max_user_watches)"
                if error.errno in (errno.ENOSPC, errno.EMFILE)
                else f"the system does not watch folders here ({error.strerror or error})"
            )
            self._say(f"Looking at all files every {POLLING:g} s, because {why}.")

    def _end_observer(self) -> None:
        observer, self._observer = self._observer, None
        if observer is not None and observer.is_alive():
            observer.stop()
            observer.join(2)

    def stop(self) -> None:
        """Stop watching, and let `wait` return."""
        self._stopped = True
        with self._changed:
            self._changed.notify_all()
        self._end_observer()

    # --- hints ------------------------------------------------------------------------------------

    def wait(self) -> frozenset[str] | None:
        """Wait for the next burst of events, or the heartbeat, and return the paths that were reported (none
        at a heartbeat), or None if watching has ended."""
        with self._changed:
            self._changed.wait_for(
                lambda: self._paths or self._stopped, POLLING if self.polling else HEARTBEAT
            )
            start = time.monotonic()
            while self._paths and not self._stopped:
                now = time.monotonic()
                left = min(self._last + self._quiet(), start + LONGEST) - now
                if left <= 0:
                    break
                self._changed.wait(left)
            paths, self._paths = frozenset(self._paths), set()
            self._unfinished.clear()
            self._open.clear()  # events may be lost, so that a file would count as open for ever
        return None if self._stopped else paths

    def _quiet(self) -> float:
        """Seconds without events that end the burst as it is now."""
        if any(self._open[path] > 0 for path in self._unfinished):
            return LONGEST
        return QUIET if self._unfinished else SETTLED

    def _report(self, paths: Sequence[str], kind: str) -> None:
        """Take an event of this kind (watchdog's name for it) that concerns these paths."""
        with self._changed:
            for path in paths:
                self._open[path] += _OPENING.get(kind, 0)
            if kind in _IDLE_EVENTS:
                return
            self._paths.update(paths)
            if kind in _DONE_EVENTS:
                self._unfinished.difference_update(paths)
            else:
                self._unfinished.update(paths)
            self._last = time.monotonic()
            self._changed.notify_all()


class _Handler(FileSystemEventHandler):
    """Passes on the events below the folder `real` that matter, with paths that begin with `folder`."""

    def __init__(self, real: str, folder: str, report: Callable[..., None]) -> None:
        self._real = real
        self._folder = folder
        self._report = report

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Pass on the paths of an event, unless it only concerns a folder as such."""
        if event.is_directory and event.event_type in ("modified", *_IDLE_EVENTS):
            return
        named = (os.fsdecode(path) for path in (event.src_path, event.dest_path) if path)
        paths = [self._as_called(path) for path in named if not self._is_hidden(path)]
        if paths:
            self._report(paths, event.event_type)

    def _is_hidden(self, path: str) -> bool:
        return os.sep + "." in path.removeprefix(self._real)

    def _as_called(self, path: str) -> str:
        return self._folder + path.removeprefix(self._real) if path.startswith(self._real) else path


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        found = folder.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
