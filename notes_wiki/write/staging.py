"""Files written under temporary names next to their final place, until they are renamed.

In:  the address of a file, and its bytes.
Out: the complete file under a temporary name, which the next commit would recognise and remove if this build
     were killed; its digest and stamp.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable

from notes_wiki.load.stamps import Stamp, stamp_of
from notes_wiki.model import Problem, Record
from notes_wiki.write import output_problems
from notes_wiki.write.durable import write_all

TEMPORARY = ".wiki-tmp-"
_DIGEST = 16


class Staged(Record, frozen=True):
    """A file that waits to be renamed into place. `temporary` is its path until then; "" if the existing file
    has these bytes already, or if it could not be written (`problem`)."""

    address: str
    digest: str
    temporary: str = ""
    stamp: Stamp | None = None
    problem: Problem | None = None


def digest(data: bytes) -> str:
    """The digest of a file's bytes (hex)."""
    return hashlib.blake2b(data, digest_size=_DIGEST).hexdigest()


def file_digest(path: str) -> str:
    """The digest of a file on the disk. Raises OSError."""
    with open(path, "rb") as stream:
        return hashlib.file_digest(stream, _new_digest).hexdigest()


def _new_digest() -> hashlib.blake2b:
    return hashlib.blake2b(digest_size=_DIGEST)


def write_staged(root: str, address: str, serial: int, parts: Iterable[bytes]) -> Staged:
    """Write the bytes under a temporary name into the folder of `address`, which must exist. `serial` must
    differ for each file of a process."""
    folder, _, _ = address.rpartition("/")
    found = _new_digest()
    temporary = f"{root}/{folder + '/' if folder else ''}{TEMPORARY}{os.getpid()}-{serial}"
    try:
        # open() gives 0o666 less the umask, as any program does; tempfile would give 0o600.
        with open(temporary, "wb", buffering=0) as stream:
            for part in parts:
                found.update(part)
                write_all(stream, part)
            stamp = stamp_of(os.fstat(stream.fileno()))
    except OSError as error:
        return Staged(address, "", problem=output_problems.page_not_writable(address, error))
    return Staged(address, found.hexdigest(), temporary, stamp)


def sweep(root: str, folders: Iterable[str]) -> None:
    """Remove the temporary files that killed or abandoned builds left in these folders ("" is the root)."""
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
