"""A note's page as a view: everything the template shows of it.

In:  a note of the graph, and the shared `Context` of the build.
Out: the parts of a `PageView`, and the parts of its key.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy
from html import escape

from notes_wiki.config import Config
from notes_wiki.model import Found, Graph, Note, Text
from notes_wiki.render import backlinks, fill
from notes_wiki.render.backlink_views import BacklinkViews, ValuesOf
from notes_wiki.render.direction import direction
from notes_wiki.render.embed import BodyOf, Embedding
from notes_wiki.render.folders import Folders
from notes_wiki.render.key import Keys
from notes_wiki.render.lists import entry
from notes_wiki.render.nearby import Pictures
from notes_wiki.render.neighbours import Neighbourhood, Neighbours, neighbourhood
from notes_wiki.render.order import neighbours_in_order
from notes_wiki.render.outline import in_order
from notes_wiki.render.table_of_contents import table_of_contents
from notes_wiki.render.tags import Tags
from notes_wiki.render.urls import absolute, relative
from notes_wiki.render.values import Sizes, Values, Words
from notes_wiki.render.view import Crumb, ListEntry, PageView, SiteView


class NoteViews:
    """Makes the views of notes, and their keys."""

    def __init__(
        self,
        graph: Graph,
        config: Config,
        tags: Tags,
        folders: Folders,
        sizes: Sizes,
        modified: Mapping[str, str],
        body_of: BodyOf,
    ) -> None:
        self._graph = graph
        self._config = config
        self._tags = tags
        self._folders = folders
        self._words = config.words
        self._spoken = Words(config.words, config.language)
        self._order = neighbours_in_order(graph.notes)
        self._near = Neighbours(graph)
        self._around: dict[str, Neighbourhood | None] = {}
        self._pictures = Pictures({id: note.linking.title.plain for id, note in graph.notes.items()})
        self._sizes = sizes
        self._modified = modified
        self._keys = Keys(graph, sizes, tags.addresses)
        self._body_of = body_of
        self._values = self._values_in(graph)
        self._linked = BacklinkViews(graph, self._keys, self._values, body_of)

    def edited(self, graph: Graph, id: str, modified: Mapping[str, str], body_of: BodyOf) -> NoteViews:
        """The same after an edit of note `id` alone; right for all notes where its link facts are what
        they were, else for the note itself."""
        after = copy(self)
        after._graph, after._modified, after._body_of = graph, modified, body_of
        after._keys = Keys(graph, self._sizes, self._tags.addresses)
        after._values = self._values_in(graph)
        after._linked = BacklinkViews(graph, after._keys, after._values, body_of)
        if self._graph.notes[id].linking != graph.notes[id].linking:
            after._near = self._near.edited(graph, id)
            after._around = dict(self._around)  # at once: another thread may add to it
            after._around.pop(id, None)
            after._pictures = Pictures({one.id: one.linking.title.plain for one in graph.notes.values()})
        return after

    def showing(self, id: str) -> list[str]:
        """The notes whose pages show text of note `id`: itself, those that embed it, directly or in turn,
        and those it leads to, among whose backlinks its paragraphs stand."""
        graph = self._graph
        embedding = [
            other
            for other, note in graph.notes.items()
            if any(link.embed for link in note.linking.links) and id in self._keys.shown(other)
        ]
        led_to = [found.id for found in graph.links[id] if isinstance(found, Found)]
        referred_to = [target.id for target in graph.references[id] if target is not None]
        return list(dict.fromkeys((id, *embedding, *led_to, *referred_to)))

    def shown_by(self, id: str) -> list[str]:
        """The notes whose text the page of note `id` shows: itself, those it embeds, directly or in turn, and
        those among its backlinks."""
        sources = (one.source for one in backlinks.shown(self._graph, id).backlinks)
        return list(dict.fromkeys((*self._keys.shown(id), *sources)))

    def key_parts(self, id: str) -> dict[str, object]:
        """What the page of note `id` depends on, chrome apart, by names that a person can read."""
        note = self._graph.notes[id]
        page = self._graph.addresses[id]
        return {
            "address": page,
            "text": self._keys.body(id),
            "title": note.linking.title,
            "headings": note.linking.headings,
            "dates": self._dates(note),
            "description": self._description(note),
            "language": (note.linking.meta.language, self._direction(note)),
            "counts": (note.facts.formulas, note.facts.words),
            "features": self._features(id),
            "tags": self._tags.views(note.linking.meta.tags, page),
            "breadcrumbs": self._crumbs(note, page),
            "neighbours in order": self._beside(id, page),
            "notes nearby": self._neighbourhood_parts(id),
            "backlinks": self._linked.key_parts(id),
        }

    def body_key(self, id: str) -> list[bytes]:
        """What the HTML of a note's text depends on."""
        return self._keys.body(id)

    def content(self, id: str) -> str:
        """The HTML of a note's text on its own page."""
        body = self._body_of(id)
        self._linked.keep(id, body)
        values = self._values(id, self._graph.addresses[id], "")
        return in_order(fill.page(body.pieces, values, Embedding(id, self._body_of)))

    def view(self, id: str, site: SiteView) -> PageView:
        """The whole view of the page of note `id`."""
        note = self._graph.notes[id]
        page = self._graph.addresses[id]
        date, modified = self._dates(note)
        before, after = self._beside(id, page)
        return PageView(
            kind="note",
            address=page,
            site=site,
            title=note.linking.title,
            language=note.linking.meta.language,
            direction=self._direction(note),
            description=self._description(note),
            canonical=absolute(self._config.base_url, page),
            crumbs=self._crumbs(note, page),
            content_html=self.content(id),
            toc=table_of_contents(note.linking.headings),
            backlinks=self._linked.views(id, page),
            linked_from=self._linked.total(id),
            all_backlinks=self._linked.all_url(id),
            tags=self._tags.views(note.linking.meta.tags, page),
            date=date,
            modified=modified,
            date_text=self._words.day(date),
            modified_text=self._words.day(modified),
            formulas=note.facts.formulas,
            words=note.facts.words,
            features=self._features(id),
            nearby_html=self._nearby(id, page),
            previous=before,
            next=after,
        )

    # --- all backlinks ----------------------------------------------------------------------------

    def linked_pages(self, id: str) -> Iterator[tuple[str, object]]:
        """The pages of all backlinks of note `id`, where its own does not show them: the address of each,
        and what it depends on."""
        note = self._graph.notes[id]
        for page in self._linked.pages(id):
            parts = (note.linking.title, self._crumbs(note, page.address), self._linked.page_parts(page))
            yield page.address, parts

    def linked_view(self, id: str, address: str, site: SiteView) -> PageView:
        """The whole view of one of them."""
        note = self._graph.notes[id]
        page = next(one for one in self._linked.pages(id) if one.address == address)
        found = self._linked.page_views(id, page)
        words, title = self._words, note.linking.title
        return PageView(
            kind="linked",
            address=address,
            site=site,
            title=Text(
                html=words.put(escape(words.linked_to), title=title.html),
                plain=words.put(words.linked_to, title=title.plain),
            ),
            canonical=absolute(self._config.base_url, address),
            crumbs=(
                *self._crumbs(note, address),
                Crumb(title.plain, relative(address, self._graph.addresses[id])),
            ),
            backlinks=found,
            linked_from=self._linked.total(id),
            formulas=int(any("<math" in context for one in found for context in one.contexts_html)),
            pages=page.pages,
        )

    # --- parts ------------------------------------------------------------------------------------

    def _values_in(self, graph: Graph) -> ValuesOf:
        """What makes the values of holes. It does not know these views, which know it: a reference cycle
        would keep a wiki in memory that another has replaced (100 MB at 10,000 notes) until Python's garbage
        collector runs, which halts everything else."""
        sizes, spoken, tags = self._sizes, self._spoken, self._tags.addresses
        return lambda home, page, mention: Values(graph, home, page, sizes, spoken, tags, mention)

    def _features(self, id: str) -> tuple[str, ...]:
        """What the theme must bring for the note and for all it embeds."""
        shown = self._keys.shown(id)
        return tuple(sorted({one for home in shown for one in self._graph.notes[home].facts.features}))

    def _dates(self, note: Note) -> tuple[str, str]:
        meta = note.linking.meta
        return meta.date, meta.modified or self._modified.get(note.id, "")

    def _description(self, note: Note) -> str:
        return note.linking.meta.description or note.facts.lead

    def _direction(self, note: Note) -> str:
        language = note.linking.meta.language
        words = "" if language else f"{note.linking.title.plain} {self._description(note)}"
        return direction(language or self._config.language, words)

    def _crumbs(self, note: Note, page: str) -> tuple[Crumb, ...]:
        return self._folders.crumbs(note.path, page, note.id)

    def _beside(self, id: str, page: str) -> tuple[ListEntry | None, ListEntry | None]:
        """The notes before and after, in a folder that orders its notes."""
        before, after = self._order.get(id, ("", ""))
        return (
            entry(self._graph, before, page) if before else None,
            entry(self._graph, after, page) if after else None,
        )

    def _neighbourhood(self, id: str) -> Neighbourhood | None:
        if id not in self._around:
            self._around[id] = neighbourhood(self._near, id)
        return self._around[id]

    def _neighbourhood_parts(self, id: str) -> tuple[Neighbourhood, bytes] | None:
        around = self._neighbourhood(id)
        if around is None:
            return None
        shown = [self._keys.node(other) for other in around.first]
        shown += [self._keys.node(other) for other, _ in around.second]
        return around, b"".join(shown)

    def _nearby(self, id: str, page: str) -> str:
        around = self._neighbourhood(id)
        if around is None:
            return ""
        addresses = self._graph.addresses
        return self._pictures.picture(around, lambda other: relative(page, addresses[other]))
