"""Front matter's fields -> Meta.

In:  keys (lower case) with their values as text, lists or mappings, and lines.
Out: `Meta` and problems. A publication field that makes no sense withholds the note; any other bad
     field is told and ignored.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping

from notes_wiki import problem
from notes_wiki.load.days import day
from notes_wiki.model import Meta, Problem, Span

Value = str | tuple["Value", ...] | dict[str, "Value"]

_TRUE = {"true", "yes", "on", "1", "y"}
_FALSE = {"false", "no", "off", "0", "n", ""}
# What other programs and people write for "keep this to yourself", and its opposite.
_WITHHOLDING = ("draft", "private")
_PUBLISHING = ("publish", "published", "public")
PUBLICATION = (*_WITHHOLDING, *_PUBLISHING)
"""The fields that say whether a note is published."""
_NAMES = {
    "title": "title",
    "alias": "aliases",
    "aliases": "aliases",
    "tag": "tags",
    "tags": "tags",
    "keywords": "tags",
    "date": "date",
    "created": "date",
    "modified": "modified",
    "lastmod": "modified",
    "updated": "modified",
    "lang": "language",
    "language": "language",
    "description": "description",
    "summary": "description",
    "dialect": "dialect",
    "slug": "slug",
    "macros": "macros",
    "bibliography": "bibliography",
}
KNOWN = frozenset((*_NAMES, *PUBLICATION))
"""The names of the fields that mean something here."""
_DIALECTS = {"wiki", "obsidian", "hugo", "pandoc", "jekyll"}
_YEAR = re.compile(r"[12]\d{3}")
_MACRO = re.compile(r"\\?[A-Za-z]+|\\.")


class _Reader:
    """Collects fields and problems of one note."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def wrong(self, key: str, line: int, expected: str) -> None:
        self.problems.append(
            problem.make(
                "front-matter-field",
                f'The field "{key}" should be {expected}; it is ignored.',
                Span(line),
                hint=f"Write {expected}, or delete the field.",
            )
        )

    def text(self, key: str, value: Value, line: int) -> str:
        if isinstance(value, str):
            return value.strip()
        self.wrong(key, line, "one line of text")
        return ""

    def words(self, key: str, value: Value, line: int) -> tuple[str, ...]:
        if isinstance(value, str):
            items = [item for item in re.split(r"[,\s]+" if key.startswith("tag") else r",", value) if item]
        elif isinstance(value, tuple) and all(isinstance(item, str) for item in value):
            items = [str(item) for item in value]
        else:
            self.wrong(key, line, "a list of words")
            return ()
        return tuple(dict.fromkeys(item.strip() for item in items if item.strip()))

    def date(self, key: str, value: Value, line: int) -> str:
        if value == "":
            return ""
        found = day(value) if isinstance(value, str) else ""
        if not found:
            self.wrong(key, line, "a date that exists, like 2024-03-01")
        return found

    def macros(self, key: str, value: Value, line: int) -> dict[str, str]:
        found: dict[str, str] = {}
        if isinstance(value, dict):
            for name, body in value.items():
                if _MACRO.fullmatch(name) and isinstance(body, str):
                    found[name if name.startswith("\\") else "\\" + name] = body
                else:
                    self.wrong(f"{key}.{name}", line, "a macro's name and its body")
        elif value != "":
            self.wrong(key, line, "a mapping of macro names to bodies")
        return found


def meta(data: Mapping[str, tuple[Value, int]]) -> tuple[Meta, tuple[Problem, ...]]:
    """Read all fields. Of several names for one field the first that says something counts."""
    reader = _Reader()
    published = _published(data, reader)
    found: dict[str, object] = {}
    macros: dict[str, str] = {}
    extra: dict[str, str] = {}
    for key, (value, line) in data.items():
        if key in _WITHHOLDING or key in _PUBLISHING:
            continue
        field = "macros" if key == "math" and isinstance(value, dict) else _NAMES.get(key)
        if field is None:
            if isinstance(value, str):
                extra[key] = value
            continue
        if field == "macros":
            macros = reader.macros(key, value, line)
            continue
        read = _field(reader, field, key, value, line)
        if read and not found.get(field):
            found[field] = read
    return (
        Meta(
            title=str(found.get("title", "")),
            aliases=_words(found.get("aliases")),
            tags=tuple(
                dict.fromkeys(tag.lstrip("#") for tag in _words(found.get("tags")) if tag.lstrip("#"))
            ),
            date=str(found.get("date", "")),
            modified=str(found.get("modified", "")),
            language=str(found.get("language", "")),
            description=str(found.get("description", "")),
            dialect=str(found.get("dialect", "")),
            slug=str(found.get("slug", "")),
            bibliography=_words(found.get("bibliography")),
            published=published,
            macros=macros,
            extra=extra | ({"publish": "explicit"} if _says_publish(data) else {}),
        ),
        tuple(reader.problems),
    )


def _words(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _field(reader: _Reader, field: str, key: str, value: Value, line: int) -> object:
    if field in {"aliases", "tags", "bibliography"}:
        return reader.words(key, value, line)
    if field in {"date", "modified"}:
        return reader.date(key, value, line)
    text = reader.text(key, value, line)
    if field == "dialect" and text and text not in _DIALECTS:
        near = difflib.get_close_matches(text, _DIALECTS, 1)
        reader.wrong(key, line, f'"{near[0]}"' if near else "one of wiki, obsidian, hugo, pandoc, jekyll")
        return ""
    return text


def _published(data: Mapping[str, tuple[Value, int]], reader: _Reader) -> bool:
    """Whether every publication field allows it. One that makes no sense does not."""
    allowed = True
    for key, (value, line) in data.items():
        if key not in _WITHHOLDING and key not in _PUBLISHING:
            continue
        word = value.strip().lower() if isinstance(value, str) else None
        if key == "published" and word is not None and _is_of_the_source(word, data):
            continue
        if word not in _TRUE | _FALSE or (word == "" and key in _PUBLISHING):
            reader.problems.append(
                problem.make(
                    "publication-field",
                    f'The field "{key}" is neither true nor false, so the note is not published.',
                    Span(line),
                    hint=f'Write "{key}: true" or "{key}: false".',
                )
            )
            allowed = False
        elif (word in _TRUE) == (key in _WITHHOLDING):
            allowed = False
    return allowed


def _is_of_the_source(word: str, data: Mapping[str, tuple[Value, int]]) -> bool:
    """Whether `published` says when what the note is about came out, and nothing of the note: a day, a year,
    or what Obsidian's Web Clipper leaves empty beside its `source`."""
    return bool(day(word) or _YEAR.fullmatch(word)) or (word == "" and "source" in data)


def _says_publish(data: Mapping[str, tuple[Value, int]]) -> bool:
    """Whether the note itself asks to be published (for `publish = "explicit"`)."""
    return any(
        isinstance(value, str) and value.strip().lower() in _TRUE
        for key, (value, _) in data.items()
        if key in _PUBLISHING
    )
