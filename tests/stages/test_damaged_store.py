"""A store that lost or changed what it was given costs time, never a page."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from notes_wiki.build import BuildOptions, build
from notes_wiki.model import Body
from notes_wiki.stages.bodies import Bodies
from notes_wiki.write.cache import Parsed, Store
from tests.wikis import files_of, write

NOTES = {f"content/{n}.md": f"# Note {n}\n\nTo [[{(n + 1) % 5}]] and $x_{n}$. ![[2]]\n" for n in range(5)}


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE body SET body = x'c1'",
        "DELETE FROM body",
        "UPDATE body SET body = CAST(body AS TEXT)",
        "UPDATE facts SET facts = substr(facts, 3)",
        "UPDATE facts SET linking = facts",
        "UPDATE facts SET body_digest = NULL",
        "UPDATE stat SET digest = CAST(digest AS BLOB)",
        "UPDATE page SET digest = 1, key = 'x'",
        "UPDATE fingerprint SET notes = x'ff'",
        "UPDATE meta SET value = x'ff'",
    ],
)
@pytest.mark.parametrize(
    "changed", [{"wiki.toml": 'title = "Other"'}, {"content/0.md": "# Note 0\n\nOther.\n"}]
)
def test_a_damaged_store_changes_no_page(tmp_path: Path, damage: str, changed: dict[str, str]) -> None:
    home = tmp_path / "home"
    write(home, {"wiki.toml": 'title = "Wiki"', **NOTES})
    options = BuildOptions(config=home / "wiki.toml", out=tmp_path / "out", text_index=False, jobs=1)
    build(options)
    (store,) = (home / ".wiki").glob("store-*.sqlite")
    with sqlite3.connect(store) as db:
        db.execute(damage)
    db.close()
    write(home, changed)
    assert not build(options).failed
    write(home, {"content/4.md": NOTES["content/4.md"] + "\nMore.\n"})
    assert not build(options).failed
    build(BuildOptions(config=options.config, out=tmp_path / "clean", text_index=False, clean=True))
    assert files_of(tmp_path / "out") == files_of(tmp_path / "clean")


def test_notes_that_share_a_key_are_all_fetched_and_a_fork_never_asks_the_store(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s") as store:
        encoded = b"\x91\x90"
        store.save(parsed=[Parsed("same", b"", b"", "", memoryview(encoded))])
        bodies = Bodies(store, {})
        for id in ("a/x", "b/x", "c/y"):
            bodies.add(id, "same")
        bodies.fetch(["a/x", "b/x"])
        child = os.fork()
        if child == 0:
            try:
                fetched = [bodies("a/x"), bodies("b/x")] == [Body(()), Body(())]
                bodies("c/y")
            except RuntimeError:
                os._exit(0 if fetched else 1)
            os._exit(2)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert bodies("c/y") == Body(())
