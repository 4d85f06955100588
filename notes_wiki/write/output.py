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
from pathlib import Path, PurePosixPath

from notes_wiki import problem
from notes_wiki.load.stamps import Stamp, stamp_of
from notes_wiki.model import Explained, Problem, Record
from notes_wiki.write import manifest, told
from notes_wiki.write.durable import sync, write_all

MANIFEST = manifest.NAME
TEMPORARY = ".wiki-tmp-"
_DIGEST = 16
_PART = 1 << 20
UNKNOWN = "-"
"""The digest of a file that may be there, with whatever bytes."""
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
    return hashlib.blake2b(data, digest_size=_DIGEST).hexdigest()


def _new_digest() -> hashlib.blake2b:
    return hashlib.blake2b(digest_size=_DIGEST)


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
        return told.not_writable(folder, error)
    if MANIFEST not in names and not force:
        foreign = sorted(name for name in names if not name.startswith(".") and name not in _FOREIGN_OK)
        if foreign:
            return told.foreign_output(folder, foreign)
    if not os.access(folder, os.W_OK | os.X_OK):
        return problem.make(
            "not-writable",
            f"The folder {folder} cannot be written.",
            hint="Choose another folder with --out, or change its permissions.",
        )
    return Output(folder, manifest.read(folder / MANIFEST), stamps or {})


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
                    known = hashlib.file_digest(stream, _new_digest).hexdigest()
                if known != expected:
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
        return self._write(address, (data,))

    def put_file(self, address: str, path: Path) -> str:
        """Stage a copy of a file, read in parts: a film need not fit into memory. Returns the digest of its
        bytes, "" where it could not be written. Raises OSError where it cannot be opened."""
        with open(path, "rb") as source:
            if not self.prepare([address]):
                return ""
            staged = self._write(address, iter(lambda: source.read(_PART), b""))
        if staged.temporary and self.has(address, staged.digest):
            os.unlink(staged.temporary)
            staged = Staged(address, staged.digest, stamp=self._stamps[address])
        self.accept(staged)
        return staged.digest

    def _write(self, address: str, parts: Iterable[bytes]) -> Staged:
        folder, _, _ = address.rpartition("/")
        self._serial += 1
        found = _new_digest()
        temporary = f"{self._root}/{folder + '/' if folder else ''}{TEMPORARY}{os.getpid()}-{self._serial}"
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
        if self._is_foreign(address):
            self._problems.append(told.foreign_file(address))
            return False
        return True

    def _is_foreign(self, address: str) -> bool:
        """Whether somebody else's file is there. A folder with files of ours in it is to make room."""
        path = f"{self._root}/{address}"
        if address in self.ours or not os.path.lexists(path):
            return False
        return os.path.islink(path) or not any(name.startswith(address + "/") for name in self.ours)

    def _folder_ready(self, address: str) -> bool:
        parts = PurePosixPath(address)
        if parts.is_absolute() or ".." in parts.parts or not address:
            raise ValueError(f"{address!r} is not an address inside the output folder")
        if not manifest.can_hold(address):
            self._problems.append(told.no_name(address))
            return False
        folder = address.rpartition("/")[0]
        if folder not in self._folders:
            self._folders[folder] = self._make_folder(folder, address)
        return self._folders[folder]

    def _make_folder(self, folder: str, address: str) -> bool:
        path = f"{self._root}/{folder}" if folder else self._root
        if os.path.realpath(path) != path:  # asked first: nothing is made through a link either
            self._problems.append(told.foreign_folder(folder))
            return False
        try:
            self._clear_way(folder)
            os.makedirs(path, exist_ok=True)
        except OSError as error:
            self._problems.append(told.page_not_writable(address, error))
            return False
        return True

    def _clear_way(self, folder: str) -> None:
        """Remove a file of ours where there is to be a folder: it is none of the site any more."""
        parts = folder.split("/")
        for depth in range(1, len(parts) + 1):
            above = "/".join(parts[:depth])
            if above in self.ours and above not in self._kept and os.path.isfile(f"{self._root}/{above}"):
                os.unlink(f"{self._root}/{above}")

    def commit(self) -> Written:
        """Put everything in place and remove what no longer belongs."""
        if self._staged:
            sync(self._root)
        written = 0
        for temporary, address in self._staged:
            try:
                self._place(temporary, address)
                written += 1
            except OSError as error:
                self._problems.append(told.page_not_writable(address, error))
                self._failed.add(address)
        # What could not be written is as it was, and ours as it was: the next build tries again.
        for address in self._failed:
            self._kept.pop(address, None)
            self._stamps.pop(address, None)
            if address in self.ours and not os.path.isdir(f"{self._root}/{address}"):
                self._kept[address] = UNKNOWN
        # Between here and the new manifest, what was removed is listed still: harmless, for a file that
        # is listed and gone is written again.
        removed = self._remove(sorted(set(self.ours) - set(self._kept) - self._failed))
        if (refused := self._write_manifest(self._kept)) is not None:
            self._problems.append(refused)
        self.sweep()
        stamps = {name: self._stamps[name] for name in self._kept if name in self._stamps}
        problems = tuple(self._problems)
        return Written(written, len(self._kept) - written, removed, dict(self._kept), stamps, problems)

    def _place(self, temporary: str, address: str) -> None:
        """Rename into place. Where that was a folder of ours, what is left of it goes first."""
        place = f"{self._root}/{address}"
        try:
            os.replace(temporary, place)
        except IsADirectoryError:
            below = [name for name in self.ours if name.startswith(address + "/")]
            self._remove([name for name in below if name not in self._kept])
            os.replace(temporary, place)

    def announce(self, addresses: Iterable[str]) -> Problem | None:
        """List files that are about to be written in the manifest, before the first of them is.

        A build that is killed between renames would otherwise leave files that no manifest lists, and
        the next one would take them for somebody else's. Where they cannot be listed (a full disk), the
        reason is returned and none of them may be written.
        """
        new = [
            name
            for name in addresses
            if name not in self.ours and manifest.can_hold(name) and not self._is_foreign(name)
        ]
        if not new:
            return None
        listed = {**self.ours, **dict.fromkeys(new, UNKNOWN)}
        if (refused := self._write_manifest(listed)) is not None:
            self.sweep()
            return refused
        self.ours = listed
        return None

    def _write_manifest(self, listed: Mapping[str, str]) -> Problem | None:
        data = manifest.encode(listed)
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
            return told.not_writable(self.folder, error)
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
            except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
                pass  # whatever folder has its name now is none of ours
            except OSError as error:
                self._problems.append(told.page_not_writable(address, error))
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
