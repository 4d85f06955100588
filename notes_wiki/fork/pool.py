"""A parallel map over forked processes.

In:  a pure function from a chunk of items to bytes, and the items.
Out: the results as bytes, in the order of the items.

Workers are forked, so they inherit whatever the function refers to and nothing is pickled; only the results
are sent, through pipes. The parent hands out chunks and watches the workers: one that dies or exceeds its
limits is killed and replaced, and its chunk is done again item by item, so that only the item at fault is
lost. Without `fork`, or with one job, everything runs in this process, unwatched unless `watched` is set; so
does a chunk for which no worker can be started, because the system has no more processes to give. A chunk
that failed is never done here: it would do to this process what it did to the worker.

The function must not raise for bad input, because errors are data. If it raises all the same, it is called
again in the parent, so that the exception surfaces with its traceback.
"""

from __future__ import annotations

import contextlib
import os
import select
import struct
import time
from collections import deque
from collections.abc import Callable, Sequence
from typing import Generic, Self, TypeVar

from notes_wiki.fork.child import Child
from notes_wiki.fork.limits import Cause, Limits, available, cause_of, write_all

Item = TypeVar("Item")

CHUNK = 30
"""Items of a chunk."""
FEW = 60
"""Items below which starting processes costs more than it saves."""
_PAUSE = 0.05
"""Seconds between two attempts to start a process."""
_NUMBER = struct.Struct("<I")
_HEADER = struct.Struct("<IQ")  # number of the chunk, bytes that follow


class _Worker(Child):
    """A child process and the chunk it works on."""

    def __init__(self, work: Callable[[int, int], None], limits: Limits) -> None:
        super().__init__(work, limits)
        self.received = bytearray()
        self.chunk = -1
        self.since = 0.0

    def order(self, number: int) -> None:
        self.chunk, self.since = number, time.monotonic()
        with contextlib.suppress(BrokenPipeError):  # the worker died, which its pipe of results will show
            os.write(self.orders, _NUMBER.pack(number))

    def result(self) -> tuple[int, bytes] | None:
        """The next complete result in what has been received: chunk number and bytes."""
        if len(self.received) < _HEADER.size:
            return None
        number, length = _HEADER.unpack_from(self.received)
        end = _HEADER.size + length
        if len(self.received) < end:
            return None
        data = bytes(self.received[_HEADER.size : end])
        del self.received[:end]
        return number, data


class _Count:
    """Counts the items that are done, and reports the count."""

    def __init__(self, tell: Callable[[int], None] | None) -> None:
        self._tell = tell
        self._done = 0

    def after(self, result: bytes, items: int) -> bytes:
        self._done += items
        if self._tell is not None:
            self._tell(self._done)
        return result


def chunks(items: Sequence[Item], size: int = CHUNK) -> list[Sequence[Item]]:
    """The items in chunks of at most `size`."""
    return [items[start : start + size] for start in range(0, len(items), size)]


def fork_map(
    function: Callable[[Sequence[Item]], bytes],
    items: Sequence[Item],
    jobs: int,
    size: int = CHUNK,
    *,
    lost: Callable[[Item, Cause], bytes] | None = None,
    advance: Callable[[int], None] | None = None,
    limits: Limits = Limits(),  # noqa: B008 - a tuple of two numbers
) -> list[bytes]:
    """`[function(chunk) for chunk in chunks(items, size)]`, by `jobs` worker processes.

    An item that kills its worker, or exceeds the limits, is passed to `lost`, whose result takes its place;
    without `lost` it is tried in this process. `advance` is called in the parent, after every chunk, with the
    number of items that are done.
    """
    with ForkMap(function, items, jobs, size, lost=lost, advance=advance, limits=limits) as begun:
        return begun.results()


class ForkMap(Generic[Item]):
    """`fork_map` in two steps: the workers start when the object is created, `results` waits for them, and
    the caller can do other work in between. With `watched`, every item is done by a worker, however few there
    are. Leaving the `with` block ends all workers."""

    def __init__(
        self,
        function: Callable[[Sequence[Item]], bytes],
        items: Sequence[Item],
        jobs: int,
        size: int = CHUNK,
        *,
        lost: Callable[[Item, Cause], bytes] | None = None,
        advance: Callable[[int], None] | None = None,
        watched: bool = False,
        limits: Limits = Limits(),  # noqa: B008 - a tuple of two numbers
    ) -> None:
        self._function = function
        self._parts = chunks(items, size)
        self._jobs = max(1, jobs)
        self._lost = lost
        self._limits = limits
        self._count = _Count(advance)
        forks = available() and (watched or (jobs > 1 and len(self._parts) > 1))
        self._run = _Run(function, self._parts, self._jobs, limits, self._count) if forks else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._run is not None:
            self._run.kill()

    def results(self) -> list[bytes]:
        """The result of `fork_map`. Call this only once."""
        if self._run is None:
            return [self._count.after(self._function(part), len(part)) for part in self._parts]
        done, failed = self._run.finish()
        again = iter(self._one_by_one([item for number in sorted(failed) for item in self._parts[number]]))
        found: list[bytes] = []
        for number, part in enumerate(self._parts):
            found += [next(again) for _ in part] if number in failed else [done[number]]
        return found

    def _one_by_one(self, items: Sequence[Item]) -> list[bytes]:
        """The results of items whose chunks failed, each in a chunk of its own."""
        run = _Run(self._function, chunks(items, 1), self._jobs, self._limits, self._count, here=False)
        try:
            done, failed = run.finish()
        finally:
            run.kill()
        for number, cause in failed.items():
            item, lost = items[number], self._lost
            done[number] = self._function([item]) if cause == "raised" or lost is None else lost(item, cause)
        return [done[number] for number in range(len(items))]


