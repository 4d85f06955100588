"""The fields of front matter -> Meta.

In:  keys (lower case) with their values as text, lists or mappings, and lines.
Out: `Meta` and problems. A publication field (`draft`, `publish`, …) that makes no sense withholds the note;
     any other invalid field is reported and ignored.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from notes_wiki import problem
from notes_wiki.load import publication
from notes_wiki.load.block import Value
from notes_wiki.load.days import day
from notes_wiki.load.header_tex import header_tex
from notes_wiki.model import DIALECT_NAMES, Meta, Problem, Span
from notes_wiki.nearest import nearest
from notes_wiki.pattern import pattern

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
KNOWN = frozenset((*_NAMES, *publication.FIELDS))
"""The names of the fields that mean something here."""
_DAY = len("2024-03-01")
_KERNEL = pattern(r"[A-Za-z]+")
KERNEL = "kernel"
"""The name in `Meta.extra` of the language that a notebook's cells are in."""
_MACRO = pattern(r"\\?[A-Za-z]+|\\.")
_MACROS = pattern(r"math|(?:katex|mathjax|math|latex|tex)[_-]?macros")
"""Other names of a table of macros: MyST's, and those that templates of sites use."""
_COMPUTED = pattern(r"[^`]*`r[ \t][^`]*`[^`]*|today|now|last-modified")
"""A day that is computed when a note is built: R Markdown's date: "`r Sys.Date()`", and Quarto's words."""


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
                hint=f"Write {expected}, or remove the field.",
            )
        )

    def unknown_dialect(self, name: str, line: int) -> None:
        near = nearest(name, DIALECT_NAMES)
        self.problems.append(
            problem.make(
                "unknown-dialect",
                f"The dialect {name} is not known, so the note is read in that of the wiki.",
                Span(line),
                hint=f"Did you mean {near}?" if near else f"The dialects are {', '.join(DIALECT_NAMES)}.",
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
        if value == "" or (isinstance(value, str) and _COMPUTED.fullmatch(value.strip())):
            return ""
        found = day(value) if isinstance(value, str) else ""
        if not found:
            self.wrong(key, line, "a date that exists, such as 2024-03-01")
        return found

    def macros(self, key: str, value: Value, line: int) -> dict[str, str]:
        found: dict[str, str] = {}
        if isinstance(value, dict):
            for name, meaning in value.items():
                body = _body(meaning)
                if _MACRO.fullmatch(name) and isinstance(body, str):
                    found[name if name.startswith("\\") else "\\" + name] = body
                else:
                    self.wrong(f"{key}.{name}", line, "the name of a macro and what it stands for")
        elif value != "":
            self.wrong(key, line, "a list of macros, each with what it stands for")
        return found


def _body(meaning: Value) -> Value:
    """What a macro stands for. MathJax says how many arguments it takes as well, and MyST how it is
    called: `["\\mathbf{#1}", 1]`, `{macro: …}`."""
    if isinstance(meaning, tuple) and len(meaning) == 2:
        return meaning[0] if str(meaning[1]).isdecimal() else meaning
    return meaning.get("macro", meaning) if isinstance(meaning, dict) else meaning


def meta(data: Mapping[str, tuple[Value, int]]) -> tuple[Meta, tuple[Problem, ...]]:
    """Read all fields: name to value and line. Of several names for one field, the first with a value
    counts."""
    published, unclear = publication.is_published(data)
    reader = _Reader()
    found: dict[str, object] = {}
    macros: dict[str, str] = {}
    extra: dict[str, str] = {}
    for key, (value, line) in data.items():
        field = _field_named(key, value)
        if field == "macros":
            macros |= reader.macros(key, value, line)
        elif field:
            read = _field(reader, field, key, value, line)
            if read and not found.get(field):
                found[field] = read
        elif isinstance(value, str) and not publication.publication_field(key):
            extra[key] = value
        elif isinstance(value, dict):
            extra |= _below(key, value)
    return (
        Meta(
            title=str(found.get("title", "")),
            aliases=_words(found.get("aliases")),
            tags=_tags(_words(found.get("tags"))),
            date=str(found.get("date", "")),
            modified=str(found.get("modified", "")),
            language=str(found.get("language", "")),
            description=str(found.get("description", "")),
            dialect=str(found.get("dialect", "")),
            slug=str(found.get("slug", "")),
            bibliography=_words(found.get("bibliography")),
            published=published,
            macros=macros,
            preamble=header_tex(data),
            substitutions=_substitutions(data),
            extra=extra | _publication_terms(data) | _kernel(data),
        ),
        (*unclear, *reader.problems),
    )


def _below(key: str, value: dict[str, Value]) -> dict[str, str]:
    """The texts below a field, by their path: `book.edition`."""
    found: dict[str, str] = {}
    for name, inner in value.items():
        if isinstance(inner, str):
            found[f"{key}.{name}"] = inner
        elif isinstance(inner, dict):
            found |= _below(f"{key}.{name}", inner)
    return found


def _field_named(key: str, value: Value) -> str:
    """The field of `Meta` that a key stands for, or ""."""
    if isinstance(value, dict) and _MACROS.fullmatch(key):
        return "macros"
    return _NAMES.get(key, "")


def _tags(words: tuple[str, ...]) -> tuple[str, ...]:
    """Tags without their number signs."""
    return tuple(dict.fromkeys(tag.lstrip("#") for tag in words if tag.lstrip("#")))


def _kernel(data: Mapping[str, tuple[Value, int]]) -> dict[str, str]:
    """The language of a notebook's cells, for `Meta.extra`: `kernelspec: {language: python}` or `{name:
    julia-1.9}`."""
    spec, _ = data.get("kernelspec", (None, 0))
    if not isinstance(spec, dict):
        return {}
    named = _KERNEL.match(str(spec.get("language") or spec.get("name") or ""))
    return {KERNEL: {"ir": "r", "xpython": "python"}.get(named[0], named[0])} if named else {}


def _substitutions(data: Mapping[str, tuple[Value, int]]) -> dict[str, str]:
    """MyST's `substitutions: {name: text}`, which may also stand below `myst:`."""
    found: dict[str, str] = {}
    myst, _ = data.get("myst", ("", 0))
    for values in (
        data.get("substitutions", ("", 0))[0],
        isinstance(myst, dict) and myst.get("substitutions"),
    ):
        if isinstance(values, dict):
            found |= {name: text for name, text in values.items() if isinstance(text, str)}
    return found


def _publication_terms(data: Mapping[str, tuple[Value, int]]) -> dict[str, str]:
    """Fields that decide about publishing only together with things outside the note, for `Meta.extra`:
    `publish` if it asks to be published, `draft` if it says that the note is not one, `moment` for its date
    and time, `cascade` for the other notes it withholds."""
    found = {"publish": "explicit"} if publication.asks_to_be_published(data) else {}
    for key, (value, _) in data.items():
        if key == "cascade":
            found["cascade"] = publication.withheld_by_cascade(value)
        elif not isinstance(value, str):
            continue
        elif key == "draft" and publication.says_no(value):
            found["draft"] = "false"
        elif _NAMES.get(key) == "date" and "moment" not in found and len(value.strip()) > _DAY:
            found["moment"] = value.strip()
    return found


def _words(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _field(reader: _Reader, field: str, key: str, value: Value, line: int) -> object:
    if field in {"aliases", "tags", "bibliography"}:
        return reader.words(key, value, line)
    if field in {"date", "modified"}:
        return reader.date(key, value, line)
    text = reader.text(key, value, line)
    if field == "dialect" and text and text not in DIALECT_NAMES:
        reader.unknown_dialect(text, line)
        return ""
    return text
