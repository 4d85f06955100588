"""Watching: what is told, and what happens where nothing can be watched."""

from __future__ import annotations

import errno
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from watchdog.observers.api import BaseObserver, ObservedWatch

from notes_wiki.serve import watch
from notes_wiki.serve.watch import Watcher


class Exhausted(BaseObserver):
    """An observer on a system whose watches have run out."""

    def __init__(self) -> None:
        super().__init__(lambda *arguments, **options: None)  # type: ignore[arg-type, return-value]

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


def test_a_saved_file_is_named(tmp_path: Path, watcher: Watcher) -> None:
    (tmp_path / "note.md").write_text("text")
    assert str(tmp_path / "note.md") in (watcher.wait() or ())


def test_dotfiles_and_what_lies_in_dotfolders_do_not_count(
    tmp_path: Path, watcher: Watcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "HEARTBEAT", 0.3)
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "index").write_text("text")
    (tmp_path / ".note.md.swp").write_text("text")
    assert watcher.wait() == frozenset()


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
    end = time.monotonic() + 20
    folder.mkdir()
    named: set[str] = set()
    while str(folder / "note.md") not in named and time.monotonic() < end:
        watcher.renew()
        (folder / "note.md").write_text(str(time.monotonic()))
        named |= watcher.wait() or set()
    assert str(folder / "note.md") in named
    watcher.stop()
