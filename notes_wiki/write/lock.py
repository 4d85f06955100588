"""One build at a time.

In:  a `.wiki` folder.
Out: exclusive use of the folder during a `with` block; `Busy` if another process holds it for too long.

POSIX only, as forking is: the lock belongs to the system, which releases it when a process is killed.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

from notes_wiki.looking import Look, go_on

_WAIT = 60.0
"""Seconds a build waits for another one in the same folder."""


class Busy(Exception):  # noqa: N818 - it is a state, not a fault
    """Another build uses the folder, and did not finish in time."""


@contextlib.contextmanager
def lock(folder: Path, wait: float = _WAIT, name: str = "lock", look: Look = go_on) -> Iterator[None]:
    """Let one build at a time work with a `.wiki` folder, or with what is named of it. Raises Busy when the
    other takes longer than `wait` seconds, and whatever `look` raises meanwhile.

    A folder that cannot be written needs no lock, because nothing in it will change.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError:
        yield
        return
    try:
        end = time.monotonic() + wait
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > end:
                    raise Busy from None
                look()
                time.sleep(0.05)
        yield
    finally:
        os.close(handle)
