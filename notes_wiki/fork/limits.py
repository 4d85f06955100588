"""Limits for a forked process, and why it ended.

In:  seconds and bytes.
Out: `Limits`; `Cause`, read off an exit code.
"""

from __future__ import annotations

import os
from typing import Literal, NamedTuple

RAISED, NO_MEMORY = 70, 71
"""Exit codes of a process."""

Cause = Literal["raised", "died", "time", "memory", "no process"]
"""Why there is no result."""


class Limits(NamedTuple):
    """Limits for one piece of work: seconds of wall-clock time, bytes of memory in addition to what the
    process had."""

    seconds: float = 10.0
    memory: int = 1 << 30


def available() -> bool:
    """Whether this platform can fork."""
    return hasattr(os, "fork")


def cause_of(code: int) -> Cause:
    """Why a process ended with this exit code (negative for a signal)."""
    return {RAISED: "raised", NO_MEMORY: "memory"}.get(code, "died")  # type: ignore[return-value]  # a dict of str


def limit_memory(more: int) -> None:
    """Limit the memory of this process to this many bytes more than it has. Does nothing if the system cannot
    tell how much it has."""
    import resource

    try:
        with open("/proc/self/statm") as stream:  # noqa: PTH123 - one line, in every worker
            now = int(stream.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (now + more, resource.getrlimit(resource.RLIMIT_AS)[1]))
    except (OSError, ValueError):
        return


def write_all(handle: int, data: bytes) -> None:
    """Write all of the data into a pipe. Raises BrokenPipeError if no process reads from it any more."""
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]
