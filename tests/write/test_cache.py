"""The store: nothing in it is needed, so nothing about it may ever stop a build."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from notes_wiki.load.stamps import Stamp
from notes_wiki.write.cache import Page, Parsed, Stat, Store
from notes_wiki.write.lock import Busy, lock

ROW = Parsed("key", b"linking", b"facts", "digest", memoryview(b"body"))
STAT = Stat("a.md", 1, 2, 3, "digest")


def remembers(file: Path) -> bool:
    """Whether a store opened on this file keeps what it is given, from one opening to the next."""
    with Store.open(file) as store:
        store.save(parsed=[ROW], stats=[STAT], keep=["key"])
    with Store.open(file) as store:
        return store.body("key") == b"body" and store.digests() == {"a.md": STAT}


def test_what_was_saved_is_remembered(tmp_path: Path) -> None:
    assert remembers(tmp_path / ".wiki" / "store.sqlite")


def test_pages_are_remembered_for_each_output_folder_apart(tmp_path: Path) -> None:
    one = {"a.html": Page("k", "d", Stamp(1, 2, 3)), "b.css": Page("", "d", Stamp(0, 0, 0))}
    with Store.open(tmp_path / "s") as store:
        store.save_pages("one", one, {"a.html": b"sums"})
        store.save_pages("two", {"c.html": Page("k", "d", Stamp(1, 2, 3))}, {"c.html": b"sums"})
        store.save_pages("two", {}, {})
        assert store.pages("one") == one
        assert store.sums("one") == {"a.html": b"sums"}
        assert (store.pages("two"), store.sums("two")) == ({}, {})


def test_notes_that_no_key_asks_for_are_forgotten_so_that_the_store_stays_small(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s") as store:
        store.save(parsed=[ROW, ROW._replace(key="old")], stats=[], keep=["key", "old"])
        store.save(keep=["key"])
        assert set(store.recall(["key", "old"])) == {"key"}
        assert store.body("old") is None


def test_clean_forgets_everything(tmp_path: Path) -> None:
    remembers(tmp_path / "s")
    with Store.open(tmp_path / "s", clean=True) as store:
        assert store.digests() == {}


@pytest.mark.parametrize("data", [b"", b"no database at all", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_store_is_made_anew(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "s").write_bytes(data)
    assert remembers(tmp_path / "s")


@pytest.mark.parametrize("cut", [10, 50, 90])
def test_a_store_cut_short_is_made_anew_or_remembers_less(tmp_path: Path, cut: int) -> None:
    file = tmp_path / "s"
    with Store.open(file) as store:
        rows = [
            Parsed(f"key{number}", b"l" * 500, b"f" * 500, "d", memoryview(b"b" * 500))
            for number in range(100)
        ]
        store.save(parsed=rows, stats=[STAT], keep=[row.key for row in rows])
    file.write_bytes(file.read_bytes()[: file.stat().st_size * cut // 100])
    with Store.open(file) as store:
        store.recall([row.key for row in rows])
        store.bodies([row.key for row in rows])
        store.pages("out")
    # What cannot be mended by reading less is thrown away at the latest when it is written to.
    assert remembers(file) or remembers(file)


def test_a_store_of_another_version_is_made_anew(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "s") as other:
        other.execute("CREATE TABLE facts (a, b)")
        other.execute("PRAGMA user_version = 1")
    other.close()
    assert remembers(tmp_path / "s")


def test_a_database_of_somebody_else_is_made_anew(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "s") as other:
        other.execute("CREATE TABLE mine (a, b)")
    other.close()
    assert remembers(tmp_path / "s")


def test_a_folder_that_cannot_be_written_is_worked_in_without_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with lock(tmp_path / "file"), Store.open(tmp_path / "file" / "s") as store:
        store.save(parsed=[ROW], stats=[STAT], keep=["key"])
        assert store.body("key") == b"body"


def test_a_locked_store_is_no_error(tmp_path: Path) -> None:
    remembers(tmp_path / "s")
    other = sqlite3.connect(tmp_path / "s", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with Store.open(tmp_path / "s", patience=0.05) as store:
        store.save(parsed=[ROW._replace(key="new")], stats=[])
        store.pages("out")
    other.close()
    with Store.open(tmp_path / "s") as store:
        assert store.body("key") == b"body"


def test_a_second_build_waits_for_the_first(tmp_path: Path) -> None:
    order: list[str] = []
    started = threading.Event()

    def second() -> None:
        started.set()
        with lock(tmp_path, wait=600):
            order.append("second")

    with lock(tmp_path):
        thread = threading.Thread(target=second)
        thread.start()
        started.wait()
        thread.join(0.2)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


def test_a_second_build_refuses_when_the_first_takes_too_long(tmp_path: Path) -> None:
    with lock(tmp_path), pytest.raises(Busy), lock(tmp_path, wait=0.05):
        pass


def test_the_lock_of_a_build_that_was_killed_holds_nobody_up(tmp_path: Path) -> None:
    child = os.fork()
    if child == 0:
        with lock(tmp_path):
            os._exit(9)
    os.waitpid(child, 0)
    with lock(tmp_path, wait=0.05):
        pass


def test_a_build_killed_while_it_saves_leaves_the_store_whole(tmp_path: Path) -> None:
    """At the worst instant: SQLite has begun to write to the file what does not fit its cache."""
    file = tmp_path / "s"
    before = [STAT._replace(path=f"{number}.md", digest="d" * 500) for number in range(20_000)]
    with Store.open(file) as store:
        store.save(stats=before)

    def dies() -> Iterator[str]:  # asked for when the files' rows have been written
        os.kill(os.getpid(), signal.SIGKILL)
        yield ""

    child = os.fork()
    if child == 0:
        with Store.open(file) as store:
            store.save(stats=[stat._replace(digest="e" * 500) for stat in before], keep=dies())
        os._exit(0)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    with Store.open(file) as store:
        assert list(store.digests().values()) == sorted(before)
    with sqlite3.connect(file) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    db.close()


def test_what_has_been_damaged_is_not_given_back(tmp_path: Path) -> None:
    chance = random.Random(6)
    parsed = [
        Parsed(f"key{n}", b"l%d" % n * 9, b"f%d" % n * 9, f"digest{n}", memoryview(b"b%d" % n * 90))
        for n in range(40)
    ]
    stats = [STAT._replace(path=f"{n}.md") for n in range(40)]
    pages = {f"{n}.html": Page(f"key{n}", f"digest{n}", Stamp(n, n, n)) for n in range(40)}
    sums = {f"{n}.html": b"sums%d" % n for n in range(40)}
    keys = [row.key for row in parsed]
    with Store.open(tmp_path / "whole") as store:
        store.save(parsed=parsed, stats=stats, values={"name": b"value" * 300})
        store.save_pages("out", pages, sums, fingerprint=("shared", b"notes" * 300))
    whole = (tmp_path / "whole").read_bytes()
    facts = {row.key: (row.linking, row.facts, row.body_digest) for row in parsed}
    bodies = {row.key: row.body for row in parsed}
    file = tmp_path / "s"
    for _ in range(400):
        spoilt = bytearray(whole)
        for _ in range(chance.choice((1, 1, 20))):
            spoilt[chance.randrange(100, len(spoilt))] ^= 1 << chance.randrange(8)
        file.write_bytes(spoilt)
        with Store.open(file) as store:
            assert store.recall(keys).items() <= facts.items()
            assert store.bodies(keys).items() <= bodies.items()
            assert store.sums("out").items() <= sums.items()
            assert store.value("name") in (None, b"value" * 300)
            assert store.fingerprint("out") in (None, ("shared", b"notes" * 300))
            for stat in store.digests().values():
                assert [type(part) for part in stat] == [str, int, int, int, str]
            for page in store.pages("out").values():
                assert [type(part) for part in (page.key, *page.stamp)] == [str, int, int, int]
            store.save(parsed=[ROW], stats=[STAT], values={"name": b"new"})
            store.save_pages("out", pages, sums)
        assert any(remembers(file) for _ in range(3))


@pytest.mark.parametrize(
    ("typed", "damaged"),
    [
        (b"mtime INTEGER", b"mtine INTEGER"),
        (b"TABLE sums", b"TABLE sumz"),
        (b"key TEXT PRIM", b"key TEXT qRIM"),
    ],
)
def test_a_store_whose_tables_are_damaged_is_made_anew(tmp_path: Path, typed: bytes, damaged: bytes) -> None:
    assert remembers(tmp_path / "s")
    whole = (tmp_path / "s").read_bytes()
    assert typed in whole
    (tmp_path / "s").write_bytes(whole.replace(typed, damaged))
    assert remembers(tmp_path / "s")


def test_a_store_that_does_not_find_again_what_it_was_given_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert remembers(tmp_path / "s")
    with monkeypatch.context() as damaged, Store.open(tmp_path / "s") as store:
        damaged.setattr(Store, "bodies", lambda self, keys: {})  # as where an index has lost its order
        store.save(parsed=[ROW._replace(key="other")])
    with Store.open(tmp_path / "s") as store:
        assert store.note_count() == 0
    assert remembers(tmp_path / "s")
