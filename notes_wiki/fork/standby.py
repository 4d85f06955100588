"""A process that waits for work: forked before there is any, it prepares itself beside this one.

In:  what makes the function that it calls, there; then items, as bytes.
Out: for each item the result as bytes, or why there is none.

One item is at work at a time. A process that dies over one, or takes longer than its limit, is replaced,
and the next item goes to the new one.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import struct
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable
from typing import Self

from notes_wiki.fork.limits import NO_MEMORY, RAISED, Cause, Limits, cause_of, limit_memory, write_all

Function = Callable[[bytes], bytes]

_HEADER = struct.Struct("<BQ")
"""Whether there is a result, and the bytes that follow."""
_DONE, _FAILED = 0, 1
_PART = 1 << 20
_LONG = 0.1
"""Seconds beyond which a thread does not wait for another one's item."""
_FIRST_FREE = 3
"""The first handle that is none of the standard streams'."""


class Standby:
    """Such a process. `prepare` is called in it, and returns the function that the items are given to. As a
    context it leaves no process behind."""

    def __init__(self, prepare: Callable[[], Function], limits: Limits = Limits()) -> None:  # noqa: B008
        self._prepare = prepare
        self._limits = limits
        self._waiting: deque[bytes] = deque()
        self._since = 0.0
        self._ordered = False
        self._dismissed: list[_Child] = []
        self._child: _Child | None = _Child(prepare, limits)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def order(self, items: Iterable[bytes]) -> None:
        """Begin with these items; `results` waits for them."""
        self._waiting.extend(items)
        self._order()

    def results(self) -> list[bytes | Cause]:
        """The result of each item that was ordered, or why there is none, in their order."""
        found: list[bytes | Cause] = []
        self._since = time.monotonic()  # nobody has watched so far
        while self._ordered:
            found.append(self._result())
            self._ordered = False
            self._order()
        return found

    def close(self) -> None:
        """End the process. It is begun again should there be more to do."""
        self.dismiss()
        for child in self._dismissed:
            child.end()
        self._dismissed.clear()

    def dismiss(self) -> None:
        """Let the process end, without waiting for it as `close` does. It is begun again should there be more
        to do."""
        if self._child is not None:
            self._child.stop()
            self._dismissed.append(self._child)
        self._child = None
        self._ordered = False
        self._waiting.clear()

    def _order(self) -> None:
        if self._ordered or not self._waiting:
            return
        if self._child is None:
            self._child = _Child(self._prepare, self._limits)
        item = self._waiting.popleft()
        self._ordered, self._since = True, time.monotonic()
        with contextlib.suppress(BrokenPipeError):  # it died: the pipe of results says so too
            write_all(self._child.orders, _HEADER.pack(_DONE, len(item)) + item)

    def _result(self) -> bytes | Cause:
        child = self._child
        assert child is not None
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


class OneByOne:
    """A process that waits for work, shared by threads: one thread's items keep another's waiting for one of
    them at most. Each thread has its own of these (`another`). Where even one takes too long, a thread goes
    on with a process of its own. `make` makes a process."""

    def __init__(
        self, make: Callable[[], Standby], shared: tuple[Standby, threading.Lock] | None = None
    ) -> None:
        self._make = make
        self._shared = shared or (make(), threading.Lock())
        self._own: Standby | None = None
        self._ordered: list[bytes] = []

    def another(self) -> OneByOne:
        """The same process, for another thread."""
        return OneByOne(self._make, self._shared)

    def order(self, items: Iterable[bytes]) -> None:
        """What `results` is to give the results of."""
        self._ordered.extend(items)

    def results(self) -> list[bytes | Cause]:
        """The result of each item that was ordered, or why there is none, in their order."""
        ordered, self._ordered = self._ordered, []
        return [self._result(item) for item in ordered]

    def close(self) -> None:
        """Forget what was ordered."""
        self._ordered.clear()

    def end(self) -> None:
        """End the processes, when no thread has anything more to do."""
        self._shared[0].close()
        if self._own is not None:
            self._own.close()

    def _result(self, item: bytes) -> bytes | Cause:
        standby, turn = self._shared
        if self._own is None and turn.acquire(timeout=_LONG):
            try:
                return _asked(standby, item)
            finally:
                turn.release()
        self._own = self._own or self._make()
        return _asked(self._own, item)


def _asked(standby: Standby, item: bytes) -> bytes | Cause:
    standby.order([item])
    return standby.results()[0]


class _Child:
    """The process, and the pipes to and from it."""

    def __init__(self, prepare: Callable[[], Function], limits: Limits) -> None:
        order_read, self.orders = os.pipe()
        self.results, result_write = os.pipe()
        self._pid = os.fork()
        if self._pid:
            os.close(order_read)
            os.close(result_write)
            return
        status = RAISED
        try:
            _close_all_but(order_read, result_write)
            limit_memory(limits.memory)
            _work(prepare(), order_read, result_write)
            status = 0
        except MemoryError:
            status = NO_MEMORY
        finally:
            os._exit(status)  # without the parent's clean-up

    def end(self) -> int:
        """Close the pipes and wait. Returns the exit code, negative for a signal."""
        os.close(self.orders)
        os.close(self.results)
        return os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])

    def stop(self) -> None:
        """Let it end at once."""
        os.kill(self._pid, signal.SIGKILL)

    def kill(self) -> None:
        self.stop()
        self.end()


def _close_all_but(*kept: int) -> None:
    """Close what was inherited: a lock, or another process's pipe, would stay held for as long as this
    process waits."""
    import resource

    most = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    start = _FIRST_FREE
    for handle in (*sorted(kept), most):
        os.closerange(start, handle)
        start = handle + 1


def _work(function: Function, orders: int, results: int) -> None:
    """Answer one item after the other, until the pipe is closed."""
    while header := _read(orders, _HEADER.size):
        item = _read(orders, _HEADER.unpack(header)[1])
        try:
            outcome, data = _DONE, function(item)
        except MemoryError:
            raise
        except Exception:  # a fault of ours costs this item; whoever reports it needs its place
            traceback.print_exc()
            outcome, data = _FAILED, b""
        write_all(results, _HEADER.pack(outcome, len(data)) + data)


def _read(handle: int, length: int) -> bytes:
    """So many bytes; fewer only where the pipe was closed."""
    parts = bytearray()
    while len(parts) < length and (data := os.read(handle, length - len(parts))):
        parts += data
    return bytes(parts)
