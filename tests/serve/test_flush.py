"""Writing down in a process of its own: what it is given, and what is said where it fails."""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path

import pytest

from notes_wiki.serve import flush, snapshot
from notes_wiki.serve.flush import Ended
from notes_wiki.serve.session import Session
from notes_wiki.stages.options import BuildOptions
from notes_wiki.stages.site import open_site
from tests.serve.live import PATIENCE
from tests.wikis import write


def test_the_options_arrive_as_they_were() -> None:
    options = BuildOptions(
        content=Path("content"), config=Path("/x/wiki.toml"), dialect="hugo", drafts=True, text_index=False
    )
    found = flush.decode(flush.encode(options))
    assert found == BuildOptions(
        content=Path("content"),
        config=Path("/x/wiki.toml"),
        dialect="hugo",
        drafts=True,
        text_index=False,
        jobs=1,
        live=True,
    )


def test_a_failure_is_told_once_and_tried_again_after_a_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"wiki.toml": "", "content/a.md": "# A\n"})
    with closing(Session(BuildOptions(config=tmp_path / "wiki.toml", jobs=1, live=True))) as session:
        session.refresh()
        started: list[int] = []
        ends: list[Ended | None] = [None]
        monkeypatch.setattr(session._flusher, "start", lambda: started.append(1))
        monkeypatch.setattr(session._flusher, "ended", lambda: ends.pop() if ends else None)
        assert session.flush() == ""
        session._write_back._is_unindexed = True
        ends.append(Ended(written=False, said="Traceback\nOSError: The disk is full."))
        assert "The disk is full." in session.flush()
        assert [session.flush() for _ in range(3)] == ["", "", ""]
        assert started == [1]
        write(tmp_path, {"content/a.md": "# A\n\nMore.\n"})
        session.refresh()
        session.flush()
        assert started == [1, 1]


def test_a_process_that_fails_is_heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"msgspec.py": "raise SystemExit('taken from the folder one is in')", "wiki.toml": ""})
    monkeypatch.chdir(tmp_path)
    flusher = flush.Flusher(BuildOptions(config=tmp_path / "wiki.toml"))
    flusher.start()
    assert flusher._process is not None
    flusher._process.wait()
    ended = flusher.ended()
    assert ended is not None
    assert not ended.written
    assert "no folder" in ended.said
    assert flusher.ended() is None


@pytest.mark.parametrize("changed", [".git/logs/HEAD", "home/content/.obsidian/app.json"])
def test_all_that_a_build_reads_is_looked_at(tmp_path: Path, changed: str) -> None:
    write(
        tmp_path / "repository",
        {".git/HEAD": "ref: refs/heads/main\n", "home/wiki.toml": "", "home/content/a.md": "# A\n"},
    )
    site = open_site(BuildOptions(config=tmp_path / "repository/home/wiki.toml", live=True))
    before = snapshot.take(site)
    write(tmp_path / "repository", {changed: "1"})
    assert snapshot.take(site) != before


def test_what_it_starts_ends_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pagefind outlived it, at work on files that were gone."""
    script, started = tmp_path / "python", tmp_path / "started"
    script.write_text(f"#!/bin/sh\nsleep 1000 &\necho $! >{started}.new\nmv {started}.new {started}\nwait\n")
    script.chmod(0o755)
    monkeypatch.setattr("notes_wiki.serve.flush.sys.executable", str(script))
    flusher = flush.Flusher(BuildOptions())
    flusher.start()
    end = time.monotonic() + PATIENCE
    while not started.exists():
        assert time.monotonic() < end
        time.sleep(0.01)
    child = Path("/proc") / started.read_text().strip() / "stat"
    flusher.stop()
    while is_at_work(child):
        assert time.monotonic() < end, "it is still at work"
        time.sleep(0.01)


def is_at_work(stat: Path) -> bool:
    """Whether there is such a process, which has not ended."""
    try:
        return " Z " not in stat.read_text()
    except OSError:
        return False
