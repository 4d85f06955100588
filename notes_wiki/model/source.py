"""What load makes of a note's file: its text, and what its front matter says."""

from __future__ import annotations

from typing import Literal, get_args

from notes_wiki.model.record import Record

DialectName = Literal["wiki", "obsidian", "hugo", "pandoc", "jekyll"]
"""How notes are written; `parse/dialects.py` says what each is."""
DIALECT_NAMES: tuple[DialectName, ...] = get_args(DialectName)


class Source(Record, frozen=True):
    """One note's file as read: `path` relative to the content folder (POSIX), `text` decoded,
    without BOM, with LF line ends and no U+0000 to U+0003; `digest` of the file's bytes (hex)."""

    path: str
    text: str
    digest: str


class Meta(Record, frozen=True):
    """What front matter says. Dates are ISO 8601 text as checked by the loader, or "".

    `published` is False for drafts, private notes and notes whose front matter cannot be trusted.
    `bibliography` names the note's own BibTeX files.
    `macros` are the note's own TeX macros, name with backslash to body. `extra` holds what other rooms
    may ask for by name (`layout`, `weight`, …) as text.
    """

    title: str = ""
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    date: str = ""
    modified: str = ""
    language: str = ""
    description: str = ""
    dialect: str = ""
    slug: str = ""
    bibliography: tuple[str, ...] = ()
    published: bool = True
    macros: dict[str, str] = {}
    extra: dict[str, str] = {}
