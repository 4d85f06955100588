"""What is remembered between builds: a SQLite file under `.wiki/`.

In:  the digest of a note's bytes with the digest of all that parsing it depends on; stat records; names.
Out: facts and bodies as bytes, digests of files that did not change, keys of the pages in an output
     folder with sums of what they depend on and what all of them were made of; values by name.

Nothing here is needed: a store that is missing, old, damaged, locked or read-only behaves like an empty
one, and no error of SQLite ever leaves this module. Rows with blobs have a check sum; only those are given
back whose sum is right: what comes out is what went in, or nothing. Times are nanoseconds, blobs msgpack.
"""

from __future__ import annotations

import contextlib
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec

from notes_wiki.load.stamps import Stamp
from notes_wiki.write.database import DAMAGED, ERRORS, connect, discard


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


_Row = TypeVar("_Row")


class _PageRow(NamedTuple):
    address: str
    key: str
    digest: str
    mtime_ns: int
    size: int
    inode: int


class Store:
    """The store of one content folder. Use `Store.open`; close it by leaving the `with` block."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._damaged = False

    @classmethod
    @contextlib.contextmanager
    def open(cls, file: Path, *, clean: bool = False, patience: float = 1.0) -> Iterator[Store]:
        """The store at `file`; an empty one in memory where that cannot be used. `patience` is how many
        seconds to wait where another program holds the file; builds are kept apart by `lock`."""
        connection = connect(file, clean=clean, patience=patience)
        store = cls(connection)
        try:
            yield store
        finally:
            connection.close()
            if store._damaged:  # who knows what else is: the next build makes it anew
                with contextlib.suppress(OSError):
                    discard(file)

    def digests(self) -> dict[str, Stat]:
        """Every file whose bytes are known, by path."""
        rows = self._rows("SELECT path, mtime, size, inode, digest FROM stat")
        return {stat.path: stat for stat in self._typed(rows, Stat)}

    def note_count(self) -> int:
        """How many parsed notes are remembered."""
        return next((count for (count,) in self._rows("SELECT count(*) FROM facts")), 0)

    def recall(self, keys: Sequence[str]) -> dict[str, Remembered]:
        """The parsed notes that are remembered under these keys."""
        wanted = set(keys)
        rows = self._rows("SELECT key, linking, facts, body_digest, sum FROM facts")
        return {
            key: Remembered(linking, facts, body_digest)
            for key, linking, facts, body_digest, known in rows
            if key in wanted and self._is_whole(known, (key, body_digest), linking, facts)
        }

    def body(self, key: str) -> bytes | None:
        """A note's encoded body."""
        return self.bodies([key]).get(key)

    def bodies(self, keys: Sequence[str]) -> dict[str, bytes]:
        """Many bodies at once."""
        found: dict[str, bytes] = {}
        for start in range(0, len(keys), 500):
            part = keys[start : start + 500]
            marks = ",".join("?" * len(part))
            rows = self._rows(f"SELECT key, body, sum FROM body WHERE key IN ({marks})", tuple(part))
            found |= {key: body for key, body, known in rows if self._is_whole(known, (key,), body)}
        return found

    def pages(self, output: str) -> dict[str, Page]:
        """Every file of ours in an output folder, by address."""
        rows = self._rows(
            "SELECT address, key, digest, mtime, size, inode FROM page WHERE output = ?", (output,)
        )
        return {
            row.address: Page(row.key, row.digest, Stamp(*row[3:])) for row in self._typed(rows, _PageRow)
        }

    def sums(self, output: str) -> dict[str, bytes]:
        """What the pages in an output folder depended on, encoded, by address."""
        rows = self._rows("SELECT address, sums, sum FROM sums WHERE output = ?", (output,))
        return {
            address: sums for address, sums, known in rows if self._is_whole(known, (output, address), sums)
        }

    def value(self, name: str) -> bytes | None:
        """A value remembered by name."""
        rows = self._rows("SELECT value, sum FROM meta WHERE name = ?", (name,))
        return next((value for value, known in rows if self._is_whole(known, (name,), value)), None)

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
                "INSERT OR REPLACE INTO facts VALUES (?, ?, ?, ?, ?)",
                ((*row[:4], _sum((row.key, row.body_digest), row.linking, row.facts)) for row in rows),
            )
            db.executemany(
                "INSERT OR REPLACE INTO body VALUES (?, ?, ?)",
                ((row.key, row.body, _sum((row.key,), row.body)) for row in rows),
            )
            if stats is not None:
                wanted = {tuple(stat) for stat in stats}
                known = set(db.execute("SELECT path, mtime, size, inode, digest FROM stat"))
                db.executemany("DELETE FROM stat WHERE path = ?", [row[:1] for row in known - wanted])
                db.executemany("INSERT INTO stat VALUES (?, ?, ?, ?, ?)", sorted(wanted - known))
            if keep is not None:
                kept = set(keep)
                stale = [(key,) for (key,) in db.execute("SELECT key FROM facts") if key not in kept]
                db.executemany("DELETE FROM facts WHERE key = ?", stale)
                db.executemany("DELETE FROM body WHERE key = ?", stale)
            for name, value in (values or {}).items():
                row = (name, value, _sum((name,), value))
                db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?, ?)", row)

    def fingerprint(self, output: str) -> tuple[str, bytes] | None:
        """What the pages in an output folder were made of, as `save_pages` was given it."""
        rows = self._rows("SELECT shared, notes, sum FROM fingerprint WHERE output = ?", (output,))
        found = (
            (shared, notes) for shared, notes, known in rows if self._is_whole(known, (output, shared), notes)
        )
        return next(found, None)

    def save_pages(
        self,
        output: str,
        pages: Mapping[str, Page],
        sums: Mapping[str, bytes],
        *,
        fingerprint: tuple[str, bytes] | None = None,
        before: Mapping[str, Page] | None = None,
    ) -> None:
        """Remember the files of ours in an output folder, and nothing else of it; `sums` are those of the
        pages that were made anew, `fingerprint` is what all of them were made of, where that is certain;
        `before` is what `pages` gives, where the caller has asked already."""
        before = self.pages(output) if before is None else before
        with self._transaction() as db:
            db.execute("DELETE FROM fingerprint WHERE output = ?", (output,))
            if fingerprint is not None:
                known = _sum((output, fingerprint[0]), fingerprint[1])
                db.execute("INSERT INTO fingerprint VALUES (?, ?, ?, ?)", (output, *fingerprint, known))
            gone = [(output, address) for address in before if address not in pages]
            db.executemany("DELETE FROM page WHERE output = ? AND address = ?", gone)
            db.executemany("DELETE FROM sums WHERE output = ? AND address = ?", gone)
            db.executemany(
                "INSERT OR REPLACE INTO sums VALUES (?, ?, ?, ?)",
                ((output, address, data, _sum((output, address), data)) for address, data in sums.items()),
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
        except ERRORS as error:
            self._note(error)  # a full disk, a folder made read-only meanwhile: the next build remembers less

    def _rows(self, query: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._db.execute(query, values).fetchall()
        except ERRORS as error:
            self._note(error)
            return []

    def _note(self, error: Exception) -> None:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
        self._damaged |= code & 0xFF in DAMAGED

    def _is_whole(self, known: object, texts: tuple[str, ...], *blobs: bytes) -> bool:
        """Whether a row is as it was written: where a bit of it has turned, anything may be in it."""
        try:
            whole = _sum(texts, *blobs) == known
        except (TypeError, UnicodeEncodeError):
            whole = False
        self._damaged |= not whole
        return whole

    def _typed(self, rows: list[tuple[Any, ...]], kind: type[_Row]) -> list[_Row]:
        """The rows, if they are all of this kind. They need no sum: what is wrong in a stamp or in a
        digest is found out by looking at the file."""
        try:
            return msgspec.convert(rows, list[kind])  # type: ignore[valid-type]  # a type that is known when run
        except msgspec.ValidationError:
            self._damaged = True
            return []


def _sum(texts: tuple[str, ...], *blobs: bytes) -> int:
    """The check sum of a row: of its texts, and of its blobs."""
    found = zlib.crc32("\0".join(texts).encode())
    for blob in blobs:
        found = zlib.crc32(blob, found)
    return found
