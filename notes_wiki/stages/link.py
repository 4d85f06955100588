"""The notes, linked.

In:  a `Site`, its notes, the files that lie beside them (`beside`).
Out: the `Graph`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from notes_wiki.link.graph import Linked
from notes_wiki.load import walk as walking
from notes_wiki.looking import Look, go_on
from notes_wiki.model import Graph, Note
from notes_wiki.stages.read import Notes
from notes_wiki.stages.site import Site
from notes_wiki.write import assets


class Beside(NamedTuple):
    """The files that notes may use: their paths below the content folder, and below each static folder."""

    files: tuple[str, ...]
    static: tuple[tuple[str, ...], ...]


def beside(site: Site, walked: walking.Walk) -> Beside:
    """List the files that notes may use."""
    files = tuple(entry.path for entry in walked.files)
    return Beside(files, tuple(assets.list_files(folder) for folder in site.static))


def link_notes(site: Site, notes: Notes, beside: Beside) -> Graph:
    """The graph of the published notes."""
    return linked(site, notes, beside).graph


def linked(site: Site, notes: Notes, beside: Beside, look: Look = go_on) -> Linked:
    """The published notes, linked, with what links the next edit of one."""
    withheld = [name for note in notes.withheld for name in _names(note)]
    return Linked(notes.published, beside.files, beside.static, site.config, withheld, look)


def _names(note: Note) -> Iterator[str]:
    yield from (note.id, note.id.rpartition("/")[2], note.linking.title.plain, *note.linking.meta.aliases)
