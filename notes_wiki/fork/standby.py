"""A process that waits for work: forked before there is any, it gets ready while this one does other things.

In:  what prepares the function that it calls, in that process; then items, as bytes.
Out: for each item the result as bytes, or why there is none.

It works on one item at a time. If it dies or exceeds its limits, it is replaced, and the next item goes to
the new one.
"""

from __future__ import annotations

import contextlib
import os
import select
import struct
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable
from typing import Self

from notes_wiki.fork.child import Child
from notes_wiki.fork.limits import Cause, Limits, cause_of, write_all

Function = Callable[[bytes], bytes]

_HEADER = struct.Struct("<BQ")
"""Whether there is a result, and the bytes that follow."""
_DONE, _FAILED = 0, 1
_PART = 1 << 20
_PATIENCE = 0.1
"""Seconds that a thread waits for another one's item."""
_FIRST_FREE = 3
"""The lowest handle that is not a standard stream."""


class Standby:
    """Such a process. `prepare` is called in it, and returns the function that each item is passed to.
    If it ends, another is started for the next item; if the system has no process to give, the item is done
    in this one. Leaving the `with` block ends the process."""

    def __init__(self, prepare: Callable[[], Function], limits: Limits = Limits()) -> None:  # noqa: B008 - a tuple of two numbers
        self._prepare = prepare
        self._limits = limits
        self._waiting: deque[bytes] = deque()
        self._since = 0.0
        self._is_at_work = False
        self._left_to_us = b""
        self._dismissed: list[Child] = []
        self._child: Child | None = Child(self._work, limits)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def order(self, items: Iterable[bytes]) -> None:
        """Begin with these items; `results` waits for them."""
        self._waiting.extend(items)
        self._send_next()

    def results(self) -> list[bytes | Cause]:
        """The result of each item that was ordered, or why there is none, in their order."""
        found: list[bytes | Cause] = []
        self._since = time.monotonic()  # the time limit counts from now on: nobody watched before
        while self._is_at_work:
            found.append(self._result())
            self._is_at_work = False
            self._send_next()
        return found

    def close(self) -> None:
        """End the process. It is started again if there is more to do."""
        self.dismiss()
        for child in self._dismissed:
            child.end()
        self._dismissed.clear()

    def dismiss(self) -> None:
        """Kill the process without waiting for its end, as `close` does. It is started again if there is more
        to do."""
        if self._child is not None:
            self._child.stop()
            self._dismissed.append(self._child)
        self._child = None
        self._is_at_work = False
        self._waiting.clear()

    def _send_next(self) -> None:
        if self._is_at_work or not self._waiting:
            return
        if self._child is None:
            with contextlib.suppress(OSError):  # as many processes as there may be
                self._child = Child(self._work, self._limits)
        item = self._waiting.popleft()
        self._is_at_work, self._since = True, time.monotonic()
        if self._child is None:
            self._left_to_us = item
            return
        with contextlib.suppress(BrokenPipeError):  # it died, which its pipe of results will show
            write_all(self._child.orders, _HEADER.pack(_DONE, len(item)) + item)

    def _work(self, orders: int, results: int) -> None:
        """What the process does."""
        _close_all_but(orders, results)
        _answer_all(self._prepare(), orders, results)

    def _result(self) -> bytes | Cause:
        child = self._child
        if child is None:
            outcome, data = _attempt(self._prepare(), self._left_to_us)
            return "raised" if outcome == _FAILED else data
        received = bytearray()
        while True:
            left = self._since + self._limits.seconds - time.monotonic()
            if left <= 0 or not select.select([child.results], [], [], left)[0]:
                child.kill()
                self._child = None
                return "time"
            data = os.read(child.results, _PART)
            if not data:
                self._child = None
                return cause_of(child.end())
            received += data
            if len(received) < _HEADER.size:
                continue
            outcome, length = _HEADER.unpack_from(received)
            if len(received) == _HEADER.size + length:
                return "raised" if outcome == _FAILED else bytes(received[_HEADER.size :])


class SharedStandby:
    """A process that waits for work and is shared by threads. Each thread has an object of its own
    (`another`), and waits for one item of another thread at most; if even that takes too long, it goes on
    with a process of its own. `make` starts a process."""

    def __init__(
        self, make: Callable[[], Standby], shared: tuple[Standby, threading.Lock] | None = None
    ) -> None:
        self._make = make
        self._shared = shared or (make(), threading.Lock())
        self._own: Standby | None = None
        self._items: list[bytes] = []

    def another(self) -> SharedStandby:
        """The same process, for another thread."""
        return SharedStandby(self._make, self._shared)

    def order(self, items: Iterable[bytes]) -> None:
        """Set the items whose results `results` returns."""
        self._items.extend(items)

    def results(self) -> list[bytes | Cause]:
        """The result of each item that was ordered, or why there is none, in their order."""
        items, self._items = self._items, []
        return [self._result(item) for item in items]

    def close(self) -> None:
        """Forget what was ordered."""
        self._items.clear()

    def end(self) -> None:
        """End the processes, when no thread has anything more to do."""
        self._shared[0].close()
        if self._own is not None:
            self._own.close()

    def _result(self, item: bytes) -> bytes | Cause:
        standby, turn = self._shared
        if self._own is None and turn.acquire(timeout=_PATIENCE):
            try:
                return _ask(standby, item)
            finally:
                turn.release()
        self._own = self._own or self._make()
        return _ask(self._own, item)


def _ask(standby: Standby, item: bytes) -> bytes | Cause:
    standby.order([item])
    return standby.results()[0]


def _close_all_but(*kept: int) -> None:
    """Close what was inherited: a lock would stay held, and another process's pipe open, for as long as this
    process waits."""
    import resource

    most = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    start = _FIRST_FREE
    for handle in (*sorted(kept), most):
        os.closerange(start, handle)
        start = handle + 1


def _answer_all(function: Function, orders: int, results: int) -> None:
    """Answer one item after the other, until the pipe is closed."""
    while header := _read(orders, _HEADER.size):
        item = _read(orders, _HEADER.unpack(header)[1])
        outcome, data = _attempt(function, item)
        write_all(results, _HEADER.pack(outcome, len(data)) + data)


def _attempt(function: Function, item: bytes) -> tuple[int, bytes]:
    """Whether the item was done, and its result."""
    try:
        return _DONE, function(item)
    except MemoryError:
        raise
    except Exception:  # an error of ours costs this item alone; its traceback is needed to report it
        traceback.print_exc()
        return _FAILED, b""


def _read(handle: int, length: int) -> bytes:
    """This many bytes; fewer only if the pipe was closed."""
    parts = bytearray()
    while len(parts) < length and (data := os.read(handle, length - len(parts))):
        parts += data
    return bytes(parts)
