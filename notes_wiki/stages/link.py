"""Linking the notes.

In:  a `Site`, its notes, the other files that they can link to, the store.
Out: the `Graph`.

All links are resolved again if anything they depend on differs from the last build: a name, title, alias,
heading, label or link of any note, a file, or a setting. Otherwise the remembered graph is used, and only
notes with new text are looked at, to update the paragraphs of their links and the places of their problems.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from notes_wiki.link.graph import Linked, RememberedGraph
from notes_wiki.load import walk as walking
from notes_wiki.looking import Look, go_on
from notes_wiki.model import Graph, Note
from notes_wiki.render.key import code_digest, digest, encode
from notes_wiki.stages.read import Notes
from notes_wiki.stages.site import Site
from notes_wiki.write import assets, cache

MOST_EDITED = 50
"""Edited notes up to which it is quicker to look at each than to link all notes and compute all keys."""
_ANEW = 5
"""Notes with other texts beyond which the graph is remembered anew, so that the next build looks at few."""

_MADE_OF, _GRAPH = "graph made of", "graph"
_decode_made_of = msgspec.msgpack.Decoder(tuple[str, dict[str, str]]).decode


_UNREAD = frozenset(("not-utf8", "unreadable", "binary-file"))
"""Problems of files that are notes by their names, of which nothing else is known."""


class LinkableFiles(NamedTuple):
    """The files that notes can link to: their paths in the content folder, and in each static folder."""

    content: tuple[str, ...]
    static: tuple[tuple[str, ...], ...]


def linkable_files(site: Site, walked: walking.Walk) -> LinkableFiles:
    """List the files that notes can link to."""
    return LinkableFiles(
        content=tuple(entry.path for entry in walked.files),
        static=tuple(assets.list_files(folder) for folder in site.static),
    )


def link_notes(site: Site, notes: Notes, files: LinkableFiles, store: cache.Store) -> Graph:
    """The graph of the published notes."""
    return linked(site, notes, files, store).graph


def linked(site: Site, notes: Notes, files: LinkableFiles, store: cache.Store, look: Look = go_on) -> Linked:
    """The published notes, linked, in a form that can follow an edit of one of them."""
    unread = sorted(found.path.rpartition(".")[0] for found in notes.problems if found.code in _UNREAD)
    shared = digest((code_digest(), notes.link_digest, unread, files, site.config))
    texts = {note.id: notes.keys[note.id] for note in notes.published}
    known, edited = (None, ()) if site.options.verify else _recall(store, shared, texts)
    withheld = [name for note in notes.withheld for name in _names(note)]
    withheld += [name for path in unread for name in (path, path.rpartition("/")[2])]
    found = Linked(notes.published, files.content, files.static, site.config, withheld, look, known)
    for id in edited:
        found.update(found.graph.notes[id])
    if known is None or len(edited) > _ANEW:
        made_of = encode((shared, texts))
        store.save(values={_MADE_OF: made_of, _GRAPH: encode(found.remembered())})
    return found


def _recall(
    store: cache.Store, shared: str, texts: dict[str, str]
) -> tuple[RememberedGraph | None, tuple[str, ...]]:
    """The remembered graph, if it is that of the same link facts; and the ids of the notes that have new
    text."""
    made_of = store.value(_MADE_OF)
    try:
        before, known_texts = _decode_made_of(made_of or b"")
        if before != shared:
            return None, ()
        edited = tuple(id for id, key in texts.items() if known_texts[id] != key)
        if len(edited) > MOST_EDITED:
            return None, ()
        return msgspec.msgpack.decode(store.value(_GRAPH) or b"", type=RememberedGraph), edited
    except (msgspec.DecodeError, KeyError):  # nothing is remembered, or it is damaged
        return None, ()


def _names(note: Note) -> Iterator[str]:
    yield from (note.id, note.id.rpartition("/")[2], note.linking.title.plain, *note.linking.meta.aliases)
