"""Pages that list notes: the index, tags, folders, recent changes, and the page that leads to a random note.

In:  the graph, its tags and folders, the notes' dates, the wiki's words.
Out: `Listing`s: everything that a page's template shows, except the frame. The digest of a listing is the
     page's key.

No page grows with the wiki without limit: a list of more than `paging.MOST` notes, tags or folders is divided
into pages, and a tree shows as many levels as fit.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Literal

from msgspec.structs import replace

from notes_wiki.config import Config
from notes_wiki.model import Graph, Note, Record, Text
from notes_wiki.render import lists
from notes_wiki.render.folders import Folders
from notes_wiki.render.order import in_order
from notes_wiki.render.paging import MOST, numbered, page_links, paged, seen, span
from notes_wiki.render.tags import Tags, with_parents
from notes_wiki.render.urls import FRONT, absolute, encoded, relative
from notes_wiki.render.view import (
    Crumb,
    FolderView,
    Group,
    ListEntry,
    PageLink,
    PageView,
    SiteView,
    TagView,
)
from notes_wiki.wording import Wording

ALL = "-/all.html"
TAGS = "-/tags.html"
RECENT = "-/recent.html"
RANDOM = "-/random.html"
INDEX = "-/index.html"
FOLDERS = "-/folders.html"
BESIDE = 40
"""Folders that the index shows beside its lists."""
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
    all_folders: str = ""
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
            all_folders=self.all_folders,
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
        """All listings, the index first."""
        words = self._words
        yield from self._index()
        every_tag = self._tags.tree(TAGS, "", MOST)
        yield from _paged(Listing("tags", TAGS, _text(words.tags)), tags=every_tag)
        for tag in self._tags.addresses:
            yield from self._tag(tag)
        for folder in self._folders.addresses:
            yield from self._folder(folder)
        if len(self._folders.counts) > len(self._beside()):
            every_folder = self._folders.tree(FOLDERS, "", MOST)
            crumbs = (Crumb(words.index, relative(FOLDERS, self.index)),)
            yield from _paged(
                Listing("folder", FOLDERS, _text(words.folders), crumbs=crumbs), folders=every_folder
            )
        days = lists.by_day(self._graph, RECENT, self._modified, words)
        yield Listing("recent", RECENT, _text(words.recent), groups=days)
        yield Listing("random", RANDOM, _text(words.random), shards=len(self.shards()))

    # --- the index --------------------------------------------------------------------------------

    def _index(self) -> Iterator[Listing]:
        """One page if all notes fit on it; otherwise a first page without the alphabetical list, which gets
        pages of its own."""
        graph, words, page = self._graph, self._words, self.index
        front = page == FRONT
        title = _text(self._config.title if front else words.index)
        short = (
            lists.recently_changed(graph, page, self._modified, words),
            lists.most_linked(graph, page, words),
            lists.hubs(graph, page, words),
        )
        beside = tuple(group for group in short if group.entries)
        folders = self._beside()
        rest = relative(page, FOLDERS) if len(folders) < len(self._folders.counts) else ""
        about = self._config.description if front else ""
        if len(graph.notes) <= MOST:
            letters = lists.alphabet(graph, page, words)
            jumps = tuple(PageLink(group.heading, f"#{group.anchor}") for group in letters)
            groups = (*beside, *letters)
            first_page = Listing("index", page, title, about, groups=groups, letters=jumps)
            yield replace(first_page, folders=folders, all_folders=rest)
            return
        parts = paged(lists.alphabet(graph, INDEX, words))
        addresses = [numbered(INDEX, number + 1) for number in range(len(parts))]
        initials = _first_places(parts, addresses)
        first_page = Listing("index", page, title, about, groups=beside, letters=seen(page, initials))
        yield replace(first_page, folders=folders, all_folders=rest)
        yield from self._alphabet(parts, addresses, initials)

    def _alphabet(
        self, parts: Sequence[tuple[Group, ...]], addresses: Sequence[str], initials: Sequence[PageLink]
    ) -> Iterator[Listing]:
        """The pages of the alphabetical list. `initials` are the links to where each letter begins."""
        words = self._words
        names = [span([group.heading for group in part]) for part in parts]
        all_pages = [PageLink(name, address) for name, address in zip(names, addresses, strict=True)]
        for part, address, name in zip(parts, addresses, names, strict=True):
            yield Listing(
                "index",
                address,
                _text(f"{words.index}: {name}"),
                crumbs=(Crumb(words.index, relative(address, self.index)),),
                groups=part,
                letters=seen(address, initials),
                pages=seen(address, all_pages),
            )

    def _beside(self) -> tuple[FolderView, ...]:
        """The folders shown on the index: two levels if there is room."""
        return self._folders.tree(self.index, "", BESIDE, deep=2)[:BESIDE]

    # --- a tag, a folder --------------------------------------------------------------------------

    def _tag(self, tag: str) -> Iterator[Listing]:
        address = self._tags.addresses[tag]
        notes = sorted((self._graph.notes[id] for id in self._tags.notes[tag]), key=lists.title_order)
        above = with_parents(tag)[:-1]
        crumbs = (
            Crumb(self._words.tags, relative(address, TAGS)),
            *(Crumb(view.name, view.url) for view in self._tags.views(above, address)),
        )
        below = self._tags.tree(address, tag, MOST)
        title = _text(self._tags.names[tag])
        yield from self._of_notes(Listing("tag", address, title, crumbs=crumbs), notes, tags=below)

    def _folder(self, folder: str) -> Iterator[Listing]:
        address = self._folders.addresses[folder]
        inside = [self._graph.notes[id] for id in self._folders.notes.get(folder, ())]
        homes = set(self._folders.homes.values())
        notes = in_order((note for note in inside if note.id not in homes), lists.title_order)
        crumbs = (
            Crumb(self._words.index, relative(address, self.index)),
            *self._folders.crumbs(folder, address),
        )
        title = _text(self._folders.name(folder))
        below = self._folders.tree(address, folder, MOST)
        yield from self._of_notes(Listing("folder", address, title, crumbs=crumbs), notes, folders=below)

    def _of_notes(
        self,
        listing: Listing,
        notes: Sequence[Note],
        *,
        tags: tuple[TagView, ...] = (),
        folders: tuple[FolderView, ...] = (),
    ) -> Iterator[Listing]:
        """The listing of these notes, tags and folders, divided into pages if needed."""
        entries = tuple(lists.entry(self._graph, note.id, listing.address) for note in notes)
        initials = [lists.initial(note) for note in notes]
        yield from _paged(listing, entries, initials, tags=tags, folders=folders)

    # --- any note ---------------------------------------------------------------------------------

    def shards(self) -> list[tuple[str, list[str]]]:
        """Files of note addresses, of about equal length, from which a script picks one at random."""
        found = [encoded(address) for address in self._graph.addresses.values()]
        count = max(1, -(-len(found) // SHARD))
        return [(f"-/random/{number}.js", found[number::count]) for number in range(count)]


def _first_places(parts: Sequence[tuple[Group, ...]], addresses: Sequence[str]) -> tuple[PageLink, ...]:
    """A link for each letter to the place where it begins, on any of the pages."""
    first: dict[str, PageLink] = {}
    for part, address in zip(parts, addresses, strict=True):
        for group in part:
            first.setdefault(group.heading, PageLink(group.heading, f"{address}#{group.anchor}"))
    return tuple(first.values())


def random_shard(addresses: list[str]) -> bytes:
    """A file of addresses as a script, because a page opened from the disk may load scripts, but not JSON."""
    return f"notesWikiRandom({json.dumps(addresses)});\n".encode()


def _paged(
    listing: Listing,
    entries: tuple[ListEntry, ...] = (),
    initials: Sequence[str] = (),
    *,
    tags: tuple[TagView, ...] = (),
    folders: tuple[FolderView, ...] = (),
) -> Iterator[Listing]:
    """The listing divided into as many pages as it needs. All are in the folder of the first, so that
    relative links are the same on each."""
    groups = paged((Group("", "", entries),))
    count = max(len(groups), -(-len(tags) // MOST), -(-len(folders) // MOST))
    cuts = [slice(start, start + MOST) for start in range(0, count * MOST, MOST)]
    listed = initials or [one.name for one in tags] or [one.name for one in folders]
    links = page_links(listing.address, [listed[cut] for cut in cuts])
    for number, cut in enumerate(cuts):
        yield replace(
            listing,
            address=numbered(listing.address, number + 1),
            groups=groups[number] if number < len(groups) else (),
            tags=tags[cut],
            folders=folders[cut],
            pages=links(number + 1),
        )


def _text(words: str) -> Text:
    return Text(html=escape(words), plain=words)
