"""An edit of a note's text alone asks only the pages that show it; anything else asks all."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from notes_wiki.build import BuildOptions, build
from notes_wiki.render.page import PageRef, Renderer
from tests.wikis import files_of, write

NOTES = {
    "wiki.toml": 'title = "Wiki"',
    "content/a.md": "# A\n\nTo [[b]] with a paragraph of its own.\n",
    "content/b.md": "# B\n\nTo [[c]].\n",
    "content/c.md": "# C\n\nAlone.\n",
    "content/d.md": "# D\n\n![[c]]\n",
    "content/pic.png": "picture",
}


@pytest.fixture
def options(tmp_path: Path) -> BuildOptions:
    """A wiki that has been built."""
    home = tmp_path / "home"
    write(home, NOTES)
    found = BuildOptions(config=home / "wiki.toml", out=tmp_path / "out")
    build(found)
    return found


def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The notes whose pages are asked for their keys from now on."""
    found: list[str] = []
    note_page = Renderer.note_page

    def spy(self: Renderer, id: str) -> PageRef:
        found.append(id)
        return note_page(self, id)

    monkeypatch.setattr(Renderer, "note_page", spy)
    return found


def clean(options: BuildOptions, folder: Path) -> dict[str, str]:
    """What a clean build of the same notes makes."""
    assert options.config is not None
    home = shutil.copytree(options.config.parent, folder / "again", ignore=shutil.ignore_patterns(".wiki"))
    build(BuildOptions(config=home / "wiki.toml", out=folder / "clean"))
    return files_of(folder / "clean")


def test_an_edit_of_text_asks_the_pages_that_show_it(
    options: BuildOptions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = asked(monkeypatch)
    write(tmp_path, {"home/content/c.md": "# C\n\nStill alone, in other words.\n"})
    report = build(options)
    assert sorted(found) == ["c", "d"]
    assert report.written >= 2
    assert files_of(tmp_path / "out") == clean(options, tmp_path)


def test_an_edit_asks_the_pages_among_whose_backlinks_its_paragraph_stands(
    options: BuildOptions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = asked(monkeypatch)
    write(tmp_path, {"home/content/a.md": "# A\n\nTo [[b]] with another paragraph.\n"})
    build(options)
    assert sorted(found) == ["a", "b"]
    assert b"another paragraph" in (tmp_path / "out/b.html").read_bytes()
    assert files_of(tmp_path / "out") == clean(options, tmp_path)


def test_a_page_of_all_backlinks_comes_and_goes_with_the_length_of_a_paragraph(
    options: BuildOptions, tmp_path: Path
) -> None:
    page = tmp_path / "out/-/linked/b.html"
    long = "A paragraph of many words. " * 600
    write(tmp_path, {"home/content/a.md": f"# A\n\nTo [[b]]. {long}\n"})
    build(options)
    assert "A paragraph of many words" in page.read_text()
    assert "A paragraph of many words" not in (tmp_path / "out/b.html").read_text()
    assert files_of(tmp_path / "out") == clean(options, tmp_path)
    shutil.rmtree(tmp_path / "again")
    write(tmp_path, {"home/content/a.md": "# A\n\nTo [[b]] with few words.\n"})
    build(options)
    assert not page.exists()
    assert files_of(tmp_path / "out") == clean(options, tmp_path)


CHANGES: dict[str, Callable[[Path], object]] = {
    "a title": lambda home: write(home, {"content/c.md": "# Other\n\nAlone.\n"}),
    "a heading": lambda home: write(home, {"content/c.md": "# C\n\n## Part\n\nAlone.\n"}),
    "a link": lambda home: write(home, {"content/c.md": "# C\n\nTo [[a]].\n"}),
    "a label": lambda home: write(home, {"content/c.md": "# C\n\n$$ x \\label{eq:x} $$\n"}),
    "a tag": lambda home: write(home, {"content/c.md": "# C\n\nAlone #tag.\n"}),
    "a new note": lambda home: write(home, {"content/e.md": "# E\n"}),
    "a note gone": lambda home: (home / "content/d.md").unlink(),
    "a note renamed": lambda home: (home / "content/d.md").rename(home / "content/e.md"),
    "a note withheld": lambda home: write(home, {"content/d.md": "---\ndraft: true\n---\n# D\n"}),
    "a file gone": lambda home: (home / "content/pic.png").unlink(),
    "a setting": lambda home: write(home, {"wiki.toml": 'title = "Other"'}),
    "a template": lambda home: write(home, {"templates/_title.html": "<h1>{{ page.title.plain }}</h1>"}),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_any_other_change_asks_every_page(
    options: BuildOptions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], object]
) -> None:
    found = asked(monkeypatch)
    change(tmp_path / "home")
    build(options)
    assert {"a", "b", "c"} <= set(found)
    assert files_of(tmp_path / "out") == clean(options, tmp_path)


@pytest.mark.parametrize(
    "spoil", [Path.unlink, lambda page: page.write_text("spoilt")], ids=["gone", "spoilt"]
)
def test_a_page_that_somebody_touched_is_written_again_with_the_next_edit_of_another(
    options: BuildOptions, tmp_path: Path, spoil: Callable[[Path], object]
) -> None:
    spoil(tmp_path / "out/a.html")
    write(tmp_path, {"home/content/c.md": "# C\n\nOther words.\n"})
    build(options)
    assert files_of(tmp_path / "out") == clean(options, tmp_path)


def test_a_store_that_is_older_than_the_pages_is_not_believed(options: BuildOptions, tmp_path: Path) -> None:
    state = tmp_path / "home/.wiki"
    shutil.copytree(state, tmp_path / "before")
    write(tmp_path, {"home/content/c.md": "# C\n\nWords that are taken back.\n"})
    build(options)
    shutil.rmtree(state)
    (tmp_path / "before").rename(state)
    write(tmp_path, {"home/content/c.md": NOTES["content/c.md"]})
    build(options)
    assert files_of(tmp_path / "out") == clean(options, tmp_path)


def test_a_preview_does_not_take_over_what_a_site_was_made_of(options: BuildOptions, tmp_path: Path) -> None:
    assert options.config is not None
    drafts = BuildOptions(config=options.config, out=tmp_path / "drafts", drafts=True)
    build(drafts)
    write(tmp_path, {"home/content/c.md": "---\ndraft: true\n---\n# C\n\nHidden words.\n"})
    build(drafts)
    build(options)
    assert all(b"Hidden" not in file.read_bytes() for file in (tmp_path / "out").rglob("*") if file.is_file())
    assert files_of(tmp_path / "out") == clean(options, tmp_path)
