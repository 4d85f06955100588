"""Files beside their places under temporary names, until they are renamed.

In:  where a file is to be, its bytes.
Out: the file, whole, under a name that the next commit recognises and removes; its digest and stamp.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable

from notes_wiki.load.stamps import Stamp, stamp_of
from notes_wiki.model import Problem, Record
from notes_wiki.write import told
from notes_wiki.write.durable import write_all

TEMPORARY = ".wiki-tmp-"
_DIGEST = 16


class Staged(Record, frozen=True):
    """A file that waits to be put in place: `temporary` is its path until then, "" where the file that is
    there has these bytes already, or where it could not be written (`problem`)."""

    address: str
    digest: str
    temporary: str = ""
    stamp: Stamp | None = None
    problem: Problem | None = None


def digest(data: bytes) -> str:
    """The digest of a file's bytes (hex)."""
    return hashlib.blake2b(data, digest_size=_DIGEST).hexdigest()


def file_digest(path: str) -> str:
    """The same of a file. Raises OSError."""
    with open(path, "rb") as stream:
        return hashlib.file_digest(stream, _new_digest).hexdigest()


def _new_digest() -> hashlib.blake2b:
    return hashlib.blake2b(digest_size=_DIGEST)


def write_staged(root: str, address: str, serial: int, parts: Iterable[bytes]) -> Staged:
    """Write a file of these bytes into the folder that `address` lies in, which is there. `serial` is another
    for each file of a process."""
    folder, _, _ = address.rpartition("/")
    found = _new_digest()
    temporary = f"{root}/{folder + '/' if folder else ''}{TEMPORARY}{os.getpid()}-{serial}"
    try:
        # 0o666 less the umask: what any program writes.
        with open(temporary, "wb", buffering=0) as stream:
            for part in parts:
                found.update(part)
                write_all(stream, part)
            stamp = stamp_of(os.fstat(stream.fileno()))
    except OSError as error:
        return Staged(address, "", problem=told.page_not_writable(address, error))
    return Staged(address, found.hexdigest(), temporary, stamp)


def sweep(root: str, folders: Iterable[str]) -> None:
    """Remove temporary files in these folders, "" the root: of builds that were killed, or that gave up."""
    for folder in folders:
        try:
            with os.scandir(f"{root}/{folder}") as entries:
                stale = [entry.path for entry in entries if entry.name.startswith(TEMPORARY)]
        except OSError:
            continue
        for path in stale:
            try:
                os.unlink(path)
            except OSError:
                continue
