"""Graph -> pages.

In:  the graph, a function that fetches a note's body, templates, the theme's assets.
Out: `PageRef`s, every page of the site with its key, and the bytes of each.

A `Renderer` is made once a build and inherited by forked processes. Keys need no template and no body;
Jinja is imported when the first page is rendered.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from notes_wiki.config import Config
from notes_wiki.model import Graph, Record, Text
from notes_wiki.render import feed, lists
from notes_wiki.render.fill import BodyOf, Embedding, fill
from notes_wiki.render.key import digest
from notes_wiki.render.nearby import neighbours
from notes_wiki.render.note_view import NoteViews
from notes_wiki.render.urls import relative
from notes_wiki.render.values import Sizes, Values
from notes_wiki.render.view import Group, PageView, SiteView

if TYPE_CHECKING:
    import jinja2

VERSION = "1"
"""Raised whenever the same view would give other bytes for a reason that no input shows."""

RefKind = Literal["note", "index", "tags", "tag", "404", "feed", "sitemap", "robots"]


class PageRef(Record, frozen=True):
    """A page of the site: `name` is the note's id or the tag, `key` as in `render/key.py`."""

    kind: RefKind
    address: str
    name: str
    key: str


class Theme(Record, frozen=True):
    """The theme's assets: name to address in the output folder; a digest of all templates and assets."""

    addresses: dict[str, str]
    fingerprint: str


