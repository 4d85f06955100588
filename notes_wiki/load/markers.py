"""Which program a folder of notes belongs to, judged by certain files in it or by a note's own name.

In:  the content folder; the path of a note.
Out: the dialect used there; whether its wikilinks are `[[words|target]]`.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from notes_wiki.load import logseq_config, obsidian_config
from notes_wiki.model import DialectName
from notes_wiki.pattern import pattern

_MARKERS: dict[str, DialectName] = {
    ".obsidian": "obsidian",
    "hugo.toml": "hugo",
    "hugo.yaml": "hugo",
    "hugo.yml": "hugo",
    "hugo.json": "hugo",
    "config/_default": "hugo",
    "mkdocs.yml": "wiki",
    "mkdocs.yaml": "wiki",
    "myst.yml": "wiki",
    "_toc.yml": "wiki",
    "_quarto.yml": "pandoc",
    "_bookdown.yml": "pandoc",
    "_output.yml": "pandoc",
    "_site.yml": "pandoc",
    "_config.yml": "jekyll",
    "logseq/config.edn": "obsidian",
}
"""Files and folders that show which program a folder of notes belongs to; the first that exists decides."""

_BY_NAME: dict[str, DialectName] = {"rmd": "pandoc", "qmd": "pandoc"}
"""File extensions of R Markdown's and Quarto's notes."""

_WORDS_FIRST = ("_Sidebar.md", "_Footer.md", "_Header.md", "dendron.yml")
"""Files of Gollum (the wikis of GitHub) and Dendron, which write `[[words|target]]`."""

_DOCUMENTER = "make.jl"
"""Documenter's script, next to the notes, whose formulas stand between two backquotes."""

_GITBOOK = (".gitbook.yaml", ".gitbook", "book.json")
"""Files of GitBook's."""
_CONTENTS, _MDBOOK = "SUMMARY.md", "book.toml"
"""The table of contents that GitBook has too, and mdBook's own file."""

CONFIGS = ("config.toml", "config.yaml", "config.yml", "config.json")
"""Configuration files of Hugo that other programs have too: they count if they contain `baseURL`."""
_HUGO = pattern(r"^[ \t{\"']*baseurl[\"']?[ \t]*[=:]", re.M | re.I)

_ZOLA = pattern(r"^base_url[ \t]*=", re.M)


def marked_dialect(content: Path) -> DialectName | None:
    """The dialect that marker files in the content folder or its parent indicate, or None.

    Only markers count, never the contents of notes: one new note must not change how all are read. A folder
    that may not be entered counts as having none.
    """
    for folder in folders_of_markers(content):
        for name, dialect in _MARKERS.items():
            if os.access(folder / name, os.F_OK):
                return dialect
        if any(is_hugo(folder / name) for name in CONFIGS):
            return "hugo"
    return None


def dialect_by_name(path: str) -> DialectName:
    """The dialect of a note, by its file name, if nothing else determines it."""
    return _BY_NAME.get(path.rpartition(".")[2].lower(), "wiki")


def words_come_first(content: Path) -> bool:
    """Whether wikilinks here are `[[words|target]]`, as in the program that marker files indicate
    (Gollum)."""
    folders = folders_of_markers(content)
    return any(os.access(folder / name, os.F_OK) for folder in folders for name in _WORDS_FIRST)


def ticks_are_formulas(content: Path) -> bool:
    """Whether double backquotes here are around formulas, as in Julia."""
    return any(os.access(folder / _DOCUMENTER, os.F_OK) for folder in folders_of_markers(content))


def is_gitbook(content: Path) -> bool:
    """Whether the notes here are GitBook's, in which all formulas stand between two dollars."""
    folders = folders_of_markers(content)

    def has(name: str) -> bool:
        return any(os.access(folder / name, os.F_OK) for folder in folders)

    if any(map(has, _GITBOOK)):
        return True
    return os.access(content / _CONTENTS, os.F_OK) and not has(_MDBOOK) and marked_dialect(content) is None


def is_hugo(path: Path) -> bool:
    """Whether this file configures a Hugo site (Zola's configuration has the same name, and says
    `base_url`)."""
    return _holds(_HUGO, path)


def _holds(setting: re.Pattern[str], path: Path) -> bool:
    try:
        return setting.search(path.read_text(encoding="utf-8")) is not None
    except (OSError, UnicodeDecodeError):
        return False


def is_zola(content: Path) -> bool:
    """Whether the notes here are those of a site of Zola's, which lists a folder in `_index.md`."""
    return any(_holds(_ZOLA, folder / "config.toml") for folder in folders_of_markers(content))


def has_no_templates(content: Path) -> bool:
    """Whether the program that the notes belong to has no templates for notes, so that a folder of that name
    is one like any other: MkDocs, Jupyter Book, Quarto, Jekyll."""
    return marked_dialect(content) in ("wiki", "pandoc", "jekyll")


def places_of_markers(content: Path) -> list[Path]:
    """Every path at which a marker file could be, and at which Obsidian and Logseq say what is not a note."""
    return [
        *(
            folder / name
            for folder in folders_of_markers(content)
            for name in (*_MARKERS, *CONFIGS, *_WORDS_FIRST, _DOCUMENTER, *_GITBOOK, _CONTENTS, _MDBOOK)
        ),
        *(content / name for name in (*obsidian_config.CONFIGS, logseq_config.CONFIG)),
    ]


def folders_of_markers(content: Path) -> tuple[Path, Path]:
    """The folders in which marker files are looked for: the content folder and its parent."""
    return content, content.resolve().parent
