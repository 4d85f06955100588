"""Watching: what is told, and what happens where nothing can be watched."""

from __future__ import annotations

import errno
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from watchdog.observers.api import BaseObserver, EventQueue, ObservedWatch

from notes_wiki.serve import watch
from notes_wiki.serve.watch import Watcher
from tests.serve.live import PATIENCE


class Exhausted(BaseObserver):
    """An observer on a system whose watches have run out."""

    def __init__(self) -> None:
        super().__init__(lambda *arguments, **options: None)  # type: ignore[arg-type]  # no emitter is ever made

    def schedule(self, *arguments: object, **options: object) -> ObservedWatch:
        del arguments, options
        raise OSError(errno.ENOSPC, "inotify watch limit reached")


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def watcher(tmp_path: Path, said: list[str]) -> Iterator[Watcher]:
    watcher = Watcher([tmp_path], [], said.append)
    watcher.start()
    yield watcher
    watcher.stop()


def named_until(watcher: Watcher, path: Path) -> set[str]:
    """All that is named until this path is: heartbeats may come first."""
    end = time.monotonic() + PATIENCE
    named = set[str]()
    while str(path) not in named:
        assert time.monotonic() < end, named
        named |= watcher.wait() or set()
    return named


def test_a_saved_file_is_named(tmp_path: Path, watcher: Watcher) -> None:
    (tmp_path / "note.md").write_text("text")
    assert named_until(watcher, tmp_path / "note.md") == {str(tmp_path / "note.md")}


@pytest.mark.skipif(sys.platform != "linux", reason="only inotify tells that a file was opened or closed")
def test_a_file_that_is_written_slowly_is_named_when_it_is_closed(
    tmp_path: Path, watcher: Watcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "LONGEST", PATIENCE)
    closed: list[bool] = []
    file = (tmp_path / "note.md").open("w")

    def finish() -> None:
        closed.append(True)
        file.close()

    file.write("half a note")
    file.flush()
    timer = threading.Timer(5 * watch.QUIET, finish)
    timer.start()
    assert named_until(watcher, tmp_path / "note.md") == {str(tmp_path / "note.md")}
    assert closed
    timer.join()


def test_nothing_is_named_at_a_heartbeat(watcher: Watcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "HEARTBEAT", 0.01)
    assert watcher.wait() == frozenset()


def test_dotfiles_and_what_lies_in_dotfolders_do_not_count(tmp_path: Path, watcher: Watcher) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "index").write_text("text")
    (tmp_path / ".note.md.swp").write_text("text")
    # The system tells in order: when this one is named, the others would have been.
    (tmp_path / "last.md").write_text("text")
    assert named_until(watcher, tmp_path / "last.md") == {str(tmp_path / "last.md")}


def test_where_watches_run_out_the_folders_are_polled_and_it_is_said(
    tmp_path: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "POLLING", 0.05)
    watcher = Watcher([tmp_path], [], said.append, observer=Exhausted)
    watcher.start()
    watcher.renew()
    assert watcher.polling
    assert len(said) == 1
    assert "max_user_watches" in said[0]
    assert watcher.wait() == frozenset()  # the heartbeat, after which all files are looked at
    watcher.stop()
    assert watcher.wait() is None


def test_a_folder_that_is_removed_and_made_anew_is_watched_again(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    watcher = Watcher([folder], [], lambda line: None)
    watcher.start()
    folder.rmdir()
    end = time.monotonic() + PATIENCE
    folder.mkdir()
    named: set[str] = set()
    while str(folder / "note.md") not in named and time.monotonic() < end:
        watcher.renew()
        (folder / "note.md").write_text(str(time.monotonic()))
        named |= watcher.wait() or set()
    assert str(folder / "note.md") in named
    watcher.stop()


def test_a_folder_that_is_a_link_is_watched_where_it_leads_and_named_as_it_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where the notes are a vault elsewhere; heartbeats name nothing."""
    monkeypatch.setattr(watch, "HEARTBEAT", 0.1)
    (tmp_path / "vault" / "deep").mkdir(parents=True)
    (tmp_path / "other").mkdir()
    folder = tmp_path / "content"
    folder.symlink_to("vault")
    watcher = Watcher([folder], [], lambda line: None)
    watcher.start()
    (tmp_path / "vault" / "deep" / "note.md").write_text("text")
    assert named_until(watcher, folder / "deep" / "note.md") == {str(folder / "deep" / "note.md")}
    (tmp_path / "vault" / ".hidden.md").write_text("text")
    folder.unlink()
    folder.symlink_to("other")
    watcher.renew()
    (tmp_path / "other" / "note.md").write_text("text")
    assert named_until(watcher, folder / "note.md") == {str(folder / "note.md")}
    watcher.stop()


def test_links_among_the_folders_are_watched_once_they_are_named_and_no_longer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "HEARTBEAT", 0.1)
    folder, vault = tmp_path / "content", tmp_path / "vault"
    folder.mkdir()
    vault.mkdir()
    link = folder / "linked"
    link.symlink_to(vault)
    watcher = Watcher([folder], [], lambda line: None)
    watcher.start()
    watcher.watch_links([link])
    watcher.renew()
    (vault / "note.md").write_text("text")
    assert named_until(watcher, link / "note.md") == {str(link / "note.md")}
    watcher.watch_links([])
    watcher.renew()
    (vault / "note.md").write_text("more")
    (folder / "own.md").write_text("text")
    assert named_until(watcher, folder / "own.md") == {str(folder / "own.md")}
    watcher.stop()


@pytest.mark.skipif(sys.platform != "linux", reason="inotify is Linux's")
def test_a_watch_that_is_ended_amid_events_prints_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    from watchdog.observers.inotify import InotifyEmitter

    emitter = InotifyEmitter(EventQueue(), ObservedWatch(str(tmp_path), recursive=True))
    emitter.queue_events(0.1)  # as its thread does once more after `stop`
    assert not caplog.records
