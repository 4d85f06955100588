"""Who comes first: whoever follows an edit, or the whole build that goes on behind.

In:  two threads that work on one wiki.
Out: the one that follows never waits for longer than the other is `alone`; the other stands still at its
     next look, until the edit is on the screen and a browser has had time to fetch it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

BREATH = 0.03
"""Seconds between telling an open page and going on with the rest, in which the page is fetched."""


class Turns:
    """The turns of two threads. One thread calls `first`, the other the rest."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._free = threading.Event()
        self._free.set()
        self._fetched_at = 0.0

    @contextmanager
    def first(self) -> Iterator[None]:
        """The turn of who follows an edit."""
        self._free.clear()
        try:
            with self._lock:
                yield
        finally:
            self._fetched_at = time.monotonic() + BREATH
            self._free.set()

    def stand_back(self) -> None:
        """Wait while an edit is followed, and for the breath after it."""
        self._free.wait()
        while (left := self._fetched_at - time.monotonic()) > 0:
            time.sleep(left)
            self._free.wait()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """The turn of who builds: for a few steps in which nothing else may change."""
        with self._lock:
            yield
