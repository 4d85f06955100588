"""A map over forked processes: the parallel stage of a build.

In:  a pure function from a chunk of items to bytes, and the items.
Out: the results, one per chunk, in the order of the chunks, whatever process made them.

Children are forked, so what the function refers to is inherited and nothing is pickled; only the
results travel, as bytes through a pipe. Where there is no `fork` (Windows), or for one job, everything
runs in this process. The function must not raise for bad input: errors are data. If it does raise, or a
child dies, the chunk is done again here, so the exception surfaces in the parent with its traceback.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")

CHUNK = 30
FEW = 60
"""Items below which starting processes costs more than it saves."""
_HEADER = struct.Struct("<IQ")  # number of the chunk, bytes that follow


def available() -> bool:
    """Whether this platform can fork."""
    return hasattr(os, "fork")


def chunks(items: Sequence[Item], size: int = CHUNK) -> list[Sequence[Item]]:
    """The items in runs of at most `size`."""
    return [items[start : start + size] for start in range(0, len(items), size)]


def fork_map(
    function: Callable[[Sequence[Item]], bytes], items: Sequence[Item], jobs: int, size: int = CHUNK
) -> list[bytes]:
    """`[function(chunk) for chunk in chunks(items, size)]`, by `jobs` processes (this one included).

    The processes take numbers of chunks from a shared pipe, so a slow chunk holds nobody up.
    """
    parts = chunks(items, size)
    if jobs <= 1 or len(parts) <= 1 or not available():
        return [function(part) for part in parts]
    results: dict[int, bytes] = {}
    # A pipe holds at least 4 KiB; more chunks than that would block, so they are numbered in runs.
    queue_read, queue_write = os.pipe()
    stride = -(-len(parts) // 1000)
    for start in range(0, len(parts), stride):
        os.write(queue_write, struct.pack("<I", start))
    os.close(queue_write)

    def take() -> Iterator[int]:
        while ticket := os.read(queue_read, 4):
            start = struct.unpack("<I", ticket)[0]
            yield from range(start, min(start + stride, len(parts)))

    children: list[tuple[int, int]] = []
    for _ in range(min(jobs, len(parts)) - 1):
        result_read, result_write = os.pipe()
        pid = os.fork()
        if pid == 0:
            _child(function, parts, take(), result_read, result_write)
        os.close(result_write)
        children.append((pid, result_read))
    for number in take():
        results[number] = function(parts[number])
    os.close(queue_read)
    for pid, result_read in children:
        with os.fdopen(result_read, "rb") as stream:
            while len(header := stream.read(_HEADER.size)) == _HEADER.size:
                number, length = _HEADER.unpack(header)
                data = stream.read(length)
                if len(data) == length:
                    results[number] = data
        os.waitpid(pid, 0)
    for number in range(len(parts)):
        if number not in results:
            results[number] = function(parts[number])
    return [results[number] for number in range(len(parts))]


def _child(
    function: Callable[[Sequence[Item]], bytes],
    parts: list[Sequence[Item]],
    numbers: Iterator[int],
    result_read: int,
    result_write: int,
) -> None:
    """Work until there are no more chunks, then leave without running the parent's clean-up.

    Results are kept until the end: the parent reads only when its own work is done, and a child that
    wrote into a full pipe meanwhile would stand still.
    """
    status = 1
    try:
        os.close(result_read)
        done = [(number, function(parts[number])) for number in numbers]
        with os.fdopen(result_write, "wb") as stream:
            for number, data in done:
                stream.write(_HEADER.pack(number, len(data)))
                stream.write(data)
        status = 0
    finally:
        os._exit(status)
