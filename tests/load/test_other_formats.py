"""Files that are notes in formats other than Markdown."""

from pathlib import Path

import pytest

from notes_wiki.config import Config
from notes_wiki.load.other_formats import other_formats
from notes_wiki.load.walk import walk


def test_each_format_is_told_once_at_its_first_file() -> None:
    org, notebook = other_formats(["a/groups.ORG", "b.ipynb", "picture.png", "rings.org"])
    assert (org.code, org.severity, org.path) == ("other-format", "info", "a/groups.ORG")
    assert org.message.startswith("2 files that end in .org are not published")
    assert "ox-hugo" in org.hint
    assert notebook.message.startswith("1 file that ends in .ipynb is not published")


@pytest.mark.parametrize("path", ["preamble.tex", "data.txt", "org", "notes.org.bak"])
def test_other_files_are_not_taken_for_notes(path: str) -> None:
    assert not other_formats([path])


def test_a_walk_tells_of_them_unless_they_are_ignored(tmp_path: Path) -> None:
    (tmp_path / "note.md").touch()
    (tmp_path / "old.org").touch()
    assert [found.code for found in walk(tmp_path, Config()).problems] == ["other-format"]
    assert not walk(tmp_path, Config(ignore=("*.org",))).problems
