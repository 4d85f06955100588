"""The output folder: putting pages down so that any instant is a good instant to pull the plug.

In:  addresses and bytes.
Out: files. A file is staged beside its place under a temporary name, in any process; `commit` makes all
     of them durable at once, renames them into place, and removes what no longer belongs. A process
     killed at any point leaves each page old or new, and temporary files that the next commit recognises
     and removes.

What of the folder is ours is listed in a manifest inside it. Files it does not list are never touched.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Mapping
from io import RawIOBase
from pathlib import Path, PurePosixPath

from notes_wiki import problem
from notes_wiki.load.stamps import Stamp, stamp_of
from notes_wiki.model import Explained, Problem, Record

MANIFEST = ".wiki-manifest"
TEMPORARY = ".wiki-tmp-"
UNKNOWN = "-"
"""The digest of a file that may be there, with whatever bytes."""
_HEADER = "wiki manifest 1\n"
_FOREIGN_OK = {"CNAME"}
"""Files that hosts want in a folder that is otherwise ours."""


class Staged(Record, frozen=True):
    """A file that waits to be put in place: `temporary` is its path until then, "" where the file that is
    there has these bytes already, or where it could not be written (`problem`)."""

    address: str
    digest: str
    temporary: str = ""
    stamp: Stamp | None = None
    problem: Problem | None = None


class Written(Record, frozen=True):
    """What a commit did: counts of files, digest and stamp of each file of ours by address, problems."""

    written: int
    unchanged: int
    removed: int
    digests: dict[str, str]
    stamps: dict[str, Stamp]
    problems: tuple[Problem, ...] = ()
    explained: tuple[Explained, ...] | None = None
    """Why pages were made anew, where that was asked."""


def digest(data: bytes) -> str:
    """The digest of a file's bytes (hex)."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def open_output(
    folder: Path, *, force: bool = False, stamps: Mapping[str, Stamp] | None = None
) -> Output | Problem:
    """The output folder, made where it does not exist; refused where it holds files of others.

    `stamps` are those of files as the last build left them; a file with another stamp is hashed before it
    counts as unchanged.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        names = os.listdir(folder)
    except OSError as error:
        return _not_writable(folder, error)
    if MANIFEST not in names and not force:
        foreign = sorted(name for name in names if not name.startswith(".") and name not in _FOREIGN_OK)
        if foreign:
            shown = ", ".join(foreign[:3]) + (", …" if len(foreign) > 3 else "")
            return problem.make(
                "foreign-output",
                f"The folder {folder} holds files that wiki did not write ({shown}); nothing was written.",
                hint="Choose an empty folder with --out, or say --force: those files stay as they are.",
            )
    if not os.access(folder, os.W_OK | os.X_OK):
        return problem.make(
            "not-writable",
            f"The folder {folder} cannot be written.",
            hint="Choose another folder with --out, or change its permissions.",
        )
    return Output(folder, _read_manifest(folder / MANIFEST), stamps or {})


class Output:
    """One build's writing into the output folder. `ours` is what the manifest lists, with digests."""

    def __init__(self, folder: Path, ours: dict[str, str], stamps: Mapping[str, Stamp]) -> None:
        self.folder = folder
        self.ours = ours
        self._root = os.path.realpath(folder)
        self._stamps = dict(stamps)
        self._kept: dict[str, str] = {}
        self._staged: list[tuple[str, str]] = []
        self._folders: dict[str, bool] = {}
        self._problems: list[Problem] = []
        self._failed: set[str] = set()
        self._serial = 0

    def has(self, address: str, expected: str) -> bool:
        """Whether this file is ours and has this digest: by its stamp where that is known, else by its
        bytes."""
        if self.ours.get(address) != expected:
            return False
        path = f"{self._root}/{address}"
        try:
            found = os.lstat(path)
            if not stat.S_ISREG(found.st_mode):
                return False
            stamp = stamp_of(found)
            if self._stamps.get(address) != stamp:
                with open(path, "rb") as stream:
                    if digest(stream.read()) != expected:
                        return False
                self._stamps[address] = stamp
        except OSError:
            return False
        return True

    def keep(self, address: str) -> None:
        """Leave a file of ours as it is."""
        self._kept[address] = self.ours[address]

    def put(self, address: str, data: bytes) -> str:
        """Stage a file, or keep it where it has these bytes already. Returns their digest."""
        if self.prepare([address]):
            self.accept(self.stage(address, data))
        return digest(data)

    def prepare(self, addresses: Iterable[str]) -> set[str]:
        """Make the folders of these files. Returns those that may be written; the others are told."""
        return {address for address in addresses if self._may_write(address)}

    def stage(self, address: str, data: bytes) -> Staged:
        """Write a file beside its place. Changes nothing of this object that matters, so that a forked
        child may do it and hand the result to its parent's `accept`."""
        found = digest(data)
        if self.has(address, found):
            return Staged(address, found, stamp=self._stamps[address])
        folder, _, _ = address.rpartition("/")
        self._serial += 1
        temporary = f"{self._root}/{folder + '/' if folder else ''}{TEMPORARY}{os.getpid()}-{self._serial}"
        try:
            # 0o666 less the umask: what any program writes.
            with open(temporary, "wb", buffering=0) as stream:
                _write_all(stream, data)
                stamp = stamp_of(os.fstat(stream.fileno()))
        except OSError as error:
            return Staged(address, found, problem=page_not_writable(address, error))
        return Staged(address, found, temporary, stamp)

    def accept(self, staged: Staged) -> None:
        """Take over what was staged, here or in another process."""
        if staged.problem is not None:
            self._problems.append(staged.problem)
            self._failed.add(staged.address)
            return
        if staged.temporary:
            self._staged.append((staged.temporary, staged.address))
        if staged.stamp is not None:
            self._stamps[staged.address] = staged.stamp
        self._kept[staged.address] = staged.digest

    def _may_write(self, address: str) -> bool:
        """Whether this file is ours to write: inside the folder, and not somebody else's."""
        if not self._folder_ready(address):
            return False
        if address not in self.ours and os.path.lexists(f"{self._root}/{address}"):
            self._problems.append(
                problem.make(
                    "foreign-file",
                    f"{address} in the output folder is not wiki's, so the page was not written.",
                    hint="Move that file away, or rename the note.",
                )
            )
            return False
        return True

    def _folder_ready(self, address: str) -> bool:
        parts = PurePosixPath(address)
        if parts.is_absolute() or ".." in parts.parts or not address:
            raise ValueError(f"{address!r} is not an address inside the output folder")
        folder = address.rpartition("/")[0]
        if folder not in self._folders:
            self._folders[folder] = self._make_folder(folder, address)
        return self._folders[folder]

    def _make_folder(self, folder: str, address: str) -> bool:
        path = f"{self._root}/{folder}" if folder else self._root
        if os.path.realpath(path) != path:  # asked first: nothing is made through a link either
            self._problems.append(
                problem.make(
                    "foreign-file",
                    f"The folder {folder} in the output folder is a symbolic link that leads elsewhere.",
                    hint="Remove the link; wiki writes only inside the output folder.",
                )
            )
            return False
        try:
            os.makedirs(path, exist_ok=True)
        except OSError as error:
            self._problems.append(page_not_writable(address, error))
            return False
        return True

    def commit(self) -> Written:
        """Put everything in place and remove what no longer belongs."""
        if self._staged:
            _sync(self._root)
        written = 0
        for temporary, address in self._staged:
            try:
                os.replace(temporary, f"{self._root}/{address}")
                written += 1
            except OSError as error:
                self._problems.append(page_not_writable(address, error))
                self._failed.add(address)
        # What could not be written is as it was, and ours as it was: the next build tries again.
        self._kept = {name: known for name, known in self._kept.items() if name not in self._failed}
        self._kept |= dict.fromkeys(self._failed & set(self.ours), UNKNOWN)
        # Between here and the new manifest, what was removed is listed still: harmless, for a file that
        # is listed and gone is written again.
        removed = self._remove(sorted(set(self.ours) - set(self._kept)))
        manifest = _HEADER + "".join(f"{self._kept[name]} {name}\n" for name in sorted(self._kept))
        if (refused := self._write_manifest(manifest.encode())) is not None:
            self._problems.append(refused)
        self.sweep()
        stamps = {name: self._stamps[name] for name in self._kept if name in self._stamps}
        problems = tuple(self._problems)
        return Written(written, len(self._kept) - written, removed, dict(self._kept), stamps, problems)

    def announce(self, addresses: Iterable[str]) -> Problem | None:
        """List files that are about to be written in the manifest, before the first of them is.

        A build that is killed between renames would otherwise leave files that no manifest lists, and
        the next one would take them for somebody else's. Where they cannot be listed (a full disk), the
        reason is returned and none of them may be written.
        """
        new = [
            name
            for name in addresses
            if name not in self.ours and not os.path.lexists(f"{self._root}/{name}")
        ]
        if not new:
            return None
        listed = {**self.ours, **dict.fromkeys(new, UNKNOWN)}
        text = _HEADER + "".join(f"{listed[name]} {name}\n" for name in sorted(listed))
        if (refused := self._write_manifest(text.encode())) is not None:
            self.sweep()
            return refused
        self.ours = listed
        return None

    def _write_manifest(self, data: bytes) -> Problem | None:
        path = f"{self._root}/{MANIFEST}"
        temporary = f"{self._root}/{TEMPORARY}manifest"
        try:
            with open(path, "rb") as stream:
                if stream.read() == data:
                    return None
        except OSError:
            pass  # there is none yet
        try:
            with open(temporary, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(temporary, path)
        except OSError as error:
            return _not_writable(self.folder, error)
        return None

    def _remove(self, addresses: list[str]) -> int:
        removed = 0
        folders: set[str] = set()
        for address in addresses:
            path = f"{self._root}/{address}"
            if os.path.realpath(os.path.dirname(path)) != os.path.dirname(path):
                continue  # a folder of ours was replaced by a link to somewhere else
            try:
                os.unlink(path)
                removed += 1
            except FileNotFoundError:
                pass
            except OSError as error:
                self._problems.append(page_not_writable(address, error))
                self._kept[address] = self.ours[address]
            parts = address.split("/")[:-1]
            folders |= {"/".join(parts[:depth]) for depth in range(1, len(parts) + 1)}
        for folder in sorted(folders, key=len, reverse=True):
            try:
                os.rmdir(f"{self._root}/{folder}")
            except OSError:
                pass  # not empty: something of ours or of others is in it
        return removed

    def sweep(self) -> None:
        """Remove temporary files: of builds that were killed, or of this one when it gives up. Only where
        ours can be: in the folders that hold files of ours."""
        folders = {name.rpartition("/")[0] for name in (*self._kept, *self.ours)} | {""}
        for folder in folders:
            try:
                with os.scandir(f"{self._root}/{folder}") as entries:
                    stale = [entry.path for entry in entries if entry.name.startswith(TEMPORARY)]
            except OSError:
                continue
            for path in stale:
                try:
                    os.unlink(path)
                except OSError:
                    continue


def _write_all(stream: RawIOBase, data: bytes) -> None:
    """Write all of it, or raise: a disk that fills up takes a part and says nothing until the next call."""
    view = memoryview(data)
    while view:
        view = view[stream.write(view) or 0 :]


def _sync(folder: str) -> None:
    """Make what was written durable before it is renamed: one call for all files, for an fsync a file
    costs half a second in two thousand. Linux can do so for one file system and need not wait for what
    others write elsewhere; Python has no name for that call."""
    import ctypes

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


def _read_manifest(path: Path) -> dict[str, str]:
    try:
        text = path.read_bytes().decode("utf-8")  # names may hold any line end but the one between them
    except (OSError, UnicodeDecodeError):
        return {}
    if not text.startswith(_HEADER):
        return {}
    found = {}
    for line in text[len(_HEADER) :].split("\n"):
        known, _, name = line.partition(" ")
        if name and not name.startswith("/") and ".." not in name.split("/"):
            found[name] = known
    return found


def _not_writable(folder: Path, error: OSError) -> Problem:
    return problem.make(
        "not-writable",
        f"The folder {folder} cannot be written: {error.strerror or error}.",
        hint="Choose another folder with --out, or change its permissions.",
    )


def page_not_writable(address: str, error: OSError) -> Problem:
    """The Problem of one file that could not be put down."""
    return problem.make(
        "not-writable",
        f"{address} cannot be written: {error.strerror or error}.",
        hint="Look at what stands in its place in the output folder; the rest of the site was written.",
    )
