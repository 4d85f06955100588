"""A whole build gives way to what is saved meanwhile, and nothing is lost by it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from notes_wiki.model import Report
from notes_wiki.serve import builder, whole_build
from notes_wiki.serve.builder import Builder
from notes_wiki.serve.session import GaveWay, Session
from notes_wiki.serve.watch import Watcher
from notes_wiki.stages.options import BuildOptions
from tests.serve.live import PATIENCE, differing, served, shows

NOTES = {f"n{number}.md": f"# Note {number}\n\nTo [[n{(number + 1) % 40}]].\n" for number in range(40)}


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


def test_what_cannot_be_followed_puts_a_whole_build_off_for_so_long_and_no_longer(
    tmp_path: Path, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(builder, "POSTPONED", 0.3)
    working = Builder(session, Watcher([tmp_path / "content"], [], print))
    looks: list[Path] = []

    def save_another() -> None:
        looks.append(tmp_path / "content" / f"new{len(looks)}.md")
        looks[-1].write_text("# New\n\nTo [[n0]].\n")
        working.step(frozenset([str(looks[-1])]))

    monkeypatch.setattr(session._turns, "stand_back", save_another)
    (tmp_path / "content" / "n1.md").write_text("# Quaternions\n")
    builds = 0
    end = time.monotonic() + PATIENCE
    while "Quaternions" not in (tmp_path / ".wiki" / "preview" / "n0.html").read_text():
        assert time.monotonic() < end
        builds += 1
        working.build()
    assert builds > 1, "the first build gave way"


@pytest.mark.parametrize("text", ["# Note 5\n\nEdited.\n", "# Another title\n\n## Part\n\nEdited.\n"])
def test_an_edit_is_shown_while_a_whole_build_goes_on_and_stays_when_it_is_done(
    tmp_path: Path, session: Session, text: str
) -> None:
    path, place = tmp_path / "content" / "n5.md", 0
    while edited_at(session, path, text, place):
        shown = session.shown.fresh.get("n5.html") or (session.shown.output / "n5.html").read_bytes()
        assert "Edited." in shown.decode(), f"edited at look {place}"
        session.refresh()
        assert differing(tmp_path, session) == [], f"edited at look {place}"
        place += 1
    assert place >= 5, "before and after reading, linking and planning, and while writing"


def edited_at(session: Session, path: Path, text: str, place: int) -> bool:
    """Save a note at the given look of a whole build, and see that it is shown from then on. Returns whether
    there were so many."""
    path.write_text(f"# Note 5\n\nBefore {place}.\n")
    session.refresh()
    (session.site.home / "wiki.toml").write_text(f'title = "Wiki {place}"\n')  # every page is another
    looks = iter(range(1000))

    def edit() -> bool:
        look = next(looks)
        if look == place:
            path.write_text(text)
            followed = session.follow([str(path)])
            assert followed is not None and followed.pages
        if look >= place:
            assert "Edited." in session.shown.fresh["n5.html"].decode(), f"at look {look}"
        return False

    assert session.refresh(edit) is not None
    return next(looks) > place


@pytest.mark.parametrize("stage", ["read.read_notes", "link.linked", "render.plan", "render.write"])
def test_no_edit_waits_for_a_whole_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str) -> None:
    go_on = threading.Event()
    with served(tmp_path, NOTES) as live:
        room, name = stage.split(".")
        work = getattr(getattr(whole_build, room), name)

        def held(*given: Any, **named: Any) -> Any:
            assert go_on.wait(PATIENCE)
            return work(*given, **named)

        monkeypatch.setattr(f"notes_wiki.serve.whole_build.{stage}", held)
        live.replace("n1.md", "# Another title\n")
        for text in ("Words.", "More words.", "# A heading"):
            live.replace("n5.md", f"# Note 5\n\n{text} To [[n6]].\n")
            live.until("/n5.html", partial(shows, text.lstrip("# ")))
        go_on.set()
        live.until("/n0.html", lambda status, page: "Another title" in page)
        live.until_same_as_clean(tmp_path)


def test_a_storm_of_edits_that_others_depend_on_ends_as_a_clean_build(tmp_path: Path) -> None:
    with served(tmp_path, NOTES) as live:
        for number in range(60):
            live.write("n1.md", f"# Title {number}\n\nTo [[n{number}]].\n")
            live.write(f"n{number}.md", f"# Note {number}\n\n## Part {number}\n\nTo [[n1]].\n")
            time.sleep(0.02)
        live.write("n1.md", "# The last title\n\nThe last text.\n")
        live.until("/n1.html", lambda status, text: "The last text." in text)
        live.until_same_as_clean(tmp_path)
