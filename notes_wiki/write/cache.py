"""What is remembered between builds: a SQLite file under `.wiki/`.

In:  the digest of a note's bytes with the digest of all that parsing it depends on; stat records.
Out: facts and bodies as bytes, digests of files that did not change, keys of the pages in an output
     folder, the last run as a whole.

Nothing here is needed: a store that is missing, old, damaged, locked or read-only behaves like an empty
one, and no error of SQLite ever leaves this module. Times are nanoseconds, blobs msgpack.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from notes_wiki.load.stamps import Stamp

SCHEMA = 6
"""Raised whenever a table changes; an older store is thrown away."""

_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
CREATE TABLE stat (
    path TEXT PRIMARY KEY, mtime INTEGER, size INTEGER, inode INTEGER, digest TEXT
) WITHOUT ROWID;
CREATE TABLE facts (key TEXT PRIMARY KEY, linking BLOB, facts BLOB, body_digest TEXT);
CREATE TABLE body (key TEXT PRIMARY KEY, body BLOB);
CREATE TABLE page (
    output TEXT, address TEXT, key TEXT, digest TEXT, mtime INTEGER, size INTEGER, inode INTEGER,
    PRIMARY KEY (output, address)
) WITHOUT ROWID;
CREATE TABLE frame (output TEXT PRIMARY KEY, shared TEXT, notes BLOB) WITHOUT ROWID;
CREATE TABLE sums (output TEXT, address TEXT, sums BLOB, PRIMARY KEY (output, address)) WITHOUT ROWID;
"""
_WAIT = 60.0
"""Seconds a build waits for another one in the same folder."""


class Remembered(NamedTuple):
    """A parsed note as it was remembered."""

    linking: bytes
    facts: bytes
    body_digest: str


class Parsed(NamedTuple):
    """A parsed note to remember."""

    key: str
    linking: bytes
    facts: bytes
    body_digest: str
    body: bytes


class Stat(NamedTuple):
    """A file's stat and the digest its bytes had."""

    path: str
    mtime_ns: int
    size: int
    inode: int
    digest: str


class Page(NamedTuple):
    """A file of an output folder as a build left it. `key` is "" for what is no page; a stamp of zeros
    says that the file must be read before it is trusted."""

    key: str
    digest: str
    stamp: Stamp


class Busy(Exception):  # noqa: N818 - it is a state, not a fault
    """Another build is at work in the same folder, and did not end in time."""


