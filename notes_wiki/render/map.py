"""The map of the whole wiki: what its page lists, and the two files that its script draws it from.

In:  the graph, the tags.
Out: `MapPages`: `-/graph.html` (made by the theme's template); `-/graph/places.json`, which depends only on
     the links, so that the layout is computed again only when they change; and `-/graph/notes.json`.
"""

from __future__ import annotations

from functools import cached_property
from html import escape

import msgspec

from notes_wiki.model import Found, Graph, Text
from notes_wiki.render.key import code_digest, digest
from notes_wiki.render.layout import layout
from notes_wiki.render.listings import Listing
from notes_wiki.render.lists import most_linked
from notes_wiki.render.refs import PageRef
from notes_wiki.render.tags import Tags
from notes_wiki.render.urls import encoded
from notes_wiki.wording import Wording

PAGE = "-/graph.html"
PLACES = "-/graph/places.json"
NOTES = "-/graph/notes.json"
LISTED = 100
"""Notes that the page lists for those who do not see the map, the most linked first."""


class MapPages:
    """The map's files as pages."""

    def __init__(self, graph: Graph, tags: Tags, words: Wording) -> None:
        self._graph = graph
        self._tags = tags
        self._words = words

    def refs(self) -> list[PageRef]:
        """The two files of data; the page itself is the theme's."""
        code = code_digest()
        return [
            PageRef("map", PLACES, "", digest((code, len(self._graph.notes), self._links))),
            PageRef("map", NOTES, "", digest((code, self._notes))),
        ]

    def render(self, ref: PageRef) -> bytes:
        """The bytes of a file."""
        return self._places_file() if ref.address == PLACES else msgspec.json.encode(self._notes)

    def listing(self) -> Listing:
        """The page, with the most linked notes as a list."""
        words = self._words
        group = most_linked(self._graph, PAGE, words, LISTED)
        groups = (group,) if group.entries else ()
        return Listing("graph", PAGE, Text(html=escape(words.graph), plain=words.graph), groups=groups)

    def _places_file(self) -> bytes:
        """`{"places": [x, y, x, y…], "clusters": [0, 3, -1…], "links": [from, to, from, to…]}`: notes by
        their numbers in `notes.json`."""
        made = layout(len(self._graph.notes), self._links)
        return msgspec.json.encode(
            {
                "places": [number for place in made.places for number in place],
                "clusters": made.clusters,
                "links": [number for pair in self._links for number in pair],
            }
        )

    @cached_property
    def _notes(self) -> dict[str, object]:
        """`{"notes": [[address, title, folder, tag]…], "folders": […], "tags": […]}`: the first folder and
        the first tag of a note by their numbers, -1 where it has none."""
        folders: dict[str, int] = {}
        tags: dict[str, int] = {}
        rows = []
        for id, note in self._graph.notes.items():
            folder = id.partition("/")[0] if "/" in id else ""
            tag = next((one.name for one in self._tags.views(note.linking.meta.tags, PAGE)), "")
            rows.append(
                (
                    encoded(self._graph.addresses[id]),
                    note.linking.title.plain,
                    folders.setdefault(folder, len(folders)) if folder else -1,
                    tags.setdefault(tag, len(tags)) if tag else -1,
                )
            )
        return {"notes": rows, "folders": list(folders), "tags": list(tags)}

    @cached_property
    def _links(self) -> list[tuple[int, int]]:
        """Every pair of notes of which one links to the other, once, by their numbers."""
        number = {id: place for place, id in enumerate(self._graph.notes)}
        pairs: dict[tuple[int, int], None] = {}
        for id, here in number.items():
            targets = [found.id for found in self._graph.links[id] if isinstance(found, Found)]
            targets += [target.id for target in self._graph.references[id] if target is not None]
            for target in targets:
                there = number[target]
                if here != there:
                    pairs[(here, there) if here < there else (there, here)] = None
        return sorted(pairs)
