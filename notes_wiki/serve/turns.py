"""Priorities of two threads: following an edit goes before the whole build in the background.

In:  two threads that work on one wiki.
Out: the thread that follows edits waits only while the other is `alone`; the other pauses, the next time it
     calls `stand_back`, until the edit is on the screen and a browser has had time to fetch it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

BREATH = 0.03
"""Seconds between notifying an open page and resuming the build, so that the page can be fetched."""


class Turns:
    """Lets two threads take turns. One thread calls `first`, the other the rest."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._no_edit = threading.Event()
        self._no_edit.set()
        self._resume_at = 0.0

    @contextmanager
    def first(self) -> Iterator[None]:
        """Follow an edit: the other thread pauses as soon as it can."""
        self._no_edit.clear()
        try:
            with self._lock:
                yield
        finally:
            self._resume_at = time.monotonic() + BREATH
            self._no_edit.set()

    def stand_back(self) -> None:
        """Wait while an edit is followed, and for `BREATH` after it."""
        self._no_edit.wait()
        while (left := self._resume_at - time.monotonic()) > 0:
            time.sleep(left)
            self._no_edit.wait()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Run a few steps of a build during which no edit may be followed."""
        with self._lock:
            yield
