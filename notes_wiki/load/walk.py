"""Finding notes and reading them.

In:  the content folder and the configuration's `ignore` globs.
Out: `Walk`, a listing of the folder (by stat alone, nothing is read); a `Source` for one note, or its bytes.

Dotfiles and dotfolders are ignored. A symbolic link to a folder is followed unless it leads back to a folder
that is being walked.
"""

from __future__ import annotations

import codecs
import errno
import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from stat import S_ISREG

from notes_wiki.config import Config
from notes_wiki.load import file_problems
from notes_wiki.load.folders import FolderCache
from notes_wiki.load.ignoring import IsTold, ignoring, told
from notes_wiki.load.other_formats import other_formats
from notes_wiki.load.reserved import without_reserved
from notes_wiki.load.stamps import inode
from notes_wiki.load.suffixes import NOTE_SUFFIXES, is_part
from notes_wiki.model import Problem, Record, Source

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class FileEntry(Record, frozen=True):
    """A file in the listing: `path` is POSIX and relative to the content folder, its time is in nanoseconds,
    its size in bytes, its inode 0 where it may not be read."""

    path: str
    mtime_ns: int
    size: int
    inode: int


class Walk(Record, frozen=True):
    """The listing of the content folder: `notes` and other `files`, each sorted by path, and the `folders`
    they were found in ("" is the content folder itself). `unread` are the folders that could not be
    listed, `parts` the notes that are ignored for their private names alone, which others may include."""

    notes: tuple[FileEntry, ...]
    files: tuple[FileEntry, ...]
    problems: tuple[Problem, ...] = ()
    folders: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    parts: tuple[FileEntry, ...] = ()


def walk(
    content: Path,
    config: Config,
    dialect_of: Callable[[str], str] | None = None,
    folders: FolderCache | None = None,
) -> Walk:
    """List the content folder, without what is ignored (`ignoring`). What cannot be listed is a Problem; the
    rest is listed all the same. `folders` holds the listings that were already made."""
    walker = _Walker(
        ignoring(config.ignore, content, dialect_of), told(config.ignore), folders or FolderCache()
    )
    try:
        stat = content.stat()
    except OSError as error:
        return Walk((), (), (file_problems.unreadable(str(content), error),))
    walker.visit(str(content), "", ((stat.st_dev, stat.st_ino),))
    files = tuple(sorted(walker.files, key=_path))
    return Walk(
        notes=tuple(sorted(walker.notes, key=_path)),
        files=files,
        problems=(*walker.problems, *other_formats(map(_path, files))),
        folders=tuple(walker.folders),
        unread=tuple(walker.unread),
        parts=tuple(sorted(walker.parts, key=_path)),
    )


def _path(entry: FileEntry) -> str:
    return entry.path


_Above = tuple[tuple[int, int], ...]
"""The folders that are being walked, by device and inode."""


class _Walker:
    """Walks folders and collects what it finds."""

    def __init__(self, is_ignored: Callable[[str, bool], bool], told: IsTold, folders: FolderCache) -> None:
        self._is_ignored = is_ignored
        self._told = told
        self._folders = folders
        self.notes: list[FileEntry] = []
        self.files: list[FileEntry] = []
        self.problems: list[Problem] = []
        self.folders: list[str] = []
        self.unread: list[str] = []
        self.parts: list[FileEntry] = []

    def visit(self, folder: str, prefix: str, above: _Above) -> None:
        """List a folder and everything below it. `prefix` begins the paths of its entries."""
        self.folders.append(prefix)
        try:
            entries = self._folders.entries(folder)
            if not os.access(folder, os.X_OK):  # its files can be listed, but not read
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        except OSError as error:
            self.problems.append(file_problems.unreadable_folder(prefix.rstrip("/") or ".", error))
            self.unread.append(prefix)
            return
        for entry in entries:
            if entry.name.startswith("."):
                continue
            path = prefix + entry.name
            below = self._take(entry, path, above)
            if below is not None:
                self.visit(entry.path, path + "/", below)

    def _take(self, entry: os.DirEntry[str], path: str, above: _Above) -> _Above | None:
        """Record an entry. If it is a folder to walk into, returns the folders that are then being walked."""
        try:
            path.encode("utf-8")
            is_folder = entry.is_dir()
            ignored = self._is_ignored(path, is_folder)
            if ignored and (is_folder or not is_part(entry.name) or self._told(path, False)):
                return None
            stat = entry.stat()
        except UnicodeEncodeError:
            self.problems.append(file_problems.bad_file_name(path))
            return None
        except OSError as error:
            if not self._is_ignored(path, False):
                self.problems.append(file_problems.unreadable(path, error))
            return None
        if ignored:
            if S_ISREG(stat.st_mode):
                self.parts.append(FileEntry(path, stat.st_mtime_ns, stat.st_size, inode(entry.path, stat)))
            return None
        here = (stat.st_dev, stat.st_ino)
        if is_folder and here not in above:
            return (*above, here)
        if is_folder:
            self.problems.append(file_problems.link_loop(path))
        elif not S_ISREG(stat.st_mode):
            self.problems.append(file_problems.not_regular(path))
        else:
            found = FileEntry(path, stat.st_mtime_ns, stat.st_size, inode(entry.path, stat))
            (self.notes if path.lower().endswith(NOTE_SUFFIXES) else self.files).append(found)
        return None


def read(content: Path, entry: FileEntry) -> Source | Problem:
    """Read one note. A file that cannot be read, or is not UTF-8 text, is a Problem."""
    data = read_bytes(content, entry)
    return data if isinstance(data, Problem) else source(entry.path, data)


def read_bytes(content: Path, entry: FileEntry) -> bytes | Problem:
    """The bytes of a note's file, or a Problem if it cannot be read."""
    try:
        return (content / entry.path).read_bytes()
    except OSError as error:
        return file_problems.unreadable(entry.path, error)


def source(path: str, data: bytes) -> Source | Problem:
    """The note with this path whose file holds `data`, or a Problem if that is not UTF-8 text."""
    digest = hashlib.blake2b(data, digest_size=16).hexdigest()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if b"\0" in data[:8000] and not data.startswith(_UTF16):
            return file_problems.binary_file(path)
        return file_problems.not_utf8(path, data, error.start)
    if "\0" in text[:8000]:
        return file_problems.binary_file(path)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Source(path, without_reserved(text), digest)
