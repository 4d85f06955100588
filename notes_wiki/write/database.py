"""The SQLite file of a store: its tables, and what to do if it cannot be used.

In:  a path.
Out: a connection with the current tables: to the file, to a new file in its place, or to a database in
     memory.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

SCHEMA = 8
"""Raised whenever a table changes; an older store is thrown away."""

_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB, sum INTEGER) WITHOUT ROWID;
CREATE TABLE stat (
    path TEXT PRIMARY KEY, mtime INTEGER, size INTEGER, inode INTEGER, digest TEXT
) WITHOUT ROWID;
CREATE TABLE facts (key TEXT PRIMARY KEY, linking BLOB, facts BLOB, body_digest TEXT, sum INTEGER);
CREATE TABLE body (key TEXT PRIMARY KEY, body BLOB, sum INTEGER);
CREATE TABLE page (
    output TEXT, address TEXT, key TEXT, digest TEXT, mtime INTEGER, size INTEGER, inode INTEGER,
    PRIMARY KEY (output, address)
) WITHOUT ROWID;
CREATE TABLE fingerprint (output TEXT PRIMARY KEY, shared TEXT, notes BLOB, sum INTEGER) WITHOUT ROWID;
CREATE TABLE sums (
    output TEXT, address TEXT, sums BLOB, sum INTEGER, PRIMARY KEY (output, address)
) WITHOUT ROWID;
"""
_STATEMENTS = {statement.strip() for statement in _TABLES.split(";") if statement.strip()}
"""As SQLite keeps them."""
_NAMES = ("meta", "stat", "facts", "body", "page", "fingerprint", "sums")

ERRORS = (sqlite3.Error, UnicodeDecodeError)
"""What SQLite's module raises: the second where it cannot even read out what is wrong with a file."""
_FROM_OUTSIDE = frozenset(
    (
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_INTERRUPT,
    )
)
"""SQLite's codes for what is not the fault of the file: another program, the disk, permissions."""


def connect(file: Path, *, clean: bool, patience: float) -> sqlite3.Connection:
    """A connection with the current tables: to the file, to a new file in its place (if it is damaged, of
    another version, or `clean`), or to a database in memory. `patience`: seconds to wait for a lock."""
    for attempt in range(2):
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            if clean or attempt:
                discard(file)
            found = sqlite3.connect(
                file, timeout=patience, isolation_level="DEFERRED", check_same_thread=False
            )
            return _checked(found)
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                break
        except (*ERRORS, OSError):
            continue
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    connection.executescript(_TABLES)
    return connection


def _checked(connection: sqlite3.Connection) -> sqlite3.Connection:
    """The connection, set up, with tables; closed and an error raised if it is not a store of this
    version."""
    try:
        # A damaged store is rebuilt, so it need not survive a power cut: no fsync. But processes are killed
        # often (`wiki serve` ends the one that writes in the background), and WAL survives that at least
        # cost.
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA journal_mode = WAL")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        tables = {sql for (sql,) in connection.execute("SELECT sql FROM sqlite_master") if sql}
        if version == 0 and not tables:
            connection.executescript(_TABLES)
            connection.execute(f"PRAGMA user_version = {SCHEMA}")
        elif version != SCHEMA or tables != _STATEMENTS:
            raise sqlite3.DatabaseError("the store is of another version, or its tables are damaged")
        for table in _NAMES:
            connection.execute(f"SELECT count(*) FROM (SELECT 1 FROM {table} LIMIT 1)").fetchone()
        connection.commit()
    except ERRORS:
        connection.close()
        raise
    return connection


def is_damage(error: Exception) -> bool:
    """Whether an error says that the file is damaged. Our queries fit our tables, so most errors do: a column
    that is not there is one whose name was damaged."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    return code & 0xFF not in _FROM_OUTSIDE


def discard(file: Path) -> None:
    """Remove the file and those that SQLite keeps next to it. Raises OSError."""
    for name in (file, file.with_name(file.name + "-wal"), file.with_name(file.name + "-shm")):
        name.unlink(missing_ok=True)
    file.with_name(file.name + "-journal").unlink(missing_ok=True)
