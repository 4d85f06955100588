"""The linked wiki: all notes, and what their links resolve to."""

from __future__ import annotations

import msgspec

from notes_wiki.model.facts import Note
from notes_wiki.model.problems import Problem
from notes_wiki.model.record import Record


class Found(Record, frozen=True, tag="found"):
    """A link that leads to note `id`, at `anchor` ("" is its top). `broken_fragment`: the note has no such
    place, so the link leads to its top and is marked."""

    id: str
    anchor: str = ""
    broken_fragment: bool = False


class FoundFile(Record, frozen=True, tag="file"):
    """A link or image that leads to a file. `path` is relative to the content folder, or, if `static` is set,
    to the folder with that index in `Config.static`."""

    path: str
    static: int = -1


class Missing(Record, frozen=True, tag="missing"):
    """A link that leads to no published note and to no file. `front`: it leads to the site's front page,
    which no note is."""

    front: bool = False


Resolution = Found | FoundFile | Missing


class Backlink(Record, frozen=True):
    """Note `source` links here; `contexts` are the indices of the paragraphs that do, in the order of its
    text."""

    source: str
    contexts: tuple[int, ...]


class ReferenceTarget(Record, frozen=True):
    """What a reference leads to: the label with index `label` of note `id`."""

    id: str
    label: int


class Graph(msgspec.Struct, frozen=True):
    """The linked wiki. Mappings are keyed by note id; tuples are parallel to the note's own tuples."""

    notes: dict[str, Note]
    """Published notes only, in the order of their paths."""
    addresses: dict[str, str]
    """Note id to the page's file, relative to the output folder, POSIX."""
    links: dict[str, tuple[Resolution, ...]]
    images: dict[str, tuple[Resolution, ...]]
    references: dict[str, tuple[ReferenceTarget | None, ...]]
    numbers: dict[str, tuple[str, ...]]
    """Note id to the number of each of its labels ("" for none)."""
    backlinks: dict[str, tuple[Backlink, ...]]
    """Only notes that have some; sources in the order of their titles."""
    problems: tuple[Problem, ...]
    redirects: dict[str, str] = {}
    """Addresses that lead on to a note's page: file relative to the output folder, to note id."""
