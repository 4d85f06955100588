"""The output folder: writing pages so that the build can be killed at any moment.

In:  addresses and bytes.
Out: files. A file is staged: written under a temporary name next to its final place, by any process. `commit`
     then flushes all of them to the disk at once, renames them into place, and removes what no longer
     belongs. A process killed at any point leaves each page old or new, and temporary files that the next
     commit recognises and removes.

A manifest in the folder lists which files are ours; files that it does not list are never touched.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from notes_wiki import there
from notes_wiki.load.stamps import Stamp, stamp_of
from notes_wiki.model import Explained, Problem, Record, Renamed
from notes_wiki.write import manifest, output_problems
from notes_wiki.write.boundary import Boundary
from notes_wiki.write.durable import sync
from notes_wiki.write.removal import remove
from notes_wiki.write.staging import TEMPORARY, Staged, digest, file_digest, sweep, write_staged

MANIFEST = manifest.NAME
_PART = 1 << 20
UNKNOWN = "-"
"""Stands for the digest of a file of ours whose bytes are not known; it may not even exist."""
_FOREIGN_OK = {"CNAME"}
"""Files that web hosts expect in the output folder; they do not make it someone else's."""


class Written(Record, frozen=True):
    """What a commit did: counts of files; the digest and stamp of each of our files by address; problems."""

    written: int
    unchanged: int
    removed: int
    digests: dict[str, str]
    stamps: dict[str, Stamp]
    problems: tuple[Problem, ...] = ()
    explained: tuple[Explained, ...] | None = None
    """Why pages were rebuilt, if that was asked for."""
    renamed: tuple[Renamed, ...] = ()
    """Former addresses of notes that have other names now."""


