"""The fields of front matter -> Meta.

In:  keys (lower case) with their values as text, lists or mappings, and lines.
Out: `Meta` and problems. A publication field (`draft`, `publish`, …) that makes no sense withholds the note;
     any other invalid field is reported and ignored.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from notes_wiki import problem
from notes_wiki.load import terms
from notes_wiki.load.days import day
from notes_wiki.model import DIALECT_NAMES, Meta, Problem, Span
from notes_wiki.nearest import nearest
from notes_wiki.pattern import pattern

Value = terms.Value

_TRUE, _FALSE = terms.TRUE, terms.FALSE
_SAID_NO = _FALSE - {""}
_CLEAR = _TRUE | _FALSE
# What other programs and people write to keep a note private, and to publish it.
_WITHHOLDING = ("draft", "private", "unpublished")
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
_DAY = len("2024-03-01")
_YEAR = pattern(r"[12]\d{3}")
_NO_LETTER = pattern(r"[\W_]+")
_MACRO = pattern(r"\\?[A-Za-z]+|\\.")
_CODE = pattern(r"`r[ \t][^`]*`")
"""What R Markdown works out where the note is built: date: "`r Sys.Date()`"."""


class _Reader:
    """Converts the values of one note's fields, and collects the problems."""

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
        if value == "" or (isinstance(value, str) and _CODE.fullmatch(value.strip())):
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
    """Read all fields: name to value and line. Of several names for one field, the first with a value
    counts."""
    reader = _Reader()
    published = _published(data, reader)
    found: dict[str, object] = {}
    macros: dict[str, str] = {}
    extra: dict[str, str] = {}
    for key, (value, line) in data.items():
        field = "macros" if key == "math" and isinstance(value, dict) else _NAMES.get(key)
        if field is None and _publication(key):
            continue
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
            extra=extra | _terms(data),
        ),
        tuple(reader.problems),
    )


def _terms(data: Mapping[str, tuple[Value, int]]) -> dict[str, str]:
    """What decides about publishing together with things outside the note: `publish` if it asks to be
    published, `draft` if it says that it is not one, `moment` its date and time, `cascade` which other notes
    it withholds."""
    said = {"publish": "explicit"} if _says_publish(data) else {}
    for key, (value, _) in data.items():
        if key == "cascade":
            said["cascade"] = kept_back(value)
        elif not isinstance(value, str):
            continue
        elif key == "draft" and value.strip().lower() in _SAID_NO:
            said["draft"] = "false"
        elif _NAMES.get(key) == "date" and "moment" not in said and len(value.strip()) > _DAY:
            said["moment"] = value.strip()
    return said


def kept_back(value: Value) -> str:
    """What a `cascade` withholds, in the form of `terms.cascade`."""
    return terms.cascade(value, {name: name in _WITHHOLDING for name in PUBLICATION})


def _words(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _field(reader: _Reader, field: str, key: str, value: Value, line: int) -> object:
    if field in {"aliases", "tags", "bibliography"}:
        return reader.words(key, value, line)
    if field in {"date", "modified"}:
        return reader.date(key, value, line)
    text = reader.text(key, value, line)
    if field == "dialect" and text and text not in DIALECT_NAMES:
        near = nearest(text, DIALECT_NAMES)
        reader.wrong(key, line, f'"{near}"' if near else "one of wiki, obsidian, hugo, pandoc, jekyll")
        return ""
    return text


def withholds(name: str, word: str) -> bool:
    """Whether a publication field with this value withholds the note."""
    return word.strip().lower() in (_TRUE if name in _WITHHOLDING else _SAID_NO)


def _published(data: Mapping[str, tuple[Value, int]], reader: _Reader) -> bool:
    """Whether every publication field allows publishing. One that makes no sense does not."""
    allowed = not terms.is_kept_back({key: value for key, (value, _) in data.items()})
    for key, (value, line) in data.items():
        if key in terms.MOMENTS and not terms.is_moment(value):
            why = f'The field "{key}" is no day or time'
            reader.problems.append(_unclear(why, line, f'Write "{key}: 2024-03-01", or delete the field.'))
            allowed = False
        name = _publication(key)
        if not name:
            if key in ("cascade", "build", "_build"):
                continue
            if why := _meant(key, value):
                reader.problems.append(_unclear(why, line, f'Write "{key}" differently, or correct it.'))
                allowed = False
            continue
        word = value.strip().lower() if isinstance(value, str) else None
        if key == "published" and word is not None and _is_of_the_source(word, data):
            continue
        if word not in _CLEAR or (word == "" and name in _PUBLISHING):
            why = f'The field "{key}" is neither true nor false'
            reader.problems.append(_unclear(why, line, f'Write "{key}: true" or "{key}: false".'))
            allowed = False
        elif (word in _TRUE) == (name in _WITHHOLDING):
            allowed = False
    return allowed


def _is_of_the_source(word: str, data: Mapping[str, tuple[Value, int]]) -> bool:
    """Whether `published` is the date of the source that the note is about, and says nothing about the note:
    a day, a year, or empty next to a `source`, as Obsidian's Web Clipper writes it."""
    return bool(day(word) or _YEAR.fullmatch(word)) or (word == "" and "source" in data)


def _unclear(why: str, line: int, hint: str) -> Problem:
    return problem.make("publication-field", f"{why}, so the note is not published.", Span(line), hint=hint)


@lru_cache(maxsize=1024)
def _publication(key: str) -> str:
    """The publication field that a key means, ignoring punctuation and invisible characters around it; or
    ""."""
    if key in PUBLICATION:
        return key
    plain = _NO_LETTER.sub("", unicodedata.normalize("NFKC", key)).lower()
    return plain if plain in PUBLICATION else ""


def _meant(key: str, value: Value) -> str:
    """Why a field that is not a publication field was probably meant to withhold the note, or ""."""
    if isinstance(value, str):
        near = _nearest(key) if value.strip().lower() in _CLEAR else ""
        return f'The field "{key}" looks like "{near}"' if near and withholds(near, value) else ""
    inside = _inside(value)
    return f'The field "{inside}" stands inside "{key}", where it says nothing of the note' if inside else ""


@lru_cache(maxsize=1024)
def _nearest(key: str) -> str:
    """The publication field that a key is a misspelling of, or ""."""
    plain = key.replace("_", "").replace("-", "")
    swapped = [name for name in PUBLICATION if sorted(name) == sorted(plain)]
    return swapped[0] if swapped else nearest(plain, PUBLICATION, least=0.82)


def _inside(value: Value) -> str:
    """The publication field nested inside a value that would withhold the note at the top level, or ""."""
    if isinstance(value, str):
        return ""
    if isinstance(value, tuple):
        return next((found for item in value if (found := _inside(item))), "")
    for key, item in value.items():
        name = _publication(key.lower())
        if name and isinstance(item, str) and withholds(name, item):
            return key
        if found := _inside(item):
            return found
    return ""


def _says_publish(data: Mapping[str, tuple[Value, int]]) -> bool:
    """Whether the note itself asks to be published (for `publish = "explicit"`)."""
    return any(
        isinstance(value, str) and value.strip().lower() in _TRUE
        for key, (value, _) in data.items()
        if _publication(key) in _PUBLISHING
    )
