"""The result of loading a note: its text, and its front matter."""

from __future__ import annotations

from typing import Literal, get_args

from notes_wiki.model.record import Record

DialectName = Literal["wiki", "obsidian", "hugo", "pandoc", "jekyll"]
"""How notes are written; `parse/dialects.py` says what each is."""
DIALECT_NAMES: tuple[DialectName, ...] = get_args(DialectName)


class Source(Record, frozen=True):
    """A note's file as read. `path`: POSIX, relative to the content folder. `text`: decoded, without BOM,
    with LF line ends, without the reserved characters. `digest`: that of the file's bytes (hex)."""

    path: str
    text: str
    digest: str


class Meta(Record, frozen=True):
    """The front matter of a note. Dates are valid ISO 8601 text, or "".

    `published`: False for drafts, private notes and notes whose front matter cannot be trusted.
    `bibliography`: the note's own bibliography files. `macros`: the note's own TeX macros, body by name
    with backslash. `preamble`: TeX that may define more of them. `substitutions`: MyST's names, each with
    the text that it stands for. `extra`: other fields (`layout`, `weight`, …) as text; and under the names
    `publish`, `draft`, `moment` and `cascade`, what publishing depends on besides this note
    (`load/fields.py` writes them, `stages/publishing.py` reads them).
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
    substitutions: dict[str, str] = {}
    extra: dict[str, str] = {}
    preamble: str = ""
