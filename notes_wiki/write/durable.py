"""Writing bytes completely, and flushing them to the disk.

In:  bytes; a folder below which files were written.
Out: OSError if the disk did not take them; whether that is because it is full.
"""

from __future__ import annotations

import ctypes
import errno
import os
from io import RawIOBase

_FULL = frozenset((errno.ENOSPC, errno.EDQUOT))


def is_full(error: OSError) -> bool:
    """Whether a file could not be written because the disk, or its owner's share of it, is full."""
    return error.errno in _FULL


def write_all(stream: RawIOBase, data: bytes) -> None:
    """Write all of the data, or raise OSError: when a disk fills up, one call may write a part without an
    error."""
    view = memoryview(data)
    while view:
        view = view[stream.write(view) or 0 :]


def sync(folder: str) -> None:
    """Flush the files below a folder to the disk before they are renamed. One call serves all files: an fsync
    for each of two thousand takes half a second. Linux has `syncfs`, which waits for one file system only;
    Python has no name for it, so it is called by way of ctypes."""
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
