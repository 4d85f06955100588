"""Graph -> pages.

In:  the graph, a function that fetches a note's body, templates, the theme's assets.
Out: `PageRef`s, every page of the site with its key, and the bytes of each.

A `Renderer` is made once a build and inherited by forked processes. Keys need no template and no body;
Jinja is imported when the first page is rendered, or by `prepare`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from html import escape
from pathlib import Path

import msgspec

from notes_wiki.config import Config
from notes_wiki.model import Graph, Problem, Record, Text
from notes_wiki.render import embed, feed, lists, search
from notes_wiki.render.key import code_digest, digest
from notes_wiki.render.note_view import NoteViews
from notes_wiki.render.previews import PreviewPages
from notes_wiki.render.refs import PageRef, Recall, RefKind
from notes_wiki.render.search import SearchPages
from notes_wiki.render.templates import TemplateError, Templates, templates_fingerprint
from notes_wiki.render.urls import absolute, relative
from notes_wiki.render.values import Sizes
from notes_wiki.render.view import Group, PageKind, PageView, SiteView, TagView

__all__ = ["PageRef", "Renderer", "TemplateError", "Theme", "templates_fingerprint"]

FRONT = "index.html"
ALL = "-/all.html"
TAGS = "-/tags.html"


class Theme(Record, frozen=True):
    """The theme's assets: name to address in the output folder; a digest of all templates and assets."""

    addresses: dict[str, str]
    fingerprint: str


