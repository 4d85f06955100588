from __future__ import annotations

from pathlib import Path

from notes_wiki.load.site_macros import site_macros, site_substitutions


def test_macros_of_myst_and_jupyter_book(tmp_path: Path) -> None:
    content = tmp_path / "docs"
    content.mkdir()
    (tmp_path / "myst.yml").write_text(
        "project:\n  math:\n    '\\RR': '\\mathbb{R}'\n    '\\abs': {macro: '|#1|'}\n    bad: 3\n",
        encoding="utf-8",
    )
    (content / "_config.yml").write_text(
        "sphinx:\n  config:\n    mathjax3_config:\n      tex:\n        macros:\n"
        '          "N": "\\\\mathbb{N}"\n          "floor": ["\\\\lfloor#1\\\\rfloor", 1]\n',
        encoding="utf-8",
    )
    assert site_macros(content) == {
        "myst.yml": "\\newcommand{\\RR}{\\mathbb{R}}\n\\newcommand{\\abs}[1]{|#1|}",
        "_config.yml": "\\newcommand{\\N}{\\mathbb{N}}\n\\newcommand{\\floor}[1]{\\lfloor#1\\rfloor}",
    }


def test_a_configuration_that_cannot_be_read_defines_nothing(tmp_path: Path) -> None:
    (tmp_path / "myst.yml").write_text("a: [", encoding="utf-8")
    (tmp_path / "_config.yml").write_text("x: !!python/name:os.system\n", encoding="utf-8")
    assert site_macros(tmp_path) == {}


def test_a_configuration_without_macros_defines_nothing(tmp_path: Path) -> None:
    (tmp_path / "myst.yml").write_text("project:\n  title: x\n", encoding="utf-8")
    assert site_macros(tmp_path) == {}


def test_variables_of_quarto_have_names_that_no_substitution_has(tmp_path: Path) -> None:
    content = tmp_path / "notes"
    content.mkdir()
    (tmp_path / "_variables.yml").write_text("version: 1.2\nemail:\n  info: a@b.c\nlist: [a]\nold: true\n")
    assert site_substitutions(content) == {"var version": "1.2", "var email.info": "a@b.c", "var old": "true"}
    (tmp_path / "_variables.yml").write_text("a: &a\n  b: *a\n  c: d\n")
    assert site_substitutions(content)["var a.b.c"] == "d"
    (tmp_path / "_variables.yml").write_text("- a\n")
    assert site_substitutions(content) == {}


def test_texts_that_names_stand_for_in_all_notes(tmp_path: Path) -> None:
    content = tmp_path / "docs"
    content.mkdir()
    (tmp_path / "myst.yml").write_text("project:\n  substitutions:\n    ring: $R$\n    rank: 3\n    none:\n")
    (content / "_config.yml").write_text(
        "sphinx:\n  config:\n    myst_substitutions:\n      field: '**K**'\n"
    )
    assert site_substitutions(content) == {"ring": "$R$", "rank": "3", "field": "**K**"}
    (content / "_config.yml").write_text("parse:\n  myst_substitutions: [x]\n")
    assert site_substitutions(content) == {"ring": "$R$", "rank": "3"}
