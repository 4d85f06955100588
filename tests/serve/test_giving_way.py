"""A whole build gives way to what is saved meanwhile, and nothing is lost by it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from notes_wiki.model import Report
from notes_wiki.serve import builder
from notes_wiki.serve.builder import Builder
from notes_wiki.serve.session import GaveWay, Session
from notes_wiki.serve.watch import Watcher
from notes_wiki.stages.options import BuildOptions
from tests.serve.live import PATIENCE, differing, served

NOTES = {f"n{number}.md": f"# Note {number}\n\nTo [[n{(number + 1) % 70}]].\n" for number in range(70)}


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A session over `NOTES`, in this thread alone."""
    (tmp_path / "wiki.toml").touch()
    (tmp_path / "content").mkdir()
    for name, text in NOTES.items():
        (tmp_path / "content" / name).write_text(text)
    session = Session(BuildOptions(config=tmp_path / "wiki.toml", jobs=1, live=True), lambda: ["n5.html"])
    session.refresh()
    yield session
    session.close()


def refresh_until(session: Session, place: int) -> Report | None:
    """A whole build that is given up at the given look (0 is the first) for something newer."""
    looks = iter(range(place + 1))
    return session.refresh(lambda: next(looks, place) == place)


def test_edits_are_shown_at_once_wherever_a_whole_build_is_given_up(tmp_path: Path, session: Session) -> None:
    content = tmp_path / "content"
    given_up = 0
    while True:
        (tmp_path / "wiki.toml").write_text(f'title = "Wiki {given_up}"\n')  # every page is another
        other = f"n{given_up + 10}.md"
        (content / "n1.md").write_text(f"# Title {given_up}\n\n## Heading {given_up}\n\nTo [[n3]].\n")
        (content / other).write_text(
            f"# Note anew {given_up}\n\n## Part\n\nTo [[n1]] and [[new{given_up}]].\n"
        )
        (content / f"new{given_up}.md").write_text(f"# New {given_up}\n")
        try:
            refresh_until(session, given_up)
        except GaveWay:
            given_up += 1
        else:
            break
        (content / "n5.md").write_text(f"# Note 5\n\nEdit {given_up}. To [[n6]].\n")
        followed = session.follow([str(content / "n5.md")])
        assert followed is not None and followed.pages
        assert f"Edit {given_up}." in session.shown.fresh["n5.html"].decode()
    assert given_up >= 5, "after reading, linking and planning, and more than once while writing"
    session.refresh()
    assert differing(tmp_path, session) == []


def test_a_build_that_was_given_up_is_made_though_nothing_more_changes(
    tmp_path: Path, session: Session
) -> None:
    (tmp_path / "content" / "n1.md").write_text("# Another title\n")
    with pytest.raises(GaveWay):
        refresh_until(session, 0)
    assert session.refresh() is not None
    assert session.refresh() is None
    assert differing(tmp_path, session) == []


def test_saves_that_never_end_put_a_whole_build_off_for_so_long_and_no_longer(
    tmp_path: Path, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(builder, "POSTPONED", 0.3)
    monkeypatch.setattr(Watcher, "pending", True)
    path = tmp_path / "content" / "n1.md"
    working = Builder(session, Watcher([tmp_path / "content"], [], print))
    end = time.monotonic() + PATIENCE
    number = 0
    while "Quaternions" not in (tmp_path / ".wiki" / "preview" / "n0.html").read_text():
        assert time.monotonic() < end
        number += 1
        path.write_text(f"# Quaternions {number}\n")
        working.step(frozenset([str(path)]))
    assert number > 1, "the first build gave way"


def test_a_storm_of_edits_that_others_depend_on_ends_as_a_clean_build(tmp_path: Path) -> None:
    with served(tmp_path, NOTES) as live:
        for number in range(60):
            live.write("n1.md", f"# Title {number}\n\nTo [[n{number}]].\n")
            live.write(f"n{number}.md", f"# Note {number}\n\n## Part {number}\n\nTo [[n1]].\n")
            time.sleep(0.02)
        live.write("n1.md", "# The last title\n\nThe last text.\n")
        live.until("/n1.html", lambda status, text: "The last text." in text)
        live.until_same_as_clean(tmp_path)
