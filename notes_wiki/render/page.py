"""Graph -> pages.

In:  the graph, a function that fetches a note's body, templates, the theme's assets.
Out: a `PageRef` with a key for every page of the site; the bytes of a page.

A `Renderer` is created once per build and inherited by forked processes. Keys need no template and no body;
Jinja is imported when the first page is rendered, or by `prepare`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from functools import cached_property
from html import escape
from pathlib import Path

from notes_wiki.config import Config
from notes_wiki.looking import Look, go_on, looking
from notes_wiki.model import Graph, Problem, Text
from notes_wiki.render import backlinks, embed, previews
from notes_wiki.render.explain import CONTENTS
from notes_wiki.render.folders import Folders
from notes_wiki.render.key import check_sums, code_digest, digest
from notes_wiki.render.listings import Listing, Listings, random_shard
from notes_wiki.render.machine_files import MachineFiles
from notes_wiki.render.map import MapPages
from notes_wiki.render.note_view import NoteViews
from notes_wiki.render.previews import PreviewPages
from notes_wiki.render.refs import PageRef, Recall, RefKind
from notes_wiki.render.search import SearchPages
from notes_wiki.render.sites import SiteViews, Theme
from notes_wiki.render.tags import Tags
from notes_wiki.render.templates import TEMPLATES, TemplateError, Templates, templates_fingerprint
from notes_wiki.render.urls import FRONT, absolute
from notes_wiki.render.values import Sizes
from notes_wiki.render.view import PageView

__all__ = ["PageRef", "Renderer", "TemplateError", "Theme", "templates_fingerprint"]


class Renderer:
    """Renders the pages of one build.

    `modified`: the ISO date of each note's last change, by id; dates in front matter take precedence.
    `bytecode`: a folder for compiled templates. `recall` fetches what an earlier build left in `remember`.
    `full_text`: the site will have a full-text index.
    """

    def __init__(
        self,
        graph: Graph,
        config: Config,
        body_of: embed.BodyOf,
        templates: Sequence[Path],
        theme: Theme,
        *,
        live: bool = False,
        modified: Mapping[str, str] | None = None,
        sizes: Sizes | None = None,
        bytecode: Path | None = None,
        recall: Recall | None = None,
        full_text: bool = False,
    ) -> None:
        self._graph = graph
        self._config = config
        self._body_of = body_of
        self._templates = Templates(templates, bytecode)
        self._theme = theme
        self._live = live
        self._modified = self._dates(modified or {})
        self._tags, self._folders = tags, folders = Tags(graph), Folders(graph)
        self._notes = NoteViews(graph, config, tags, folders, sizes or {}, self._modified, body_of)
        self._base = absolute(config.base_url, FRONT)
        self.remember: dict[str, bytes] = {}
        """New values by name, for the next build's `recall`; complete once `pages` has been called."""
        self._search = SearchPages(graph, recall, self.remember, full_text=full_text)
        self._previews = PreviewPages(graph, self._notes)
        self._map = MapPages(graph, tags, config.words)
        self._own_front = FRONT in graph.addresses.values()
        self._lists = Listings(graph, config, tags, folders, self._modified, own_front=self._own_front)
        self.index = self._lists.index
        """Address of the A-Z index."""
        self._listings: dict[str, Listing] = {}
        self._sites = SiteViews(config, theme, base=self._base, index=self.index, live=live)
        self._machines = self._made_machines()

    def edited(self, graph: Graph, id: str, modified: str, body_of: embed.BodyOf) -> Renderer:
        """The renderer after an edit of note `id` alone, last changed at `modified`. If the note's link facts
        are unchanged it is exact for all pages, otherwise only for the note's own."""
        after = copy(self)
        after._graph, after._body_of = graph, body_of
        meta = graph.notes[id].linking.meta
        after._modified = dates = {**self._modified, id: meta.modified or modified or meta.date}
        after._notes = self._notes.edited(graph, id, dates, body_of)
        after._previews = PreviewPages(graph, after._notes)
        after._lists = Listings(
            graph, self._config, self._tags, self._folders, dates, own_front=self._own_front
        )
        after._machines = after._made_machines()
        return after

    def _made_machines(self) -> MachineFiles:
        return MachineFiles(
            self._graph, self._config, self._notes, self._modified, self._base, own_front=self._own_front
        )

    def _dates(self, modified: Mapping[str, str]) -> dict[str, str]:
        found = {}
        for id, note in self._graph.notes.items():
            meta = note.linking.meta
            found[id] = meta.modified or modified.get(id, "") or meta.date
        return found

    def prepare(self) -> None:
        """Compile the templates before processes are forked. Raises TemplateError."""
        self._templates.prepare()

    def text_digest(self, link_digest: bytes) -> str:
        """The digest of everything that the full-text index depends on. `link_digest` is that of all link
        facts, which determine titles and the words of links and references."""
        notes = [(self._graph.addresses[id], note.body_digest) for id, note in self._graph.notes.items()]
        return digest((code_digest(), self._theme.fingerprint, self._config.language, link_digest, notes))

    def problems(self) -> tuple[Problem, ...]:
        """The problems of embeds: those that contain themselves, are nested too deeply or show too much."""
        return embed.problems(self._graph, self._body_of)

    # --- pages and their keys ---------------------------------------------------------------------

    @cached_property
    def _shared(self) -> dict[str, object]:
        """What all pages depend on."""
        return {
            "program": code_digest(),
            "theme": self._theme,
            "settings": self._config,
            "live": self._live,
            "index": self.index,
        }

    @cached_property
    def chrome(self) -> str:
        """The digest of what all pages share."""
        return digest(self._shared)

    @cached_property
    def _shared_sums(self) -> dict[str, int]:
        return check_sums(self._shared)

    def key_and_sums(self, ref: PageRef) -> tuple[str, dict[str, int]]:
        """The key of a page, and a checksum of each thing that it depends on, by name. Compared with those of
        an earlier build the checksums tell why the page has changed (`explain.reasons`)."""
        own: dict[str, object] = {CONTENTS: ref.key}
        if ref.kind == "note":
            own = self._notes.key_parts(ref.name)
        key = ref.key or self._ref(ref.kind, ref.address, ref.name, own).key
        return key, {**self._shared_sums, **check_sums(own)}

    def pages(self, look: Look = go_on, *, keyed: bool = True) -> tuple[PageRef, ...]:
        """Every page of the site, notes first. Without `keyed`, the pages of notes have no key yet: if all
        pages are rendered, `key_and_sums` computes it there, in as many processes as render."""
        if keyed:
            found = [self.note_page(id) for id in looking(self._graph.notes, look)]
        else:
            found = [PageRef("note", self._graph.addresses[id], id, "") for id in self._graph.notes]
        look()
        for id in looking(self._graph.backlinks, look):
            found += self._linked_pages(id)
        found += self._listing_pages()
        look()
        for address, notes in self._lists.shards():
            found.append(self._ref("shard", address, "", notes))
        for address, id in self._graph.redirects.items():
            parts = (self._graph.addresses[id], self._graph.notes[id].linking.title.plain)
            found.append(self._ref("redirect", address, id, parts))
        found.append(self._ref("404", "404.html", "", ()))
        found.append(self._ref("robots", "robots.txt", "", ()))
        if self._base:
            found += self._machine_pages()
        return (*found, *self._search.refs(), *self._previews.refs(), *self._map.refs())

    def note_page(self, id: str) -> PageRef:
        """The page of a note."""
        return self._ref("note", self._graph.addresses[id], id, self._notes.key_parts(id))

    def shown_by(self, id: str) -> list[str]:
        """The notes whose text the page of note `id` shows: itself first."""
        return self._notes.shown_by(id)

    def pages_after(self, before: Renderer, id: str) -> Iterator[PageRef]:
        """Every page that may have changed through an edit of note `id` that left its link facts unchanged;
        `before` is the renderer before the edit."""
        return self.pages_showing((id,), dated=self._modified[id] != before._modified[id])

    def pages_showing(self, ids: Iterable[str], *, dated: bool) -> Iterator[PageRef]:
        """Every page that may have changed through edits of these notes that left all link facts unchanged:
        their own, those that embed them, those whose backlinks show their paragraphs, and lists. `dated`: the
        date of a note's last change is different."""
        for shown in dict.fromkeys(one for id in ids for one in self._notes.showing(id)):
            yield self.note_page(shown)
            yield from self._linked_pages(shown)
        if dated:
            yield from self._listing_pages()
        if self._base:
            yield from self._machine_pages()
        yield from self._previews.refs()

    def vanished(self, addresses: Iterable[str], pages: Iterable[PageRef]) -> set[str]:
        """Which of the addresses have no page any more, after edits for which `pages_showing` gave `pages`.
        An edit of words alone can remove a fragment of a preview, or a page of all backlinks."""
        fresh, firsts = set(), set()
        for ref in pages:
            fresh.add(ref.address)
            if ref.kind == "note":
                firsts.add(backlinks.address(ref.address))
        return {
            one
            for one in addresses
            if one not in fresh and (previews.is_preview(one) or backlinks.first_page(one) in firsts)
        }

    def _linked_pages(self, id: str) -> Iterator[PageRef]:
        """The pages of all backlinks of a note, if its own page does not show all."""
        for address, parts in self._notes.linked_pages(id):
            yield self._ref("linked", address, id, parts)

    def _listing_pages(self) -> Iterator[PageRef]:
        self._listings = {one.address: one for one in (*self._lists.all(), self._map.listing())}
        for address, listing in self._listings.items():
            yield self._ref("listing", address, "", listing)

    def _machine_pages(self) -> Iterator[PageRef]:
        newest = [(id, self.note_page(id).key, self._modified[id]) for id in self._machines.newest()]
        yield self._ref("feed", "feed.xml", "", newest)
        yield self._ref("sitemap", "sitemap.xml", "", self._machines.pages())

    def _ref(self, kind: RefKind, address: str, name: str, parts: object) -> PageRef:
        return PageRef(kind, address, name, digest((self.chrome, kind, address, name, parts)))

    # --- bytes ------------------------------------------------------------------------------------

    def render(self, ref: PageRef) -> bytes:
        """The bytes of a page. Raises TemplateError."""
        if ref.kind == "search":
            return self._search.render(ref)
        if ref.kind == "preview":
            return self._previews.render(ref)
        if ref.kind == "map":
            return self._map.render(ref)
        if ref.kind == "robots":
            return self._machines.robots()
        if ref.kind == "sitemap":
            return self._machines.sitemap()
        if ref.kind == "feed":
            return self._machines.feed()
        if ref.kind == "redirect":
            return self._machines.redirect(ref.address, ref.name)
        if ref.kind == "shard":
            return random_shard(dict(self._lists.shards())[ref.address])
        view = self.view(ref)
        return self._templates.render(TEMPLATES[view.kind], view).encode()

    def view(self, ref: PageRef) -> PageView:
        """What the page's template receives."""
        if ref.kind == "note":
            return self._notes.view(ref.name, self._sites.of(ref.address))
        if ref.kind == "linked":
            return self._notes.linked_view(ref.name, ref.address, self._sites.of(ref.address))
        if ref.kind == "listing":
            return self._listings[ref.address].view(self._sites.of(ref.address), self._config.base_url)
        words = self._config.words.not_found
        title = Text(html=escape(words), plain=words)
        site = self._sites.of(ref.address)
        return PageView(kind="not-found", address=ref.address, site=site, title=title, base=self._sites.root)