class _Run:
    """The workers and their chunks. Each worker has its first chunk when this is created. There are fewer
    workers than jobs, or none, if the system has no more processes to give: then chunks are done `here`, or
    wait for as long as one may take, and fail."""

    def __init__(
        self,
        function: Callable[[Sequence[Item]], bytes],
        parts: list[Sequence[Item]],
        jobs: int,
        limits: Limits,
        count: _Count,
        *,
        here: bool = True,
    ) -> None:
        self._function = function
        self._parts = parts
        self._here = here
        self._jobs = jobs
        self._limits = limits
        self._count = count
        self._waiting = deque(range(len(parts)))
        self._workers: list[_Worker] = []
        self._fill()

    def _fill(self) -> None:
        while self._waiting and len(self._workers) < self._jobs:
            try:
                worker = _Worker(self._work, self._limits)
            except OSError:  # as many processes as there may be: those that there are do the rest
                return
            self._workers.append(worker)
            self._order(worker)

    def _work(self, orders: int, results: int) -> None:
        """What a worker does: the ordered chunks, until there are no more."""
        # A worker ends when its pipe of orders is closed, so no other worker may hold a copy of its end.
        for other in self._workers:
            os.close(other.orders)
            os.close(other.results)
        while order := os.read(orders, _NUMBER.size):
            number = _NUMBER.unpack(order)[0]
            data = self._function(self._parts[number])
            write_all(results, _HEADER.pack(number, len(data)) + data)

    def _order(self, worker: _Worker) -> None:
        """Give the worker its next chunk: the first worker takes chunks from the beginning, all others from
        the end. If items that need expensive preparation come first, only one process has to prepare."""
        first = worker is self._workers[0]
        worker.order(self._waiting.popleft() if first else self._waiting.pop())

    def finish(self) -> tuple[dict[int, bytes], dict[int, Cause]]:
        """The results by chunk number, and for each chunk without one why it failed."""
        done: dict[int, bytes] = {}
        failed: dict[int, Cause] = {}
        seconds = self._limits.seconds
        at_work = time.monotonic()
        for worker in self._workers:  # the time limit counts from now on: nobody watched before
            worker.since = at_work
        while self._waiting or self._workers:
            self._fill()
            if not self._workers:
                if self._here:
                    self._do_next_here(done)
                elif time.monotonic() > at_work + seconds:
                    failed |= dict.fromkeys(self._waiting, "no process")
                    self._waiting.clear()
                else:
                    select.select([], [], [], _PAUSE)
                continue
            at_work = time.monotonic()
            timeout = max(0.0, min(one.since for one in self._workers) + seconds - time.monotonic())
            ready, _, _ = select.select([one.results for one in self._workers], [], [], timeout)
            for worker in list(self._workers):
                if worker.results in ready:
                    self._receive(worker, done, failed)
                elif time.monotonic() > worker.since + seconds:
                    self._workers.remove(worker)
                    worker.kill()
                    failed[worker.chunk] = "time"
        return done, failed

    def _do_next_here(self, done: dict[int, bytes]) -> None:
        """Do one chunk in this process. By the next one, the system may have a process to give."""
        number = self._waiting.popleft()
        done[number] = self._count.after(self._function(self._parts[number]), len(self._parts[number]))

    def _receive(self, worker: _Worker, done: dict[int, bytes], failed: dict[int, Cause]) -> None:
        data = os.read(worker.results, 1 << 20)
        worker.received += data
        if not data:
            self._workers.remove(worker)
            failed[worker.chunk] = cause_of(worker.end())
            return
        if (result := worker.result()) is not None:
            done[result[0]] = self._count.after(result[1], len(self._parts[result[0]]))
            if self._waiting:
                self._order(worker)
            else:
                self._workers.remove(worker)
                worker.end()

    def kill(self) -> None:
        """Kill the workers that are left after an exception, usually Ctrl-C."""
        while self._workers:
            self._workers.pop().kill()
