"""Recognising by its stat alone that a file has not changed since it was read.

In:  the stat of a file, or its path.
Out: its `Stamp`; whether that is old enough to be trusted.
"""

from __future__ import annotations

import os
from pathlib import Path
from stat import S_ISDIR
from typing import NamedTuple

_TICK_NS = 20_000_000
"""A file system's clock stands still for up to 10 ms: a file written twice within a tick keeps its time."""
_COARSE_NS = 2_000_000_000
"""The tick of file systems that keep whole seconds (FAT: every second one)."""
_FIRST_NS = -(1 << 63)
"""The earliest time that the store can hold, in 1677. Some file systems report earlier ones for damaged
files."""
_USER = os.geteuid() if hasattr(os, "geteuid") else -1


class Stamp(NamedTuple):
    """Identifies one state of a file: modification time in nanoseconds, size in bytes, inode (0 if it may
    not be read)."""

    mtime_ns: int
    size: int
    inode: int


def stamp_of(stat: os.stat_result) -> Stamp:
    """The stamp that a stat gives."""
    return Stamp(stat.st_mtime_ns, stat.st_size, stat.st_ino)


def stamp_at(path: str) -> Stamp | None:
    """The stamp of what is at a path, None if nothing is. A folder's holds its inode alone, because all that
    counts is that it exists."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    if S_ISDIR(found.st_mode):
        return Stamp(0, 0, found.st_ino)
    return Stamp(found.st_mtime_ns, found.st_size, inode(path, found))


def inode(path: str | Path, stat: os.stat_result) -> int:
    """The inode of a file that is to be read, for its stamp; 0 if it may not be read, so that its stamp
    differs from the one it had when it was read."""
    mode = stat.st_mode
    # A file that everyone may read, or that is our own, needs no system call.
    if mode & 0o444 == 0o444 or (mode & 0o400 and stat.st_uid == _USER) or os.access(path, os.R_OK):
        return stat.st_ino
    return 0


def settled(mtime_ns: int, now_ns: int) -> bool:
    """Whether any change made after `now_ns`, when the file was read, would show in its modification time.

    This is git's rule for its index: a file that was changed within one clock tick before it was read can
    change again within that tick, without a new time.
    """
    tick = _TICK_NS if mtime_ns % 1_000_000_000 else _COARSE_NS
    return _FIRST_NS <= mtime_ns < now_ns - tick
