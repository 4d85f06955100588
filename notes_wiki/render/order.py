"""Next and previous, in folders that order their notes.

In:  notes by id, with their front matter.
Out: for each note in such a folder, the notes before and after it.

A folder is ordered by a `weight` (or `order`) in its notes' front matter, by numbers at the beginning of
their names (`01-groups`, `2.3 Kernels`, `2024-03-01`), or by names that differ only in a number at the end
(`lecture-3`). A rule applies if at least two notes, and at least half of those in the folder, follow it; the
others are left out.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable, Mapping

from notes_wiki.model import Note
from notes_wiki.pattern import pattern

WEIGHTS = ("weight", "order")
Key = tuple[object, ...]

# "01-groups", "2.3 Kernels", "2024-03-01"; also "01_groups", whose `_` counts as a letter of a word.
_LEADING = pattern(r"\d+(?:[.\-_]\d+)*(?!\w)|\d+(?:[.\-_]\d+)*(?=[_\-. ])")
_TRAILING = pattern(r"(.*\D)(\d+)")


def neighbours_in_order(notes: Mapping[str, Note]) -> dict[str, tuple[str, str]]:
    """The ids before and after each note ("" at an end), by id, for the notes of ordered folders."""
    folders: dict[str, list[Note]] = {}
    for id, note in notes.items():
        folders.setdefault(id.rpartition("/")[0], []).append(note)
    found: dict[str, tuple[str, str]] = {}
    for members in folders.values():
        for row in _rows(members):
            ends = ["", *row, ""]
            for place, id in enumerate(row, 1):
                found[id] = ends[place - 1], ends[place + 1]
    return found


def in_order(notes: Iterable[Note], otherwise: Callable[[Note], Key]) -> list[Note]:
    """The notes of one folder in its order; those without a place in it come last, sorted by `otherwise`."""
    members = list(notes)
    places = {id: place for place, id in enumerate(id for row in _rows(members) for id in row)}
    last = len(places)
    return sorted(members, key=lambda note: (places.get(note.id, last), otherwise(note)))


def _rows(members: list[Note]) -> list[list[str]]:
    """The sequences of a folder's notes; none if the folder has no order."""
    counted = [note for note in members if _name(note.id) not in ("index", "_index")]
    for key in (_weight, _leading, _trailing):
        placed = sorted((place, note.id) for note in counted if (place := key(note)))
        if len(placed) >= 2 and 2 * len(placed) >= len(counted):
            if key is not _trailing:
                return [[id for _, id in placed]]
            series: dict[object, list[str]] = {}
            for place, id in placed:
                series.setdefault(place[0], []).append(id)
            return [row for row in series.values() if len(row) > 1]
    return []


def _weight(note: Note) -> Key:
    extra = note.linking.meta.extra
    for name in WEIGHTS:
        if name in extra:
            with contextlib.suppress(ValueError):
                return (float(extra[name]), note.linking.title.plain)
    return ()


def _leading(note: Note) -> Key:
    name = _name(note.id)
    found = _LEADING.match(name) if name[:1].isdigit() else None
    return (tuple(int(number) for number in re.split(r"[.\-_]", found[0])),) if found else ()


def _trailing(note: Note) -> Key:
    name = _name(note.id)
    found = _TRAILING.fullmatch(name) if name[-1:].isdigit() else None
    return (found[1], int(found[2])) if found else ()


def _name(id: str) -> str:
    return id.rpartition("/")[2]
