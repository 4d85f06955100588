"""What is remembered between builds: a SQLite file under `.wiki/`.

In:  keys of notes (a digest of a note's bytes and of all that parsing it depends on); file stats; names.
Out: facts and bodies as bytes; digests of files that have not changed; for each output folder, the keys of
     its pages, checksums of what they depend on, and a fingerprint of all they were made from; values by
     name.

The store is only a cache: one that is missing, outdated, damaged, locked or read-only behaves like an empty
one, and no SQLite error ever leaves this module. Rows with blobs carry a checksum, and a row whose checksum
is wrong is ignored: what comes out is what went in, or nothing. Times are in nanoseconds; blobs are msgpack.
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
from notes_wiki.write.database import ERRORS, connect, discard, is_damage


class Remembered(NamedTuple):
    """A parsed note as it was remembered."""

    linking: bytes
    facts: bytes
    body_digest: str


class Parsed(NamedTuple):
    """A parsed note to be remembered under `key`.

    The bodies of notes that came in one message are views of it. A forked process that reads such a body
    writes only to the view (Python counts references), not to the memory that holds the bytes, so that stays
    shared.
    """

    key: str
    linking: bytes
    facts: bytes
    body_digest: str
    body: memoryview


class Stat(NamedTuple):
    """A file's stat, and the digest that its bytes had then."""

    path: str
    mtime_ns: int
    size: int
    inode: int
    digest: str


class Page(NamedTuple):
    """A file of an output folder as a build left it. `key` is "" for a file that is not a page; a stamp of
    zeros means that the file must be read before it is trusted."""

    key: str
    digest: str
    stamp: Stamp


_SOUGHT = 500
"""Rows up to which each is looked for: SQLite takes only so many values in one query."""

_Row = TypeVar("_Row")


class _PageRow(NamedTuple):
    address: str
    key: str
    digest: str
    mtime_ns: int
    size: int
    inode: int


_LOOKED_AT = 50
"""Rows that are read again when they have been written."""


class Store:
    """The store of one content folder. Use `Store.open`; close it by leaving the `with` block."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._damaged = False

    @classmethod
    @contextlib.contextmanager
    def open(cls, file: Path, *, clean: bool = False, patience: float = 1.0) -> Iterator[Store]:
        """The store at `file`, or an empty one in memory if the file cannot be used. `patience`: seconds to
        wait if another program holds the file (two builds are kept apart by `lock`)."""
        connection = connect(file, clean=clean, patience=patience)
        store = cls(connection)
        try:
            yield store
        finally:
            connection.close()
            if store._damaged:  # more may be damaged: the next build starts a new one
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
        rows = self._facts(list(wanted))
        return {
            key: Remembered(linking, facts, body_digest)
            for key, linking, facts, body_digest, known in rows
            if key in wanted and self._is_whole(known, (key, body_digest), linking, facts)
        }

    def _facts(self, keys: Sequence[str]) -> list[tuple[Any, ...]]:
        """The rows of these keys; many are read with all others, which is quicker than to look for each."""
        query = "SELECT key, linking, facts, body_digest, sum FROM facts"
        if len(keys) > _SOUGHT:
            return self._rows(query)
        marks = ",".join("?" * len(keys))
        return self._rows(f"{query} WHERE key IN ({marks})", tuple(keys)) if keys else []

    def body(self, key: str) -> bytes | None:
        """A note's encoded body."""
        return self.bodies([key]).get(key)

    def bodies(self, keys: Sequence[str]) -> dict[str, bytes]:
        """Many bodies at once."""
        found: dict[str, bytes] = {}
        for start in range(0, len(keys), _SOUGHT):
            part = keys[start : start + _SOUGHT]
            marks = ",".join("?" * len(part))
            rows = self._rows(f"SELECT key, body, sum FROM body WHERE key IN ({marks})", tuple(part))
            found |= {key: body for key, body, known in rows if self._is_whole(known, (key,), body)}
        return found

    def pages(self, output: str) -> dict[str, Page]:
        """Every remembered file of an output folder, by address."""
        rows = self._rows(
            "SELECT address, key, digest, mtime, size, inode FROM page WHERE output = ?", (output,)
        )
        return {
            row.address: Page(row.key, row.digest, Stamp(*row[3:])) for row in self._typed(rows, _PageRow)
        }

    def sums(self, output: str) -> dict[str, bytes]:
        """The encoded checksums of what each page in an output folder depended on, by address."""
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
        """Remember in one transaction. `stats` replaces all stats; with `keep`, notes under any other key are
        forgotten."""
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
            # A damaged index takes rows that it does not find again: then the whole store is made anew.
            written = {row.key for row in rows[:_LOOKED_AT]}
            self._damaged |= len(self.bodies(list(written))) < len(written)
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
        """The fingerprint of what the pages in an output folder were made from, as given to `save_pages`."""
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
        """Remember exactly these files of an output folder. `sums` are those of the pages that were rebuilt;
        `fingerprint` is that of what all pages were made from, if that is certain; `before` is the result of
        `pages`, if the caller has it already."""
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
            self._note(error)  # a full disk or a folder made read-only: the next build remembers less

    def _rows(self, query: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._db.execute(query, values).fetchall()
        except ERRORS as error:
            self._note(error)
            return []

    def _note(self, error: Exception) -> None:
        self._damaged |= is_damage(error)

    def _is_whole(self, known: object, texts: tuple[str, ...], *blobs: bytes) -> bool:
        """Whether a row has the checksum it was written with; a damaged one may hold anything."""
        try:
            whole = _sum(texts, *blobs) == known
        except (TypeError, UnicodeEncodeError):
            whole = False
        self._damaged |= not whole
        return whole

    def _typed(self, rows: list[tuple[Any, ...]], kind: type[_Row]) -> list[_Row]:
        """The rows as records of this kind, if they all are. They need no checksum: a wrong stamp or digest
        is noticed when the file itself is looked at."""
        try:
            return msgspec.convert(rows, list[kind])  # type: ignore[valid-type]  # a type that is known when run
        except msgspec.ValidationError:
            self._damaged = True
            return []


def _sum(texts: tuple[str, ...], *blobs: bytes | memoryview) -> int:
    """The checksum of a row's texts and blobs."""
    found = zlib.crc32("\0".join(texts).encode())
    for blob in blobs:
        found = zlib.crc32(blob, found)
    return found
