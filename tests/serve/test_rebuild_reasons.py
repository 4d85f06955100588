"""What stands in the way of a build and shows in no file: it is looked for again and again, and told once."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from notes_wiki.build import build
from notes_wiki.serve import rebuild_reasons
from notes_wiki.serve.flush import Flusher
from notes_wiki.serve.session import Session
from notes_wiki.stages.options import BuildOptions
from tests.wikis import write


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setattr(rebuild_reasons, "RETRY_AFTER", 0.0)
    write(tmp_path, {"wiki.toml": "", "content/a.md": "# A\n"})
    with closing(Session(BuildOptions(config=tmp_path / "wiki.toml", jobs=1, live=True))) as made:
        made.refresh()
        yield made


def test_a_preview_that_cannot_be_written_is_told_once_and_written_when_it_can_be(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: "preview" not in str(path) and access(path, mode))
    write(tmp_path, {"content/a.md": "# Other\n"})
    report = session.refresh()
    assert report is not None
    assert report.failed
    assert [session.refresh() for _ in range(3)] == [None] * 3
    assert session.state("a.html").failure
    monkeypatch.undo()
    report = session.refresh()
    assert report is not None
    assert not report.failed
    assert session.state("a.html").failure == ""
    assert "Other" in (tmp_path / ".wiki/preview/a.html").read_text()
    assert session.refresh() is None


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A disk on which there is no room for the page `a.html`, until this is undone."""
    replace = os.replace

    def refuse(source: str, target: str) -> None:
        if str(target).endswith("a.html"):
            raise OSError(28, "No space left on device")
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    return monkeypatch


def test_a_disk_that_is_full_is_told_once_and_the_rest_is_written_when_there_is_room(
    session: Session, tmp_path: Path, full: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"content/a.md": "# Other\n"})
    report = session.refresh()
    assert report is not None
    assert [found.code for found in report.problems] == ["not-writable"]
    assert [session.refresh() for _ in range(3)] == [None] * 3
    full.undo()
    assert session.refresh() is not None
    assert "Other" in (tmp_path / ".wiki/preview/a.html").read_text()
    assert session.refresh() is None


def test_a_full_disk_is_told_in_browsers_until_there_is_room(
    session: Session, tmp_path: Path, full: pytest.MonkeyPatch
) -> None:
    """A page that could not be written may be opened, and is an old one."""
    write(tmp_path, {"content/a.md": "# Other\n"})
    report = session.refresh()
    assert report is not None
    told = session.state("a.html").failure
    assert told.startswith("error[not-writable] a.html cannot be written: No space left on device.")
    assert session.refresh() is None
    assert session.state("a.html").failure == told
    full.undo()
    session.refresh()
    assert session.state("a.html").failure == ""


@pytest.mark.usefixtures("full")
def test_an_edit_that_was_shown_stays_on_the_screen_when_it_cannot_be_written(
    session: Session, tmp_path: Path
) -> None:
    write(tmp_path, {"content/a.md": "# A\n\nEdited.\n"})
    assert session.follow([str(tmp_path / "content/a.md")]) is not None
    write(tmp_path, {"content/a.md": "# A\n\nEdited again.\n", "content/new.md": "# New\n\n[[a]]\n"})
    report = session.refresh()
    assert report is not None
    assert [found.code for found in report.problems] == ["not-writable"]
    assert b"Edited again" in session.shown.fresh["a.html"]
    assert list(session.shown.fresh) == ["a.html"]


def test_a_preview_that_was_removed_is_written_again(session: Session, tmp_path: Path) -> None:
    """As `git clean -dfx` does it: nothing that is read has changed."""
    assert session.refresh() is None
    shutil.rmtree(tmp_path / ".wiki")
    assert session.refresh() is not None
    assert (tmp_path / ".wiki/preview/a.html").exists()
    assert session.refresh() is None


def test_a_preview_that_is_removed_while_its_texts_are_indexed_is_made_again(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Flusher, "busy", True)
    assert session.refresh() is None
    shutil.rmtree(tmp_path / ".wiki")
    assert session.refresh() is not None
    assert (tmp_path / ".wiki/preview/a.html").exists()


def test_a_preview_that_another_build_wrote_is_made_live_again(session: Session, tmp_path: Path) -> None:
    page = tmp_path / ".wiki/preview/a.html"
    live = page.read_bytes()
    build(BuildOptions(config=tmp_path / "wiki.toml", drafts=True, jobs=1))
    assert page.read_bytes() != live
    assert session.refresh() is not None
    assert page.read_bytes() == live
    assert session.refresh() is None


def test_two_servers_do_not_write_over_one_another_without_end(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"content/b.md": "---\ndraft: true\n---\n# B\n"})
    session.refresh()
    options = BuildOptions(config=tmp_path / "wiki.toml", jobs=1, live=True, drafts=True)
    with closing(Session(options)) as other:
        other.refresh()
        assert session.refresh() is not None
        assert other.refresh() is not None
        assert [one.refresh() for one in (session, other) * 3] == [None] * 6
        write(tmp_path, {"content/a.md": "# Changed\n"})
        assert session.refresh() is not None
        assert other.refresh() is not None
        assert [one.refresh() for one in (session, other) * 3] == [None] * 6
        monkeypatch.setattr(rebuild_reasons, "TOLERATED_FOR", 0.0)
        other._preview._tolerated_until = 0.0
        session._preview._tolerated_until = 0.0
        assert session.refresh() is not None


def test_what_is_written_when_there_is_time_is_no_other_build_s(session: Session) -> None:
    session.flush()
    assert session._flusher._process is not None
    session._flusher._process.wait()
    assert session.refresh() is None
    session.flush()
    assert session.refresh() is None


def test_a_process_that_cannot_be_started_is_told_once(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*given: object, **options: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    session.flush()
    assert "Resource temporarily unavailable" in session.flush()
    assert [session.flush() for _ in range(3)] == [""] * 3


def write_in_whole_seconds(note: Path, text: str) -> None:
    """Write a note as on file systems that keep no parts of seconds: it may be saved twice with the same
    time."""
    note.write_text(text)
    found = note.stat()
    os.utime(note, ns=(found.st_atime_ns, found.st_mtime_ns // 10**9 * 10**9))


def test_whole_seconds_of_a_file_s_time_hide_no_edit(session: Session, tmp_path: Path) -> None:
    for text in ("# First\n", "# Later\n"):
        write_in_whole_seconds(tmp_path / "content/a.md", text)
        session.refresh()
    assert "Later" in (tmp_path / ".wiki/preview/a.html").read_text()


def test_an_edit_of_one_note_hides_no_change_of_another(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_in_whole_seconds(tmp_path / "content/b.md", "# First\n")
    session.refresh()
    write_in_whole_seconds(tmp_path / "content/b.md", "# Later\n")  # nobody reports it
    now = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: now() + 3 * 10**9)
    (tmp_path / "content/a.md").write_text("# A\n\nEdited.\n")
    session.follow([str(tmp_path / "content/a.md")])
    session.refresh()
    assert "Later" in (tmp_path / ".wiki/preview/b.html").read_text()
