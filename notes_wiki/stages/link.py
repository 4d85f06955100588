"""The notes, linked.

In:  a `Site`, its notes, the files that lie beside them.
Out: the `Graph`.
"""

from __future__ import annotations

from collections.abc import Iterator

from notes_wiki.link.graph import Linked
from notes_wiki.load import walk as walking
from notes_wiki.model import Graph, Note
from notes_wiki.stages.read import Notes
from notes_wiki.stages.site import Site
from notes_wiki.write import assets


def link_notes(site: Site, walked: walking.Walk, notes: Notes) -> Graph:
    """The graph of the published notes."""
    return linked(site, walked, notes).graph


def linked(site: Site, walked: walking.Walk, notes: Notes) -> Linked:
    """The published notes, linked, with what links the next edit of one."""
    files = [entry.path for entry in walked.files]
    static = [assets.list_files(folder) for folder in site.static]
    withheld = [name for note in notes.withheld for name in _names(note)]
    return Linked(notes.published, files, static, site.config, withheld)


def _names(note: Note) -> Iterator[str]:
    yield from (note.id, note.id.rpartition("/")[2], note.linking.title.plain, *note.linking.meta.aliases)
