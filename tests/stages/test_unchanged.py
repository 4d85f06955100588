"""A build that has nothing to do sees so by stat alone; anything that may matter makes it look closer."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from notes_wiki.build import BuildOptions, build
from notes_wiki.stages import unchanged
from notes_wiki.stages.unchanged import KEPT, last_report
from notes_wiki.write.lock import lock
from tests.wikis import write

LONG_AGO = 1_600_000_000_123_456_789


def age(folder: Path) -> None:
    """Give every file and folder a time long gone, so that all of them can be trusted."""
    for path in (folder, *folder.rglob("*")):
        os.utime(path, ns=(LONG_AGO, LONG_AGO))


@pytest.fixture
def options(tmp_path: Path) -> BuildOptions:
    """A wiki that was built twice, with nothing to do the second time."""
    home = tmp_path / "home"
    write(
        home,
        {
            "wiki.toml": 'static = ["static"]',
            "content/a.md": "To [[b]], $x$ and [[missing]].",
            "content/sub/b.md": "![x](pic.png)",
            "content/sub/pic.png": "picture",
            "static/file.txt": "file",
            "templates/_title.html": "<h1>{{ page.title.html | safe }}</h1>",
        },
    )
    age(home)
    found = BuildOptions(config=home / "wiki.toml", out=tmp_path / "out")
    build(found)
    assert last_report(found) is not None
    return found


def test_the_report_of_the_last_build_is_given_again(options: BuildOptions) -> None:
    report = build(options)
    assert (report.notes, report.formulas, report.written, report.removed) == (2, 1, 0, 0)
    assert report.unchanged > 2
    assert [found.code for found in report.problems] == ["missing-note"]


CHANGES: dict[str, Callable[[Path], object]] = {
    "a note edited": lambda root: write(root, {"home/content/a.md": "other"}),
    "a note added": lambda root: write(root, {"home/content/new.md": ""}),
    "a folder added": lambda root: write(root, {"home/content/new/note.md": ""}),
    "a note removed": lambda root: (root / "home/content/a.md").unlink(),
    "a note renamed": lambda root: (root / "home/content/a.md").rename(root / "home/content/c.md"),
    "a folder renamed": lambda root: (root / "home/content/sub").rename(root / "home/content/other"),
    "a picture changed": lambda root: write(root, {"home/content/sub/pic.png": "another"}),
    "a static file added": lambda root: write(root, {"home/static/deep/new.txt": ""}),
    "a template changed": lambda root: write(root, {"home/templates/_title.html": "<h1></h1>"}),
    "a template added": lambda root: write(root, {"home/templates/assets/style.css": ""}),
    "settings changed": lambda root: write(root, {"home/wiki.toml": 'title = "New"'}),
    "settings removed": lambda root: (root / "home/wiki.toml").unlink(),
    "a preamble beside the settings": lambda root: write(root, {"home/preamble.tex": ""}),
    "a file beside the settings": lambda root: write(root, {"home/references.bib": ""}),
    "a marker of another program": lambda root: (root / "home/content/.obsidian").mkdir(),
    "a repository begun": lambda root: write(root, {"home/.git/HEAD": "ref: refs/heads/main\n"}),
    "a page removed": lambda root: (root / "out/a.html").unlink(),
    "a page spoilt": lambda root: write(root, {"out/a.html": "spoilt"}),
    "a page of the theme removed": lambda root: next((root / "out/-/theme").rglob("*.css")).unlink(),
    "the manifest removed": lambda root: (root / "out/.wiki-manifest").unlink(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_build_looks_closer_after(change: str, options: BuildOptions, tmp_path: Path) -> None:
    CHANGES[change](tmp_path)
    assert last_report(options) is None


def test_other_options_are_another_build(options: BuildOptions) -> None:
    assert options.config is not None
    for other in (
        BuildOptions(config=options.config, out=options.out, drafts=True),
        BuildOptions(config=options.config, out=options.out, dialect="hugo"),
        BuildOptions(config=options.config, out=options.out, clean=True),
        BuildOptions(config=options.config, out=options.out, verify=True),
    ):
        assert last_report(other) is None


def test_a_source_date_is_another_build(options: BuildOptions, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert last_report(options) is None


@pytest.mark.parametrize(("since", "trusted"), [(0, False), (19_000_000, False), (21_000_000, True)])
def test_a_note_changed_in_the_tick_before_the_build_is_not_trusted(
    options: BuildOptions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, since: int, trusted: bool
) -> None:
    changed = time.time_ns() + 3_600_000_000_123
    note = tmp_path / "home/content/a.md"
    note.write_text("first")
    os.utime(note, ns=(changed, changed))
    # The clock is set: a busy machine lets more than a tick go by before it begins to build.
    clock = SimpleNamespace(time_ns=lambda: changed + since, perf_counter=time.perf_counter)
    monkeypatch.setattr(unchanged, "time", clock)
    build(options)
    assert (last_report(options) is not None) == trusted


@pytest.mark.parametrize("data", [b"", b"\xff\xff", b"\x93\x90\x90\x90"])
def test_a_damaged_memory_of_the_last_build_is_as_none(options: BuildOptions, data: bytes) -> None:
    assert options.config is not None
    for file in (options.config.parent / ".wiki").glob("last-*"):
        file.write_bytes(data)
    assert last_report(options) is None
    assert build(options).written == 0


def test_no_more_than_a_few_runs_are_remembered(options: BuildOptions, tmp_path: Path) -> None:
    assert options.config is not None
    for number in range(KEPT + 3):
        build(BuildOptions(config=options.config, out=tmp_path / f"out-{number}"))
    assert len(list((options.config.parent / ".wiki").glob("last-*"))) == KEPT


def test_nothing_of_the_pipeline_is_imported(options: BuildOptions) -> None:
    code = (
        "import sys; from pathlib import Path; from notes_wiki.build import BuildOptions, build\n"
        f"build(BuildOptions(config=Path({str(options.config)!r}), out=Path({str(options.out)!r})))\n"
        "print('\\n'.join(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    packages = {"load.walk", "parse", "math", "link", "render", "write", "config"}
    assert not loaded & {f"notes_wiki.{package}" for package in packages}
    assert not loaded & {
        "markdown_it",
        "jinja2",
        "yaml",
        "tomllib",
        "sqlite3",
        "click",
        "pygments",
        "subprocess",
    }


def test_a_build_that_waited_for_another_sees_what_changed_meanwhile(
    options: BuildOptions, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    write(home, {"content/sub/b.md": "Edited."})  # both folders are listed before it is seen
    reports = []
    with lock(home / ".wiki"):
        waiting = threading.Thread(target=lambda: reports.append(build(options)))
        waiting.start()
        time.sleep(0.3)
        (home / "content/a.md").unlink()
    waiting.join()

    assert [(report.notes, report.problems) for report in reports] == [(1, ())]
    assert not (tmp_path / "out/a.html").exists()
