"""Whether a note may be published, by its own front matter.

In:  keys (lower case) with their values as text, lists or mappings, and lines.
Out: whether the publication fields (`draft`, `publish`, …) allow it, with a problem for each that makes no
     sense; which fields were meant as one.

In doubt, the note is withheld. `stages/publishing.py` has the last word: it knows the settings, the folders
above the note and the time.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from notes_wiki import problem
from notes_wiki.load import publication_terms as terms
from notes_wiki.load.block import Value
from notes_wiki.load.days import day
from notes_wiki.model import Problem, Span
from notes_wiki.nearest import nearest
from notes_wiki.pattern import pattern

_TRUE, _FALSE = terms.TRUE, terms.FALSE
_EXPLICIT_FALSE = _FALSE - {""}
_CLEAR = _TRUE | _FALSE
# What other programs and people write to keep a note private, and to publish it.
WITHHOLDING = ("draft", "private", "unpublished")
PUBLISHING = ("publish", "published", "public")
FIELDS = (*WITHHOLDING, *PUBLISHING)
"""The fields that say whether a note is published."""
_YEAR = pattern(r"[12]\d{3}")
_NO_LETTER = pattern(r"[\W_]+")


def is_published(data: Mapping[str, tuple[Value, int]]) -> tuple[bool, list[Problem]]:
    """Whether every publication field allows publishing, and what is wrong with these fields. One that makes
    no sense does not allow it."""
    problems: list[Problem] = []
    allowed = not terms.is_withheld({key: value for key, (value, _) in data.items()})
    for key, (value, line) in data.items():
        if key in terms.MOMENTS and not terms.is_moment(value):
            why = f'The field "{key}" is not a date or time'
            problems.append(_unclear(why, line, f'Write "{key}: 2024-03-01", or remove the field.'))
            allowed = False
        name = publication_field(key)
        if not name:
            if key in ("cascade", "build", "_build"):
                continue
            if meant := _meant(key, value):
                problems.append(_unclear(meant[0], line, meant[1]))
                allowed = False
            continue
        word = value.strip().lower() if isinstance(value, str) else None
        if key == "published" and word is not None and _is_of_the_source(word, data):
            continue
        if word not in _CLEAR or (word == "" and name in PUBLISHING):
            why = f'The field "{key}" is neither true nor false'
            problems.append(_unclear(why, line, f'Write "{key}: true" or "{key}: false".'))
            allowed = False
        elif (word in _TRUE) == (name in WITHHOLDING):
            allowed = False
    return allowed, problems


def _is_of_the_source(word: str, data: Mapping[str, tuple[Value, int]]) -> bool:
    """Whether `published` is the date of the source that the note is about, and says nothing about the note:
    a day, a year, or empty next to a `source`, as Obsidian's Web Clipper writes it."""
    return bool(day(word) or _YEAR.fullmatch(word)) or (word == "" and "source" in data)


def _unclear(why: str, line: int, hint: str) -> Problem:
    return problem.make("publication-field", f"{why}, so the note is not published.", Span(line), hint=hint)


@lru_cache(maxsize=1024)
def publication_field(key: str) -> str:
    """The publication field that a key means, ignoring punctuation and invisible characters around it; or
    ""."""
    if key in FIELDS:
        return key
    plain = _NO_LETTER.sub("", unicodedata.normalize("NFKC", key)).lower()
    return plain if plain in FIELDS else ""


def _meant(key: str, value: Value) -> tuple[str, str] | None:
    """Why a field that is not a publication field was probably meant to withhold the note, and what to do; or
    None."""
    if isinstance(value, str):
        near = _nearest(key) if value.strip().lower() in _CLEAR else ""
        if not (near and withholds(near, value)):
            return None
        hint = f'Write "{near}", or rename the field if it means something else.'
        return f'The field "{key}" looks like "{near}"', hint
    if inside := _inside(value):
        hint = f'Move "{inside}" out of "{key}", or rename it if it means something else.'
        return f'The field "{inside}" is inside "{key}", where it does not apply to the note', hint
    return None


@lru_cache(maxsize=1024)
def _nearest(key: str) -> str:
    """The publication field that a key is a misspelling of, or ""."""
    plain = key.replace("_", "").replace("-", "")
    swapped = [name for name in FIELDS if sorted(name) == sorted(plain)]
    return swapped[0] if swapped else nearest(plain, FIELDS, least=0.82)


def _inside(value: Value) -> str:
    """The publication field nested inside a value that would withhold the note at the top level, or ""."""
    if isinstance(value, str):
        return ""
    if isinstance(value, tuple):
        return next((found for item in value if (found := _inside(item))), "")
    for key, item in value.items():
        name = publication_field(key.lower())
        if name and isinstance(item, str) and withholds(name, item):
            return key
        if found := _inside(item):
            return found
    return ""


def asks_to_be_published(data: Mapping[str, tuple[Value, int]]) -> bool:
    """Whether the note itself asks to be published (for `publish = "explicit"`)."""
    return any(
        isinstance(value, str) and value.strip().lower() in _TRUE
        for key, (value, _) in data.items()
        if publication_field(key) in PUBLISHING
    )


def withholds(name: str, word: str) -> bool:
    """Whether a publication field with this value withholds the note."""
    return word.strip().lower() in (_TRUE if name in WITHHOLDING else _EXPLICIT_FALSE)


def says_no(word: str) -> bool:
    """Whether a value of `draft` says outright that the note is no draft; an empty one does not."""
    return word.strip().lower() in _EXPLICIT_FALSE


def withheld_by_cascade(value: Value) -> str:
    """What a `cascade` withholds, in the form of `publication_terms.cascade`."""
    return terms.cascade(value, {name: name in WITHHOLDING for name in FIELDS})