def open_output(
    folder: Path, *, force: bool = False, stamps: Mapping[str, Stamp] | None = None
) -> Output | Problem:
    """The output folder, created if it does not exist; a Problem if it holds files that are not ours and
    `force` is not set.

    `stamps` are those that the last build left; a file with another stamp is hashed before it counts as
    unchanged.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        names = os.listdir(folder)
    except OSError as error:
        return output_problems.not_writable(folder, error)
    if MANIFEST not in names and not force:
        foreign = sorted(name for name in names if not name.startswith(".") and name not in _FOREIGN_OK)
        if foreign:
            like_ours = there.is_folder(folder / "-" / "theme")
            return output_problems.foreign_output(folder, foreign, like_ours=like_ours)
    if not os.access(folder, os.W_OK | os.X_OK):
        denied = PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return output_problems.not_writable(folder, denied)
    return Output(folder, manifest.read(folder / MANIFEST), stamps or {})


class Output:
    """The output folder during one build. `ours` is what the manifest lists: address to digest."""

    def __init__(self, folder: Path, ours: dict[str, str], stamps: Mapping[str, Stamp]) -> None:
        self.folder = folder
        self.ours = ours
        self._root = os.path.realpath(folder)
        self._stamps = dict(stamps)
        self._kept: dict[str, str] = {}
        self._staged: list[tuple[str, str]] = []
        self._problems: list[Problem] = []
        self._failed: set[str] = set()
        self._serial = 0
        self._boundary = Boundary(self._root, self.ours, self._kept, self._problems.append)

    def has(self, address: str, expected: str) -> bool:
        """Whether this file is ours and has this digest, judged by its stamp if that is known, else by its
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
                if file_digest(path) != expected:
                    return False
                self._stamps[address] = stamp
        except OSError:
            return False
        return True

    def keep(self, address: str) -> None:
        """Leave a file of ours as it is."""
        self._kept[address] = self.ours[address]

    def put(self, address: str, data: bytes) -> str:
        """Stage a file, or keep it if it has these bytes already. Returns their digest."""
        if self.prepare([address]):
            self.accept(self.stage(address, data))
        return digest(data)

    def prepare(self, addresses: Iterable[str]) -> set[str]:
        """Create the folders of these files. Returns those that may be written; the others are reported."""
        return {address for address in addresses if self._boundary.may_write(address)}

    def stage(self, address: str, data: bytes) -> Staged:
        """Write a file under a temporary name. Leaves this object as it is except for caches, so that a
        forked child can call it and pass the result to its parent's `accept`."""
        found = digest(data)
        if self.has(address, found):
            return Staged(address, found, stamp=self._stamps[address])
        return self._write(address, (data,))

    def put_file(self, address: str, path: Path) -> str:
        """Stage a copy of a file, read in parts because a video need not fit into memory. Returns the digest
        of its bytes, "" if it could not be written. Raises OSError if it cannot be opened."""
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
        self._serial += 1
        return write_staged(self._root, address, self._serial, parts)

    def accept(self, staged: Staged) -> None:
        """Take over a file that was staged in this or another process."""
        if staged.problem is not None:
            self._problems.append(staged.problem)
            self._failed.add(staged.address)
            return
        if staged.temporary:
            self._staged.append((staged.temporary, staged.address))
        if staged.stamp is not None:
            self._stamps[staged.address] = staged.stamp
        self._kept[staged.address] = staged.digest

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
                self._problems.append(output_problems.page_not_writable(address, error))
                self._failed.add(address)
        # What could not be written stays listed if it was: the next build tries again.
        for address in self._failed:
            self._kept.pop(address, None)
            self._stamps.pop(address, None)
            if address in self.ours and not os.path.isdir(f"{self._root}/{address}"):
                self._kept[address] = UNKNOWN
        # If the build is killed before the new manifest is written, removed files are still listed. That is
        # harmless: a listed file that does not exist is written again.
        removed = self._remove(sorted(set(self.ours) - set(self._kept) - self._failed))
        if (refused := self._write_manifest(self._kept)) is not None:
            self._problems.append(refused)
        self.sweep()
        stamps = {name: self._stamps[name] for name in self._kept if name in self._stamps}
        problems = tuple(self._problems)
        unchanged = len(self._kept) - written - list(self._kept.values()).count(UNKNOWN)
        return Written(written, unchanged, removed, dict(self._kept), stamps, problems)

    def _place(self, temporary: str, address: str) -> None:
        """Rename into place. If a folder of ours is there, what is left in it is removed first."""
        place = f"{self._root}/{address}"
        try:
            os.replace(temporary, place)
        except IsADirectoryError:
            below = [name for name in self.ours if name.startswith(address + "/")]
            self._remove([name for name in below if name not in self._kept])
            os.replace(temporary, place)

    def announce(self, addresses: Iterable[str]) -> Problem | None:
        """List new files in the manifest before the first of them is written.

        Otherwise a build killed between renames would leave files that no manifest lists, and the next build
        would take them for someone else's. If they cannot be listed (a full disk), the reason is returned and
        none of them may be written.
        """
        new = [
            name
            for name in addresses
            if name not in self.ours and manifest.can_hold(name) and not self._boundary.is_foreign(name)
        ]
        if not new:
            return None
        listed = {**self.ours, **dict.fromkeys(new, UNKNOWN)}
        if (refused := self._write_manifest(listed)) is not None:
            self.sweep()
            return refused
        self.ours.update(listed)
        return None

    def _write_manifest(self, listed: Mapping[str, str]) -> Problem | None:
        """List the files of the folder that are ours, if the list has changed; by rename, and flushed
        first."""
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
            return output_problems.not_writable(self.folder, error)
        return None

    def _remove(self, addresses: list[str]) -> int:
        removed = remove(self._root, addresses)
        for address, error in removed.refused.items():
            self._problems.append(output_problems.page_not_writable(address, error))
            self._kept[address] = self.ours[address]
        return removed.files

    def sweep(self) -> None:
        """Remove temporary files, of killed builds or of this one when it gives up, in the folders that hold
        files of ours."""
        sweep(self._root, {name.rpartition("/")[0] for name in (*self._kept, *self.ours)} | {""})
