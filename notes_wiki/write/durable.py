"""Bytes on the disk, all of them.

In:  bytes; a folder that files were written below.
Out: an error where the disk did not take them.
"""

from __future__ import annotations

import ctypes
import os
from io import RawIOBase


def write_all(stream: RawIOBase, data: bytes) -> None:
    """Write all of it, or raise: a disk that fills up takes a part and says nothing until the next call."""
    view = memoryview(data)
    while view:
        view = view[stream.write(view) or 0 :]


def sync(folder: str) -> None:
    """Make what was written durable before it is renamed: one call for all files, for an fsync a file
    costs half a second in two thousand. Linux can do so for one file system and need not wait for what
    others write elsewhere; Python has no name for that call."""
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            if ctypes.CDLL(None, use_errno=True).syncfs(handle) == 0:
                return
        finally:
            os.close(handle)
    except (OSError, AttributeError, TypeError):
        pass  # not Linux
    if hasattr(os, "sync"):
        os.sync()