class Renderer:
    """Renders the pages of one build. `modified` is the date each note was last changed (ISO), by id."""

    def __init__(
        self,
        graph: Graph,
        config: Config,
        body_of: BodyOf,
        templates: Sequence[Path],
        theme: Theme,
        *,
        live: bool = False,
        modified: Mapping[str, str] | None = None,
        sizes: Sizes | None = None,
    ) -> None:
        self._graph = graph
        self._config = config
        self._body_of = body_of
        self._templates = templates
        self._theme = theme
        self._live = live
        self._modified = self._dates(modified or {})
        self._sizes = sizes or {}
        self._tags = lists.Tags(graph)
        self._notes = NoteViews(graph, config, self._tags, neighbours(graph), self._sizes, self._modified)
        self._sites: dict[str, SiteView] = {}
        self.index = "-/all.html" if "index" in graph.notes else "index.html"

    def _dates(self, modified: Mapping[str, str]) -> dict[str, str]:
        found = {}
        for id, note in self._graph.notes.items():
            meta = note.linking.meta
            found[id] = meta.modified or modified.get(id, "") or meta.date
        return found

    @cached_property
    def _chrome(self) -> str:
        """The digest of what all pages share."""
        return digest((VERSION, self._theme, self._config, self._live, self.index))

    def pages(self) -> tuple[PageRef, ...]:
        """Every page there is to be, notes first."""
        found = [
            self._ref("note", self._graph.addresses[id], id, self._notes.key_parts(id))
            for id in self._graph.notes
        ]
        found.append(self._ref("index", self.index, "", [self._index_groups(), self._config]))
        found.append(self._ref("tags", "-/tags.html", "", [self._tags.all("-/tags.html")]))
        for tag, address in self._tags.addresses.items():
            groups = self._tags.groups(self._graph, tag, address)
            found.append(self._ref("tag", address, tag, [groups]))
        found.append(self._ref("404", "404.html", "", []))
        found.append(self._ref("robots", "robots.txt", "", []))
        if self._config.base_url:
            keys = {ref.name: ref.key for ref in found if ref.kind == "note"}
            newest = [(id, keys[id], self._modified[id]) for id in self._newest()]
            found.append(self._ref("feed", "feed.xml", "", newest))
            found.append(self._ref("sitemap", "sitemap.xml", "", self._sitemap_pages()))
        return tuple(found)

    def _ref(self, kind: RefKind, address: str, name: str, parts: object) -> PageRef:
        return PageRef(kind, address, name, digest((self._chrome, kind, address, name, parts)))

    def render(self, ref: PageRef) -> bytes:
        """The bytes of a page."""
        if ref.kind == "robots":
            return feed.robots(self._config.base_url)
        if ref.kind == "sitemap":
            return feed.sitemap(self._config.base_url, self._sitemap_pages())
        if ref.kind == "feed":
            return self._feed()
        return self._template(f"{ref.kind}.html").render(page=self.view(ref)).encode()

    def view(self, ref: PageRef) -> PageView:
        """What the page's template receives."""
        site = self._site(ref.address)
        if ref.kind == "note":
            return self._notes.view(ref.name, site, self._body_of)
        if ref.kind == "index":
            own = ref.address == "index.html"
            title = self._config.title if own else "Index"
            return self._list_view(ref, title, self._index_groups(), self._config.description if own else "")
        if ref.kind == "tags":
            view = self._list_view(ref, "Tags", ())
            return _replaced(view, tags=self._tags.all(ref.address))
        if ref.kind == "tag":
            view = self._list_view(ref, ref.name, self._tags.groups(self._graph, ref.name, ref.address))
            parents = ref.name.split("/")[:-1]
            above = ["/".join(parents[: count + 1]) for count in range(len(parents))]
            return _replaced(view, tags=self._tags.views(above, ref.address))
        return self._list_view(ref, "Nothing here", ())

    def _list_view(
        self, ref: PageRef, title: str, groups: tuple[Group, ...], description: str = ""
    ) -> PageView:
        import markupsafe

        text = Text(html=str(markupsafe.escape(title)), plain=title)
        kinds = {"index": "index", "tags": "tags", "tag": "tag"}
        return PageView(
            kind=kinds.get(ref.kind, "not-found"),  # type: ignore[arg-type]  # one of PageKind by the table
            address=ref.address,
            site=self._site(ref.address),
            title=text,
            description=description,
            groups=groups,
            formulas=int(any("<math" in line.title_html for group in groups for line in group.entries)),
        )

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
                home=relative(page, "index.html"),
                index=relative(page, self.index),
                tags=relative(page, "-/tags.html"),
                assets={name: relative(page, address) for name, address in self._theme.addresses.items()},
                live=self._live,
            )
        return self._sites[folder]

    def _newest(self) -> list[str]:
        dated = sorted((id for id in self._graph.notes if self._modified[id]), reverse=True)
        return sorted(dated, key=lambda id: self._modified[id], reverse=True)[: feed.NEWEST]

    def _feed(self) -> bytes:
        entries = []
        for id in self._newest():
            note = self._graph.notes[id]
            values = Values(self._graph, id, self._graph.addresses[id], self._sizes)
            embedding = Embedding(self._body_of)
            embedding.open.append((id, ""))
            entries.append(
                feed.FeedEntry(
                    title=note.linking.title.plain,
                    address=self._graph.addresses[id],
                    modified=self._modified[id],
                    date=note.linking.meta.date,
                    content_html=fill(self._body_of(id).pieces, values, embedding),
                    summary=note.linking.meta.description or note.facts.lead,
                )
            )
        return feed.feed(self._config.title, self._config.base_url, self._config.author, entries)

    def _sitemap_pages(self) -> list[tuple[str, str]]:
        notes = [(address, self._modified[id]) for id, address in self._graph.addresses.items()]
        return notes if "index" in self._graph.notes else [("index.html", ""), *notes]

    @cached_property
    def _jinja(self) -> jinja2.Environment:
        import jinja2

        return jinja2.Environment(
            loader=jinja2.FileSystemLoader([str(folder) for folder in self._templates]),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
        )

    def _template(self, name: str) -> jinja2.Template:
        return self._jinja.get_template(name)


def _replaced(view: PageView, **changes: object) -> PageView:
    import msgspec

    return msgspec.structs.replace(view, **changes)


def templates_fingerprint(folders: Sequence[Path]) -> str:
    """A digest of all templates, the site's own first: what a page's look depends on."""
    found = hashlib.blake2b(digest_size=16)
    for folder in folders:
        for path in sorted(folder.glob("*.html")):
            found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()
