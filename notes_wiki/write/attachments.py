"""Files that notes use: pictures, films, documents.

In:  the files that published notes show or link to, and where they lie.
Out: the pictures' sizes; copies in the output folder. A file that no published note uses is not copied.

What is known of a file (its digest, a picture's size) is remembered by its stamp, so that a build does not
read again what a wiki of years has gathered.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from stat import S_ISREG

import msgspec

from notes_wiki import problem
from notes_wiki.load.stamps import Stamp, settled, stamp_of
from notes_wiki.model import FoundFile, Problem
from notes_wiki.parse.files import type_of
from notes_wiki.render.urls import file_address
from notes_wiki.write.output import Output


class KnownFile(msgspec.Struct, array_like=True):
    """What is known of a file in the state that `stamp` tells. `digest` is "" before it was copied; `width`
    and `height` in pixels are 0 where there are none."""

    stamp: Stamp
    digest: str = ""
    width: int = 0
    height: int = 0


class Attachments:
    """The files that notes use, with what a build before this one knew of them."""

    def __init__(self, content: Path, static: Sequence[Path], remembered: bytes | None = None) -> None:
        self._content = content
        self._static = static
        self._before = _decoded(remembered)
        self._known: dict[str, KnownFile] = {}
        self._now = time.time_ns()

    def sizes(self, files: Iterable[FoundFile]) -> dict[FoundFile, tuple[int, int]]:
        """Width and height of the pictures among these files in pixels, as a browser shows them."""
        found = {}
        for file in files:
            if _is_measured(file) and (known := self._look(file)) is not None:
                if known.width < 0:
                    known.width, known.height = _size(self._path(file))
                if known.width and known.height:
                    found[file] = known.width, known.height
        return found

    def copy(self, files: Iterable[FoundFile], output: Output) -> tuple[Problem, ...]:
        """Copy these files. One that cannot be read is a Problem."""
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
        """What the next build may know."""
        return msgspec.msgpack.encode(
            {name: known for name, known in self._known.items() if settled(known.stamp.mtime_ns, self._now)}
        )

    def _look(self, file: FoundFile) -> KnownFile | None:
        """What is known of a file as it is now; None where it cannot be looked at."""
        name = f"{file.static}/{file.path}"
        if name not in self._known:
            try:
                found = self._path(file).stat()
            except OSError:
                return None
            if not S_ISREG(found.st_mode):
                return None
            stamp = stamp_of(found)
            before = self._before.get(name)
            fresh = KnownFile(stamp, width=-1 if _is_measured(file) else 0)
            self._known[name] = before if before is not None and before.stamp == stamp else fresh
        return self._known[name]

    def _path(self, file: FoundFile) -> Path:
        return (self._static[file.static] if file.static >= 0 else self._content) / file.path


def files_remembered(remembered: bytes | None) -> list[str]:
    """The paths of files of the content folder that a build used, from what `Attachments.remember` gave."""
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
    """The path of a file; that of a pipe or a device, which might never end, is refused."""
    if path.exists() and not path.is_file():
        raise OSError("it is no file")
    return path


def _size(path: Path) -> tuple[int, int]:
    """A picture's size by its header, turned as its camera says; nothing where it does not tell."""
    import imagesize

    try:
        width, height = imagesize.get(path)
    except Exception:  # a damaged picture fails its reader in any way there is; it is shown without its size
        return 0, 0
    return (round(width), round(height)) if width > 0 and height > 0 else (0, 0)


def _unreadable(file: FoundFile, error: OSError) -> Problem:
    return problem.make(
        "unreadable",
        f"{file.path}, which notes use, cannot be read: {error.strerror or error}.",
        hint="Check that it exists and that you may read it; the rest is built without it.",
        path=file.path,
    )
