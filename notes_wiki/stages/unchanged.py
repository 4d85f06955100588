"""The build with nothing to do: repeating the last report after comparing stats alone.

In:  `BuildOptions`; what the last build with these options left in `.wiki/`: its report, and the stamps of
     everything it read and wrote.
Out: that report, if every stamp is still the same; else None, and the pipeline runs.

This module imports nothing of the pipeline, so that a build that has nothing to do takes next to no time.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import time
from collections.abc import Mapping
from math import inf
from pathlib import Path

import msgspec

from notes_wiki import __version__
from notes_wiki.load.folders import FolderCache
from notes_wiki.load.stamps import Stamp, settled, stamp_at
from notes_wiki.model import Report
from notes_wiki.stages.home import home_of
from notes_wiki.stages.options import BuildOptions

KEPT = 8
"""Runs that are remembered, for as many different sets of options."""
_PREFIX = "last-"
_PASSING = frozenset(("unreadable", "unreadable-folder", "not-writable", "foreign-file", "lost-note"))
"""Problems that may be over without any file of the notes looking different: a disk that was full, a
permission that was missing, a machine that was busy."""

KnownFolder = tuple[str, bool, str]
"""A folder, whether the names of folders in it count, and the digest of its listing (`FolderCache`)."""
KnownPlace = tuple[str, Stamp | None]
"""A single file or folder with its stamp; None where there is nothing."""


class LastRun(msgspec.Struct, frozen=True, array_like=True):
    """The last build: if nothing has changed since, its report can be repeated."""

    inputs: tuple[KnownFolder, ...]
    places: tuple[KnownPlace, ...]
    outputs: tuple[KnownFolder, ...]
    report: Report
    indexed: bool = False
    """Whether the index of all texts is made too, or there is to be none."""
    until: float = inf
    """When the next note comes out or goes, by its dates: seconds since 1970."""


class Inputs(msgspec.Struct, frozen=True):
    """What a build reads: `folders` with their entries (not recursively), folders of which only the files
    count, and single paths, whether they exist or not."""

    folders: tuple[Path, ...]
    files_of: tuple[Path, ...]
    places: tuple[Path, ...]


class InputRecorder:
    """Records the stamps of what a build reads, before it reads it. `folders` holds the listings that were
    already made."""

    def __init__(self, folders: FolderCache) -> None:
        self._folders = folders
        self._now = time.time_ns()
        self._settled = True
        self._inputs: list[KnownFolder] = []
        self._places: list[KnownPlace] = []

    def record(self, inputs: Inputs) -> None:
        """Record what a build is about to read."""
        for folder in inputs.folders:
            self._record_folder(folder, subfolders=True)
        for folder in inputs.files_of:
            self._record_folder(folder, subfolders=False)
        for place in inputs.places:
            found = stamp_at(str(place))
            self._places.append((str(place), found))
            self._settled = self._settled and (found is None or settled(found.mtime_ns, self._now))

    def _record_folder(self, folder: Path, *, subfolders: bool) -> None:
        listing = self._folders.listing(str(folder), subfolders=subfolders)
        # A change within the same clock tick may not have been seen by the walk.
        self._settled = self._settled and settled(listing.newest_ns, self._now)
        self._inputs.append((str(folder), subfolders, listing.digest))

    def keep(
        self, options: BuildOptions, report: Report, outputs: Mapping[str, Mapping[str, Stamp]], until: float
    ) -> None:
        """Remember the report and the folders of the site, with the known stamps of their files by name, if
        their state can be told apart from any later one. The report is valid `until` the next note is
        published or expires (seconds since 1970)."""
        passing = any(found.code in _PASSING for found in report.problems)
        if self._settled and not passing:
            read = (tuple(self._inputs), tuple(self._places))
            _save(options, LastRun(*read, _known_outputs(outputs), report, not options.text_index, until))


def last_report(options: BuildOptions, folders: FolderCache | None = None) -> Report | None:
    """The report of the last build with these options, if nothing has changed since. The listings made to
    find out are kept in `folders`, which must be empty."""
    if options.clean or options.verify:
        return None
    started = time.perf_counter()
    folders = folders or FolderCache()
    run = _load(options)
    if (
        run is None
        or time.time_ns() >= run.until * 1e9
        or any(stamp_at(path) != known for path, known in run.places)
    ):
        return None
    for folder, subfolders, known in (*run.inputs, *run.outputs):
        if folders.listing(folder, subfolders=subfolders).digest != known:
            return None
    report = run.report
    return msgspec.structs.replace(
        report,
        written=0,
        unchanged=report.written + report.unchanged,
        removed=0,
        explained=() if options.explain else None,
        renamed=(),
        seconds=time.perf_counter() - started,
    )


def forget(options: BuildOptions) -> None:
    """Forget the last report, because a build with something to do begins."""
    with contextlib.suppress(OSError):
        _file(options).unlink()


def is_indexed(options: BuildOptions) -> bool:
    """Whether, after the last build with these options, the full-text index is up to date or not wanted."""
    run = _load(options)
    return run is not None and run.indexed


def record_index(options: BuildOptions, folder: Path) -> None:
    """Record that the full-text index in this folder is made, which completes the last build."""
    run = _load(options)
    if run is not None:
        folders = [base for base, _, _ in os.walk(folder)]
        outputs = _known_outputs({name: {} for name in (*(name for name, _, _ in run.outputs), *folders)})
        _save(options, msgspec.structs.replace(run, outputs=outputs, indexed=True))


def program() -> list[Path]:
    """The folders of this program and its libraries: if any of them changes, the last report is not valid."""
    package = Path(__file__).parents[1]
    found = [package]
    for folder in found:
        found += [Path(entry.path) for entry in os.scandir(folder) if _is_code(entry)]
    # Installing or removing a library adds or removes a folder with its version there.
    return [*found, Path(msgspec.__file__).parents[1]]


def _is_code(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir() and entry.name not in {"__pycache__", "templates"}


def _file(options: BuildOptions) -> Path:
    return home_of(options) / ".wiki" / (_PREFIX + _name(options))


def _load(options: BuildOptions) -> LastRun | None:
    try:
        return msgspec.msgpack.decode(_file(options).read_bytes(), type=LastRun)
    except (OSError, msgspec.DecodeError):
        return None


def _save(options: BuildOptions, run: LastRun) -> None:
    file = _file(options)
    temporary = file.with_name(f".{file.name}-{os.getpid()}")
    with contextlib.suppress(OSError):  # a read-only or full disk: the next build runs the pipeline
        try:
            temporary.write_bytes(msgspec.msgpack.encode(run))
            temporary.replace(file)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
        for old in _oldest(file.parent):
            old.unlink()


def _known_outputs(folders: Mapping[str, Mapping[str, Stamp]]) -> tuple[KnownFolder, ...]:
    fresh = FolderCache()
    return tuple(
        (folder, False, fresh.listing(folder, subfolders=False, known=known).digest)
        for folder, known in folders.items()
    )


def _name(options: BuildOptions) -> str:
    """The name under which a build is remembered: a digest of all options that affect its output."""
    options = msgspec.structs.replace(options, clean=False, verify=False, force=False, explain=False, jobs=0)
    parts = (
        __version__,
        sys.version,
        os.getcwd(),
        os.environ.get("SOURCE_DATE_EPOCH", ""),
        repr(options),
    )
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def _oldest(state: Path) -> list[Path]:
    """The files of remembered builds beyond the number that is kept."""
    runs = sorted(state.glob(_PREFIX + "*"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    return runs[KEPT:]
