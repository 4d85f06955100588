"""Which files speak for a dialect."""

from pathlib import Path

import pytest

from notes_wiki.load.markers import dialect_by_name, marked_dialect
from tests.load.files import put


@pytest.mark.parametrize(
    ("marker", "dialect"),
    [
        (".obsidian/x", "obsidian"),
        ("hugo.toml", "hugo"),
        ("config/_default/params.toml", "hugo"),
        ("mkdocs.yml", "wiki"),
        ("_config.yml", "jekyll"),
        ("_quarto.yml", "pandoc"),
        ("_bookdown.yml", "pandoc"),
        ("_site.yml", "pandoc"),
        ("x.md", None),
    ],
)
def test_marker_files_speak_for_a_dialect(tmp_path: Path, marker: str, dialect: str | None) -> None:
    put(tmp_path, marker)
    assert marked_dialect(tmp_path) == dialect


@pytest.mark.parametrize(
    ("name", "text", "dialect"),
    [
        ("config.toml", "title = 'x'\nbaseURL = 'https://a.b'\n", "hugo"),
        ("config.yaml", "title: x\nbaseurl: https://a.b\n", "hugo"),
        ("config.json", '{"baseURL": "https://a.b"}', "hugo"),
        ("config.toml", 'base_url = "https://a.b"\n', None),
    ],
)
def test_a_configuration_that_holds_a_base_url_is_hugo_s(
    tmp_path: Path, name: str, text: str, dialect: str | None
) -> None:
    put(tmp_path, name, text=text)
    assert marked_dialect(tmp_path) == dialect


def test_a_jupyter_book_is_no_blog(tmp_path: Path) -> None:
    put(tmp_path, "_config.yml")
    put(tmp_path, "_toc.yml")
    assert marked_dialect(tmp_path) == "wiki"


@pytest.mark.parametrize(("path", "dialect"), [("a/b.Rmd", "pandoc"), ("b.qmd", "pandoc"), ("b.md", "wiki")])
def test_where_nothing_else_speaks_a_note_s_name_does(path: str, dialect: str) -> None:
    assert dialect_by_name(path) == dialect
