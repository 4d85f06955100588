"""What is not needed any more goes at once: Python's collector of rubbish, which would find the rest, halts
all threads at once for so long that an edit in a large wiki would be seen late."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from notes_wiki.render.note_view import NoteViews
from notes_wiki.serve.builder import Builder
from notes_wiki.serve.live_wiki import LiveWiki
from notes_wiki.serve.session import Session
from notes_wiki.serve.watch import Watcher
from notes_wiki.stages.options import BuildOptions
from tests.wikis import write


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    notes = {"content/a.md": "# A\n\nTo [[b]].\n\n![[b]]\n", "content/b.md": "# B\n\nTo [[a]].\n"}
    write(tmp_path, {"wiki.toml": "", **notes})
    with closing(Session(BuildOptions(config=tmp_path / "wiki.toml", jobs=1, live=True))) as made:
        made.refresh()
        yield made


@pytest.fixture
def no_collector() -> Iterator[None]:
    """Python without its collector."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def alive(kind: type) -> list[weakref.ref[object]]:
    """The objects of this class that there are."""
    return [weakref.ref(one) for one in gc.get_objects() if type(one) is kind]


@pytest.mark.usefixtures("no_collector")
def test_a_wiki_that_another_has_taken_the_place_of_is_gone(session: Session, tmp_path: Path) -> None:
    for title in ("Other", "Another"):
        before = [*alive(LiveWiki), *alive(NoteViews)]
        write(tmp_path, {"content/a.md": f"# {title}\n\nTo [[b]].\n\n![[b]]\n"})
        session.follow([str(tmp_path / "content/a.md")])
        session.refresh()
        assert [one() for one in before] == [None] * len(before)


@pytest.mark.usefixtures("no_collector")
def test_an_edit_leaves_nothing_behind(session: Session, tmp_path: Path) -> None:
    for words in ("Words.", "## A heading"):
        write(tmp_path, {"content/a.md": f"# A\n\nTo [[b]].\n\n![[b]]\n\n{words}\n"})
        session.follow([str(tmp_path / "content/a.md")])
        views = len(alive(NoteViews))
        write(tmp_path, {"content/a.md": f"# A\n\nTo [[b]].\n\n![[b]]\n\n{words} {words}\n"})
        session.follow([str(tmp_path / "content/a.md")])
        assert len(alive(NoteViews)) == views


def test_the_collector_is_called_only_when_nothing_is_saved(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[int] = []
    monkeypatch.setattr("notes_wiki.serve.builder.gc.collect", lambda: called.append(1))
    working = Builder(session, Watcher([tmp_path / "content"], [], print))
    note = tmp_path / "content/a.md"
    for number in range(60):
        note.write_text(f"# Title {number}\n")
        working.step(frozenset([str(note)]))
        if number % 20 == 0:
            working.build()
    assert called == []
    working.step(frozenset())
    working.build()  # the last title
    working.step(frozenset())
    working.build()
    assert called == [1]
    working.step(frozenset())
    working.build()
    assert called == [1]
