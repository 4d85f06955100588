"""Pages that list notes: the index, tags, folders, what changed last, and the page that leads to any note.

In:  the graph, its tags and folders, the notes' dates, the wiki's words.
Out: `Listing`s: all that a page's template shows of it, the frame apart. Its digest is the page's key.

No page grows with the wiki without end: a list of more than `paging.MOST` notes goes over several pages.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Literal

from msgspec.structs import replace

from notes_wiki.config import Config
from notes_wiki.model import Graph, Record, Text
from notes_wiki.render import lists
from notes_wiki.render.folders import Folders
from notes_wiki.render.order import in_order
from notes_wiki.render.paging import MOST, numbered, paged
from notes_wiki.render.tags import Tags, with_parents
from notes_wiki.render.urls import absolute, encoded, relative
from notes_wiki.render.view import (
    Crumb,
    Entry,
    FolderView,
    Group,
    PageLink,
    PageView,
    SiteView,
    TagView,
)
from notes_wiki.wording import Wording

FRONT = "index.html"
ALL = "-/all.html"
TAGS = "-/tags.html"
RECENT = "-/recent.html"
RANDOM = "-/random.html"
INDEX = "-/index.html"
SHARD = 1000
"""Addresses in a file that `random.js` chooses from."""

ListingKind = Literal["index", "tags", "tag", "folder", "recent", "random", "graph"]


class Listing(Record, frozen=True):
    """A page that lists notes."""

    kind: ListingKind
    address: str
    title: Text
    description: str = ""
    crumbs: tuple[Crumb, ...] = ()
    groups: tuple[Group, ...] = ()
    tags: tuple[TagView, ...] = ()
    folders: tuple[FolderView, ...] = ()
    letters: tuple[PageLink, ...] = ()
    pages: tuple[PageLink, ...] = ()
    shards: int = 0

    def view(self, site: SiteView, base_url: str) -> PageView:
        """The whole view. A title in a list may hold a formula, for which a page needs more."""
        formulas = any("<math" in line.title_html for group in self.groups for line in group.entries)
        return PageView(
            kind=self.kind,
            address=self.address,
            site=site,
            title=self.title,
            description=self.description,
            canonical=absolute(base_url, self.address),
            crumbs=self.crumbs,
            groups=self.groups,
            tags=self.tags,
            folders=self.folders,
            letters=self.letters,
            pages=self.pages,
            shards=self.shards,
            formulas=int(formulas),
        )


class Listings:
    """All pages of a wiki that list notes. `own_front`: a note is the front page."""

    def __init__(
        self,
        graph: Graph,
        config: Config,
        tags: Tags,
        folders: Folders,
        modified: Mapping[str, str],
        *,
        own_front: bool,
    ) -> None:
        self._graph = graph
        self._config = config
        self._words: Wording = config.words
        self._tags = tags
        self._folders = folders
        self._modified = modified
        self.index = ALL if own_front else FRONT
        """Address of the A-Z index."""

    def all(self) -> Iterator[Listing]:
        """Every page, the index first."""
        words = self._words
        yield from self._index()
        yield Listing("tags", TAGS, _text(words.tags), tags=self._tags.tree(TAGS))
        for tag in self._tags.addresses:
            yield from self._tag(tag)
        for folder in self._folders.addresses:
            yield from self._folder(folder)
        months = lists.by_month(self._graph, RECENT, self._modified, words)
        yield Listing("recent", RECENT, _text(words.recent), groups=months)
        yield Listing("random", RANDOM, _text(words.random), shards=len(self.shards()))

    # --- the index --------------------------------------------------------------------------------

    def _index(self) -> Iterator[Listing]:
        """One page where all notes fit; else a first one without the alphabet, which goes over others."""
        graph, words, page = self._graph, self._words, self.index
        front = page == FRONT
        title = _text(self._config.title if front else words.index)
        short = (
            lists.recently_changed(graph, page, self._modified, words),
            lists.most_linked(graph, page, words),
            lists.hubs(graph, page, words),
        )
        beside = tuple(group for group in short if group.entries)
        folders = self._folders.tree(page, deep=2)
        about = self._config.description if front else ""
        if len(graph.notes) <= MOST:
            letters = lists.alphabet(graph, page, words)
            jumps = tuple(PageLink(group.heading, f"#{group.anchor}") for group in letters)
            groups = (*beside, *letters)
            yield Listing("index", page, title, about, groups=groups, folders=folders, letters=jumps)
            return
        parts = paged(lists.alphabet(graph, INDEX, words))
        addresses = [numbered(INDEX, number + 1) for number in range(len(parts))]
        names = [_span(part) for part in parts]
        first: dict[str, PageLink] = {}
        for part, address in zip(parts, addresses, strict=True):
            for group in part:
                first.setdefault(group.heading, PageLink(group.heading, f"{address}#{group.anchor}"))
        yield Listing(
            "index", page, title, about, groups=beside, folders=folders, letters=_seen(page, first.values())
        )
        all_pages = [PageLink(name, address) for name, address in zip(names, addresses, strict=True)]
        for part, address, name in zip(parts, addresses, names, strict=True):
            yield Listing(
                "index",
                address,
                _text(f"{words.index}: {name}"),
                crumbs=(Crumb(words.index, relative(address, page)),),
                groups=part,
                letters=_seen(address, first.values()),
                pages=_seen(address, all_pages),
            )

    # --- a tag, a folder --------------------------------------------------------------------------

    def _tag(self, tag: str) -> Iterator[Listing]:
        address = self._tags.addresses[tag]
        notes = sorted((self._graph.notes[id] for id in self._tags.notes[tag]), key=lists.title_order)
        above = with_parents(tag)[:-1]
        crumbs = (
            Crumb(self._words.tags, relative(address, TAGS)),
            *(Crumb(view.name, view.url) for view in self._tags.views(above, address)),
        )
        entries = tuple(lists.entry(self._graph, note.id, address) for note in notes)
        below = self._tags.tree(address, tag)
        yield from _paged(
            Listing("tag", address, _text(self._tags.names[tag]), crumbs=crumbs, tags=below), entries
        )

    def _folder(self, folder: str) -> Iterator[Listing]:
        address = self._folders.addresses[folder]
        inside = [self._graph.notes[id] for id in self._folders.notes.get(folder, ())]
        homes = set(self._folders.homes.values())
        notes = in_order((note for note in inside if note.id not in homes), lists.title_order)
        crumbs = self._folders.crumbs(folder, address)
        entries = tuple(lists.entry(self._graph, note.id, address) for note in notes)
        title = _text(self._folders.name(folder))
        below = self._folders.tree(address, folder)
        yield from _paged(Listing("folder", address, title, crumbs=crumbs, folders=below), entries)

    # --- any note ---------------------------------------------------------------------------------

    def shards(self) -> list[tuple[str, list[str]]]:
        """Files of notes' addresses, all of about the same length, for a script to choose from."""
        found = [encoded(address) for address in self._graph.addresses.values()]
        count = max(1, -(-len(found) // SHARD))
        return [(f"-/random/{number}.js", found[number::count]) for number in range(count)]


def random_shard(addresses: list[str]) -> bytes:
    """A file of addresses as a script, which a page opened from the disk may load too."""
    return f"notesWikiRandom({json.dumps(addresses)});\n".encode()


def _paged(listing: Listing, entries: tuple[Entry, ...]) -> Iterator[Listing]:
    """The listing with its entries, over as many pages as they need. They stand beside the first, so that
    entries and crumbs lead the same way from all."""
    parts = paged((Group("", "", entries),))
    links = [PageLink(str(number), numbered(listing.address, number)) for number in range(1, len(parts) + 1)]
    for part, link in zip(parts, links, strict=True):
        pages = _seen(link.url, links) if len(links) > 1 else ()
        yield replace(listing, address=link.url, groups=part, pages=pages)
        listing = replace(listing, tags=(), folders=())  # what stands under it is told once


def _seen(page: str, links: Iterable[PageLink]) -> tuple[PageLink, ...]:
    """Links given from the root, as seen from a page; "" for the page itself."""
    return tuple(_as_seen(page, link) for link in links)


def _as_seen(page: str, link: PageLink) -> PageLink:
    address, hash_, anchor = link.url.partition("#")
    if address == page:
        return PageLink(link.text, hash_ + anchor)
    return PageLink(link.text, relative(page, address) + hash_ + anchor)


def _span(groups: Sequence[Group]) -> str:
    """What a page of the alphabet holds: "A – C"."""
    if not groups:
        return ""
    first, last = groups[0].heading, groups[-1].heading
    return first if first == last else f"{first} – {last}"


def _text(words: str) -> Text:
    return Text(html=escape(words), plain=words)
