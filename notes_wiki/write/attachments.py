"""Files that notes use: pictures, videos, documents.

In:  the files that published notes show or link to, and the folders they are in.
Out: the sizes of pictures; copies in the output folder. Files that no published note uses are not copied.

A file's digest, and a picture's size, are remembered under its stamp, so that a build does not read again
what a wiki has gathered over years.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from stat import S_ISREG

import msgspec

from notes_wiki import problem
from notes_wiki.load.stamps import Stamp, inode, settled, stamp_of
from notes_wiki.model import FoundFile, Problem
from notes_wiki.parse.files import type_of
from notes_wiki.render.urls import file_address
from notes_wiki.write.output import Output


class KnownFile(msgspec.Struct, array_like=True):
    """What is known of a file in the state that `stamp` identifies. `digest` is "" until it is copied;
    `width` and `height`, in pixels, are 0 if they are not known."""

    stamp: Stamp
    digest: str = ""
    width: int = 0
    height: int = 0


class Attachments:
    """The files that notes use, with what an earlier build knew of them (`remembered`)."""

    def __init__(self, content: Path, static: Sequence[Path], remembered: bytes | None = None) -> None:
        self._content = content
        self._static = static
        self._before = _decoded(remembered)
        self._known: dict[str, KnownFile] = {}
        self._now = time.time_ns()

    def sizes(self, files: Iterable[FoundFile]) -> dict[FoundFile, tuple[int, int]]:
        """Width and height, in pixels, of the pictures among these files, as a browser shows them."""
        found = {}
        for file in files:
            if _is_measured(file) and (known := self._look(file)) is not None:
                if known.width < 0:
                    known.width, known.height = _size(self._path(file))
                if known.width and known.height:
                    found[file] = known.width, known.height
        return found

    def copy(self, files: Iterable[FoundFile], output: Output) -> tuple[Problem, ...]:
        """Copy these files to the output. Returns a Problem for each that cannot be read."""
        problems = []
        for file in files:
            address = file_address(file)
            known = self._look(file)
            if known is not None and known.digest and output.has(address, known.digest):
                output.keep(address)
                continue
            try:
                found = output.put_file(address, _regular(self._path(file)))
            except OSError as error:
                problems.append(_unreadable(file, error))
                continue
            if known is not None:
                known.digest = found
        return tuple(problems)

    def remember(self) -> bytes:
        """What is known, as bytes for the next build."""
        return msgspec.msgpack.encode(
            {name: known for name, known in self._known.items() if settled(known.stamp.mtime_ns, self._now)}
        )

    def _look(self, file: FoundFile) -> KnownFile | None:
        """What is known of a file as it is now; None if it cannot be inspected."""
        name = f"{file.static}/{file.path}"
        if name not in self._known:
            path = self._path(file)
            try:
                found = path.stat()
            except OSError:
                return None
            if not S_ISREG(found.st_mode):
                return None
            stamp = stamp_of(found)._replace(inode=inode(path, found))
            before = self._before.get(name)
            fresh = KnownFile(stamp, width=-1 if _is_measured(file) else 0)
            self._known[name] = before if before is not None and before.stamp == stamp else fresh
        return self._known[name]

    def _path(self, file: FoundFile) -> Path:
        return (self._static[file.static] if file.static >= 0 else self._content) / file.path


def files_remembered(remembered: bytes | None) -> list[str]:
    """The paths of the content files that a build used, from the bytes of `Attachments.remember`."""
    return [path for name in _decoded(remembered) if (path := name.removeprefix("-1/")) != name]


def _is_measured(file: FoundFile) -> bool:
    known = type_of(file.path)
    return known is not None and known.measured


def _decoded(remembered: bytes | None) -> dict[str, KnownFile]:
    try:
        return msgspec.msgpack.decode(remembered or b"\x80", type=dict[str, KnownFile])
    except msgspec.DecodeError:
        return {}


def _regular(path: Path) -> Path:
    """The path, if it is a regular file. Raises OSError for a pipe or a device, which might never end."""
    if path.exists() and not path.is_file():
        raise OSError("it is not a file")
    return path


def _size(path: Path) -> tuple[int, int]:
    """A picture's size from its header, turned as its EXIF orientation says; zeros if it has none."""
    import imagesize

    try:
        width, height = imagesize.get(path)
    except Exception:  # a damaged picture can raise anything; it is shown without its size
        return 0, 0
    return (round(width), round(height)) if width > 0 and height > 0 else (0, 0)


def _unreadable(file: FoundFile, error: OSError) -> Problem:
    return problem.make(
        "unreadable",
        f"{file.path}, which notes use, cannot be read: {error.strerror or error}.",
        hint="Check that it exists and that you have permission to read it; the rest is built without it.",
        path=file.path,
    )
