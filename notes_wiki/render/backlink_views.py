"""Backlinks as views: on the pages of notes, and on the pages that list all backlinks of a hub.

In:  the graph, the bodies of notes, and a function that fills a note's holes on another page.
Out: `BacklinkView`s, what they depend on, and `LinkedPage`s.

Which backlinks a page shows is decided in `backlinks.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from notes_wiki.model import Backlink, Body, Graph, Piece, Record
from notes_wiki.render import backlinks, fill
from notes_wiki.render.embed import BodyOf
from notes_wiki.render.key import Keys
from notes_wiki.render.lists import initial
from notes_wiki.render.paging import numbered, page_links
from notes_wiki.render.urls import relative
from notes_wiki.render.values import Values
from notes_wiki.render.view import BacklinkView, PageLink

ValuesOf = Callable[[str, str, str], Values]
"""The values of a note's holes on the page at an address, as a backlink of another note."""


class LinkedPage(Record, frozen=True):
    """A page that lists all backlinks of a note, or some of them; `pages` links to the others."""

    address: str
    backlinks: tuple[Backlink, ...]
    pages: tuple[PageLink, ...]


class BacklinkViews:
    """Makes the views of the backlinks of all notes."""

    def __init__(self, graph: Graph, keys: Keys, values_of: ValuesOf, body_of: BodyOf) -> None:
        self._graph = graph
        self._keys = keys
        self._values_of = values_of
        self._body_of = body_of
        self._contexts: dict[str, dict[int, Piece]] = {}
        self._pages: dict[str, list[LinkedPage]] = {}

    def keep(self, id: str, body: Body) -> None:
        """Cache the paragraphs of a note that backlinks show. Only these are kept: a note is shown on the
        pages of all notes it links to, and caching whole bodies would take as much memory as the site."""
        contexts = self._graph.notes[id].facts.contexts
        self._contexts[id] = {number: body.pieces[one.piece] for number, one in enumerate(contexts)}

    def key_parts(self, id: str) -> list[object]:
        """What the backlinks on a note's own page depend on."""
        shown = backlinks.shown(self._graph, id)
        return [*self._parts(shown.backlinks), shown.left, shown.total]

    def views(self, id: str, page: str) -> tuple[BacklinkView, ...]:
        """The backlinks on a note's own page."""
        shown = backlinks.shown(self._graph, id)
        return self._views(id, page, shown.backlinks, shown.left)

    def total(self, id: str) -> int:
        """How many notes link to a note."""
        return len(self._graph.backlinks.get(id, ()))

    def all_url(self, id: str) -> str:
        """The address, relative to the note's page, of the page of all its backlinks; "" if its own page
        shows all."""
        page = self._graph.addresses[id]
        return "" if backlinks.shown(self._graph, id).whole else relative(page, backlinks.address(page))

    def pages(self, id: str) -> list[LinkedPage]:
        """The pages of all backlinks of a note; empty if its own page shows all of them."""
        if id not in self._pages:
            self._pages[id] = self._cut(id)
        return self._pages[id]

    def page_parts(self, page: LinkedPage) -> list[object]:
        """What a page of backlinks depends on, except the title of the note."""
        return [*self._parts(page.backlinks), page.pages]

    def page_views(self, id: str, page: LinkedPage) -> tuple[BacklinkView, ...]:
        """The backlinks on such a page."""
        return self._views(id, page.address, page.backlinks, (0,) * len(page.backlinks))

    def _cut(self, id: str) -> list[LinkedPage]:
        cut = backlinks.pages(self._graph, id)
        first = backlinks.address(self._graph.addresses[id])
        names = [[initial(self._graph.notes[one.source]) for one in page] for page in cut]
        links = page_links(first, names)
        return [
            LinkedPage(numbered(first, number), page, links(number)) for number, page in enumerate(cut, 1)
        ]

    def _parts(self, found: Sequence[Backlink]) -> list[object]:
        parts: list[object] = []
        for one in found:
            parts.append(self._graph.notes[one.source].linking.title.html)
            parts.append(self._graph.addresses[one.source])
            parts.append(self._keys.contexts(one.source, one.contexts))
        return parts

    def _views(
        self, id: str, page: str, found: Sequence[Backlink], left: Sequence[int]
    ) -> tuple[BacklinkView, ...]:
        views = []
        for one, hidden in zip(found, left, strict=True):
            values = self._values_of(one.source, page, id)
            title = self._graph.notes[one.source].linking.title.html
            contexts = tuple(fill.context(self._piece(one.source, number), values) for number in one.contexts)
            views.append(BacklinkView(title, values.home_url, contexts, hidden))
        return tuple(views)

    def _piece(self, source: str, number: int) -> Piece:
        if source not in self._contexts:
            self.keep(source, self._body_of(source))
        return self._contexts[source][number]
