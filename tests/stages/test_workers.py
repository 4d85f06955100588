"""What happens to a site when the processes that build it fail."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from notes_wiki.build import BuildOptions, check
from notes_wiki.fork import available
from notes_wiki.model import Problem, Source
from notes_wiki.parse import request
from notes_wiki.parse.note import Parser
from notes_wiki.parse.parsing import Parsing
from notes_wiki.render.page import PageRef, Renderer
from notes_wiki.write.staging import TEMPORARY
from tests.wikis import build_wiki, files_of, write

pytestmark = pytest.mark.skipif(not available(), reason="this platform has no fork")

LONG_AGO = 1_600_000_000_123_456_789


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A wiki large enough for more than one process."""
    folder = tmp_path / "home"
    write(folder, {"wiki.toml": "", "content/bad.md": "To [[note 1]]."})
    write(folder / "content", {f"note {number}.md": f"$x^{number}$ [[bad]]" for number in range(100)})
    return folder


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_note_that_kills_its_worker_is_reported_and_the_rest_is_built(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    encoded, home_process = Parsing.encoded, os.getpid()

    def dies(self: Parsing, source: Source) -> request.Encoded:
        if source.path == "bad.md" and os.getpid() != home_process:
            os.kill(os.getpid(), signal.SIGKILL)
        return encoded(self, source)

    for path in (home, *home.rglob("*")):
        os.utime(path, ns=(LONG_AGO, LONG_AGO))  # so old that nothing can have changed unseen
    monkeypatch.setattr(Parsing, "encoded", dies)
    report = build_wiki(home, tmp_path / "out", jobs=jobs)
    assert report.notes == 100
    assert [found.path for found in report.problems if found.code == "lost-note"] == ["bad.md"]
    assert (tmp_path / "out" / "note-99.html").is_file()
    monkeypatch.undo()
    assert build_wiki(home, tmp_path / "out", jobs=jobs).notes == 101  # it was not remembered as lost


@pytest.mark.parametrize("harm", ["kills", "fails"])
def test_a_single_note_that_harms_the_process_that_waits_for_it_is_reported_and_the_rest_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: str
) -> None:
    encoded = request.encoded

    def harmed(parser: Parser, source: Source) -> request.Encoded:
        if source.path == "bad.md" and harm == "kills":
            os.kill(os.getpid(), signal.SIGKILL)
        if source.path == "bad.md":
            raise ValueError("a mistake of ours")
        return encoded(parser, source)

    write(tmp_path, {"wiki.toml": "", "content/bad.md": "Once.", "content/good.md": "To [[bad]]."})
    monkeypatch.setattr(request, "encoded", harmed)
    monkeypatch.delitem(sys.modules, "notes_wiki.parse.note")
    report = build_wiki(tmp_path, tmp_path / "out", jobs=1)
    assert [found.path for found in report.problems if found.code == "lost-note"] == ["bad.md"]
    assert report.notes == 1


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_note_that_reading_fails_on_is_reported_and_the_rest_is_built(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    encoded = Parsing.encoded

    def fails(self: Parsing, source: Source) -> request.Encoded:
        if source.path == "bad.md":
            raise ValueError("a mistake of ours")
        return encoded(self, source)

    monkeypatch.setattr(Parsing, "encoded", fails)
    report = build_wiki(home, tmp_path / "out", jobs=jobs)
    assert report.notes == 100
    assert [found.path for found in report.problems if found.code == "lost-note"] == ["bad.md"]


def test_a_note_that_kills_its_worker_while_it_is_checked_is_reported(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(source: Source, *how: object) -> list[Problem]:
        if source.path == "bad.md":
            os.kill(os.getpid(), signal.SIGKILL)
        return []

    monkeypatch.setattr("notes_wiki.stages.check.tex_outside", dies)
    done: list[int] = []
    report = check(
        BuildOptions(config=home / "wiki.toml", jobs=2), lambda stage, count, total: done.append(count)
    )
    assert [found.path for found in report.problems if found.code == "lost-note"] == ["bad.md"]
    assert max(done) >= 100


def test_a_page_that_kills_its_worker_is_reported_and_the_rest_is_written(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    render = Renderer.render

    def dies(self: Renderer, ref: PageRef) -> bytes:
        if ref.name == "bad":
            os.kill(os.getpid(), signal.SIGKILL)
        return render(self, ref)

    monkeypatch.setattr(Renderer, "render", dies)
    report = build_wiki(home, tmp_path / "out", jobs=2)
    assert [found.path for found in report.problems if found.code == "lost-note"] == ["bad.md"]
    assert (tmp_path / "out" / "note-99.html").is_file()
    assert not list((tmp_path / "out").rglob(TEMPORARY + "*"))


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_template_that_fails_leaves_the_old_site_and_nothing_half_done(
    home: Path, tmp_path: Path, jobs: int
) -> None:
    out = tmp_path / "out"
    build_wiki(home, out)
    before = files_of(out)
    write(home, {"templates/_title.html": "{% if page.title.plain == 'note 50' %}{{ nothing }}{% endif %}x"})
    report = build_wiki(home, out, jobs=jobs)
    assert report.failed
    assert [found.code for found in report.problems if found.severity == "error"] == ["template"]
    after = files_of(out)
    assert {name for name in after if TEMPORARY in name} == set()
    assert {name: data for name, data in after.items() if name in before and name != ".wiki-manifest"} == {
        name: data for name, data in before.items() if name != ".wiki-manifest"
    }


def test_a_build_does_all_itself_if_the_system_has_no_more_processes(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none_left() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    build_wiki(home, tmp_path / "usual", jobs=2)
    monkeypatch.setattr(os, "fork", none_left)
    monkeypatch.delitem(sys.modules, "notes_wiki.parse.note")  # as in a command that has just started
    report = build_wiki(home, tmp_path / "alone", jobs=2, clean=True)
    assert report.notes == 101
    assert not report.problems
    assert files_of(tmp_path / "alone") == files_of(tmp_path / "usual")
