"""What a build knows of its site before it reads a note."""

from __future__ import annotations

from pathlib import Path

import pytest

from notes_wiki.build import BuildOptions
from notes_wiki.stages.site import open_site
from tests.wikis import write

PATHS = ("a.md", "a.Rmd", "old/a.qmd")


@pytest.mark.parametrize(
    ("marker", "settings", "asked", "dialects"),
    [
        ("x", "", "", ("wiki", "pandoc", "pandoc")),
        ("x", '[dialects]\nold = "obsidian"\n', "", ("wiki", "pandoc", "obsidian")),
        ("hugo.toml", "", "", ("hugo", "hugo", "hugo")),
        ("x", 'dialect = "wiki"\n', "", ("wiki", "wiki", "wiki")),
        ("hugo.toml", '[dialects]\nold = "wiki"\n', "jekyll", ("jekyll", "jekyll", "jekyll")),
    ],
)
def test_settings_and_markers_come_before_the_names_of_notes(
    tmp_path: Path, marker: str, settings: str, asked: str, dialects: tuple[str, ...]
) -> None:
    write(tmp_path, {"content/a.md": "", "wiki.toml": settings, marker: ""})
    dialect_of = open_site(BuildOptions(config=tmp_path / "wiki.toml", dialect=asked)).dialect_of()
    assert tuple(map(dialect_of, PATHS)) == dialects