@contextlib.contextmanager
def lock(folder: Path, wait: float = _WAIT) -> Iterator[None]:
    """Let one build at a time work with a `.wiki` folder. Raises Busy when the other takes too long.

    A folder that cannot be written needs no lock: nothing in it will change.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError:
        yield
        return
    try:
        end = time.monotonic() + wait
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > end:
                    raise Busy from None
                time.sleep(0.05)
        yield
    finally:
        os.close(handle)


class Store:
    """The store of one content folder. Use `Store.open`; close it by leaving the `with` block."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    @classmethod
    @contextlib.contextmanager
    def open(cls, file: Path, *, clean: bool = False, patience: float = 1.0) -> Iterator[Store]:
        """The store at `file`; an empty one in memory where that cannot be used. `patience` is how many
        seconds to wait where another program holds the file; builds are kept apart by `lock`."""
        connection = _connect(file, clean=clean, patience=patience)
        try:
            yield cls(connection)
        finally:
            connection.close()

    def digests(self) -> dict[str, Stat]:
        """Every file whose bytes are known, by path."""
        rows = self._rows("SELECT path, mtime, size, inode, digest FROM stat")
        return {row[0]: Stat(*row) for row in rows}

    def recall(self, keys: Sequence[str]) -> dict[str, Remembered]:
        """The parsed notes that are remembered under these keys."""
        wanted = set(keys)
        rows = self._rows("SELECT key, linking, facts, body_digest FROM facts")
        return {row[0]: Remembered(*row[1:]) for row in rows if row[0] in wanted}

    def body(self, key: str) -> bytes | None:
        """A note's encoded body."""
        rows = self._rows("SELECT body FROM body WHERE key = ?", (key,))
        return rows[0][0] if rows else None

    def bodies(self, keys: Sequence[str]) -> dict[str, bytes]:
        """Many bodies at once."""
        found: dict[str, bytes] = {}
        for start in range(0, len(keys), 500):
            part = keys[start : start + 500]
            marks = ",".join("?" * len(part))
            rows = self._rows(f"SELECT key, body FROM body WHERE key IN ({marks})", tuple(part))
            found.update(rows)
        return found

    def pages(self, output: str) -> dict[str, Page]:
        """Every file of ours in an output folder, by address."""
        rows = self._rows(
            "SELECT address, key, digest, mtime, size, inode FROM page WHERE output = ?", (output,)
        )
        return {row[0]: Page(row[1], row[2], Stamp(*row[3:])) for row in rows}

    def sums(self, output: str) -> dict[str, bytes]:
        """What the pages in an output folder depended on, encoded, by address."""
        return dict(self._rows("SELECT address, sums FROM sums WHERE output = ?", (output,)))

    def value(self, name: str) -> bytes | None:
        """A value remembered by name."""
        rows = self._rows("SELECT value FROM meta WHERE name = ?", (name,))
        return rows[0][0] if rows else None

    def save(
        self,
        *,
        parsed: Iterable[Parsed] = (),
        stats: Iterable[Stat] | None = None,
        keep: Iterable[str] | None = None,
        values: dict[str, bytes] | None = None,
    ) -> None:
        """Remember in one transaction. `stats` replaces all that were known; with `keep`, notes parsed
        under any other key are forgotten."""
        with self._transaction() as db:
            rows = list(parsed)
            db.executemany(
                "INSERT OR REPLACE INTO facts VALUES (?, ?, ?, ?)",
                ((row.key, row.linking, row.facts, row.body_digest) for row in rows),
            )
            db.executemany("INSERT OR REPLACE INTO body VALUES (?, ?)", ((row.key, row.body) for row in rows))
            if stats is not None:
                db.execute("DELETE FROM stat")
                db.executemany("INSERT OR REPLACE INTO stat VALUES (?, ?, ?, ?, ?)", stats)
            if keep is not None:
                kept = set(keep)
                stale = [(key,) for (key,) in db.execute("SELECT key FROM facts") if key not in kept]
                db.executemany("DELETE FROM facts WHERE key = ?", stale)
                db.executemany("DELETE FROM body WHERE key = ?", stale)
            for name, value in (values or {}).items():
                db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def frame(self, output: str) -> tuple[str, bytes] | None:
        """What the pages in an output folder were made of, as `save_pages` was given it."""
        rows = self._rows("SELECT shared, notes FROM frame WHERE output = ?", (output,))
        return rows[0] if rows else None

    def save_pages(
        self,
        output: str,
        pages: Mapping[str, Page],
        sums: Mapping[str, bytes],
        *,
        frame: tuple[str, bytes] | None = None,
        before: Mapping[str, Page] | None = None,
    ) -> None:
        """Remember the files of ours in an output folder, and nothing else of it; `sums` are those of the
        pages that were made anew, `frame` is what all of them were made of, where that is certain; `before`
        is what `pages` gives, where the caller has asked already."""
        before = self.pages(output) if before is None else before
        with self._transaction() as db:
            db.execute("DELETE FROM frame WHERE output = ?", (output,))
            if frame is not None:
                db.execute("INSERT INTO frame VALUES (?, ?, ?)", (output, *frame))
            gone = [(output, address) for address in before if address not in pages]
            db.executemany("DELETE FROM page WHERE output = ? AND address = ?", gone)
            db.executemany("DELETE FROM sums WHERE output = ? AND address = ?", gone)
            db.executemany(
                "INSERT OR REPLACE INTO sums VALUES (?, ?, ?)",
                ((output, address, known) for address, known in sums.items()),
            )
            db.executemany(
                "INSERT OR REPLACE INTO page VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    (output, address, page.key, page.digest, *page.stamp)
                    for address, page in pages.items()
                    if before.get(address) != page
                ),
            )

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        try:
            with self._db:
                yield self._db
        except sqlite3.Error:
            pass  # a full disk, a folder made read-only meanwhile: the next build remembers less

    def _rows(self, query: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._db.execute(query, values).fetchall()
        except sqlite3.Error:
            return []


def _connect(file: Path, *, clean: bool, patience: float) -> sqlite3.Connection:
    """A connection with today's tables: to the file, to a new file in its place, or to memory."""
    for attempt in range(2):
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            if clean or attempt:
                _discard(file)
            found = sqlite3.connect(file, patience, isolation_level="DEFERRED", check_same_thread=False)
            return _checked(found)
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                break
        except (sqlite3.Error, OSError):
            continue
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.executescript(_TABLES)
    return connection


def _checked(connection: sqlite3.Connection) -> sqlite3.Connection:
    try:
        # A store is rebuilt when it is damaged, so it need not survive a power cut.
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA journal_mode = MEMORY")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if version == 0 and tables == 0:
            connection.executescript(_TABLES)
            connection.execute(f"PRAGMA user_version = {SCHEMA}")
        elif version != SCHEMA:
            raise sqlite3.DatabaseError("the store is of another version")
        for table in ("meta", "stat", "facts", "body", "page", "frame", "sums"):
            connection.execute(f"SELECT count(*) FROM (SELECT 1 FROM {table} LIMIT 1)").fetchone()
        connection.commit()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _discard(file: Path) -> None:
    for name in (file, file.with_name(file.name + "-wal"), file.with_name(file.name + "-shm")):
        name.unlink(missing_ok=True)
    file.with_name(file.name + "-journal").unlink(missing_ok=True)