class Renderer:
    """Renders the pages of one build.

    `modified` is the date each note was last changed (ISO), by id; what front matter says goes before it.
    `bytecode` is a folder in which compiled templates may be remembered. `recall` fetches what an earlier
    build left in `remember`. `full_text`: the site will have an index of its texts.
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
        self._tags = lists.Tags(graph)
        self._notes = NoteViews(graph, config, self._tags, sizes or {}, self._modified, body_of)
        self._base = absolute(config.base_url, FRONT)
        self.remember: dict[str, bytes] = {}
        """New values by name, for the next build's `recall`; complete once `pages` has been called."""
        self._search = SearchPages(graph, recall, self.remember, full_text=full_text)
        self._previews = PreviewPages(graph, self._notes)
        self._sites: dict[str, SiteView] = {}
        self._own_front = FRONT in graph.addresses.values()
        self.index = ALL if self._own_front else FRONT
        """Address of the A-Z index."""

    def _dates(self, modified: Mapping[str, str]) -> dict[str, str]:
        found = {}
        for id, note in self._graph.notes.items():
            meta = note.linking.meta
            found[id] = meta.modified or modified.get(id, "") or meta.date
        return found

    def prepare(self) -> None:
        """Load what rendering needs, before processes are forked. Raises TemplateError."""
        self._templates.prepare()

    def text_digest(self) -> str:
        """The digest of all that an index of the texts is made from."""
        graph = self._graph
        notes = [
            (graph.addresses[id], note.linking.title.plain, self._notes.body_key(id))
            for id, note in graph.notes.items()
        ]
        return digest((code_digest(), self._theme.fingerprint, self._config.language, notes))

    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with embeds: those that hold themselves, lie too deep or show too much."""
        return embed.problems(self._graph, self._body_of)

    # --- pages and their keys ---------------------------------------------------------------------

    @cached_property
    def _chrome(self) -> str:
        """The digest of what all pages share."""
        return digest((code_digest(), self._theme, self._config, self._live, self.index))

    def pages(self) -> tuple[PageRef, ...]:
        """Every page there is to be, notes first."""
        found = [
            self._ref("note", self._graph.addresses[id], id, self._notes.key_parts(id))
            for id in self._graph.notes
        ]
        found.append(self._ref("index", self.index, "", self._index_groups()))
        found.append(self._ref("tags", TAGS, "", self._tags.all(TAGS)))
        for tag, address in self._tags.addresses.items():
            groups = self._tags.groups(self._graph, tag, address)
            found.append(self._ref("tag", address, tag, (groups, self._above(tag, address))))
        found.append(self._ref("404", "404.html", "", ()))
        found.append(self._ref("robots", "robots.txt", "", ()))
        if self._base:
            keys = {ref.name: ref.key for ref in found if ref.kind == "note"}
            newest = [(id, keys[id], self._modified[id]) for id in self._newest()]
            found.append(self._ref("feed", "feed.xml", "", newest))
            found.append(self._ref("sitemap", "sitemap.xml", "", self._sitemap_pages()))
        return (*found, *self._search.refs(), *self._previews.refs())

    def _ref(self, kind: RefKind, address: str, name: str, parts: object) -> PageRef:
        return PageRef(kind, address, name, digest((self._chrome, kind, address, name, parts)))

    # --- bytes ------------------------------------------------------------------------------------

    def render(self, ref: PageRef) -> bytes:
        """The bytes of a page. Raises TemplateError."""
        if ref.kind == "search":
            return self._search.render(ref)
        if ref.kind == "preview":
            return self._previews.render(ref)
        if ref.kind == "robots":
            return feed.robots(self._base)
        if ref.kind == "sitemap":
            return feed.sitemap(self._base, self._sitemap_pages())
        if ref.kind == "feed":
            return self._feed()
        return self._templates.render(f"{ref.kind}.html", self.view(ref)).encode()

    def view(self, ref: PageRef) -> PageView:
        """What the page's template receives."""
        if ref.kind == "note":
            return self._notes.view(ref.name, self._site(ref.address))
        if ref.kind == "index":
            front = ref.address == FRONT
            view = self._list_view(ref, "index", self._config.title if front else "Index")
            description = self._config.description if front else ""
            return _with_groups(view, self._index_groups(), description=description)
        if ref.kind == "tags":
            view = self._list_view(ref, "tags", "Tags")
            return msgspec.structs.replace(view, tags=self._tags.all(ref.address))
        if ref.kind == "tag":
            view = self._list_view(ref, "tag", self._tags.names[ref.name])
            groups = self._tags.groups(self._graph, ref.name, ref.address)
            return _with_groups(view, groups, tags=self._above(ref.name, ref.address))
        # A host shows this page at whatever address was asked for, where relative links lead astray.
        base = self._base if not self._live else ""
        return msgspec.structs.replace(self._list_view(ref, "not-found", "Nothing here"), base=base)

    def _above(self, tag: str, page: str) -> tuple[TagView, ...]:
        return self._tags.views(lists.with_parents(tag)[:-1], page)

    def _list_view(self, ref: PageRef, kind: PageKind, title: str) -> PageView:
        text = Text(html=escape(title), plain=title)
        shown = "" if kind == "not-found" else absolute(self._config.base_url, ref.address)
        site = self._site(ref.address)
        return PageView(kind=kind, address=ref.address, site=site, title=text, canonical=shown)

    def _index_groups(self) -> tuple[Group, ...]:
        graph, page = self._graph, self.index
        asides = (
            lists.most_linked(graph, page),
            lists.recently_changed(graph, page, self._modified),
        )
        return (*(group for group in asides if group.entries), *lists.alphabet(graph, page))

    def _site(self, page: str) -> SiteView:
        folder = page.rpartition("/")[0]
        if folder not in self._sites:
            config = self._config
            self._sites[folder] = SiteView(
                title=config.title,
                description=config.description,
                author=config.author,
                language=config.language,
                home=relative(page, FRONT),
                index=relative(page, self.index),
                tags=relative(page, TAGS),
                assets={name: relative(page, address) for name, address in self._theme.addresses.items()},
                live=self._live,
                feed=relative(page, "feed.xml") if self._base else "",
                search=relative(page, search.DIRECTORY),
            )
        return self._sites[folder]

    # --- for machines -----------------------------------------------------------------------------

    def _newest(self) -> list[str]:
        dated = sorted((id for id in self._graph.notes if self._modified[id]), reverse=True)
        return sorted(dated, key=lambda id: self._modified[id], reverse=True)[: feed.NEWEST]

    def _feed(self) -> bytes:
        entries = []
        for id in self._newest():
            note = self._graph.notes[id]
            entries.append(
                feed.FeedEntry(
                    title=note.linking.title.plain,
                    address=self._graph.addresses[id],
                    modified=self._modified[id],
                    date=note.linking.meta.date,
                    content_html=self._notes.content(id),
                    summary=note.linking.meta.description or note.facts.lead,
                )
            )
        return feed.feed(self._config.title, self._base, self._config.author, entries)

    def _sitemap_pages(self) -> list[tuple[str, str]]:
        notes = [(address, self._modified[id]) for id, address in self._graph.addresses.items()]
        return notes if self._own_front else [(FRONT, ""), *notes]


def _with_groups(view: PageView, groups: tuple[Group, ...], **more: object) -> PageView:
    """The view with lists of notes; a title among them may hold a formula, for which a page needs more."""
    formulas = int(any("<math" in line.title_html for group in groups for line in group.entries))
    return msgspec.structs.replace(view, groups=groups, formulas=formulas, **more)
