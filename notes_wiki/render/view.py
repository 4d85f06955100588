"""PageView: everything a template may read, and nothing else.

In:  nothing; these are records.
Out: what `page.py` passes to Jinja as the only variable, `page`. All addresses are relative to the page
     (`../-/tags/x.html#y`), percent-encoded and ready for an attribute. Strings whose name ends in `html` are
     safe HTML (templates mark them `| safe`); all others are text, which Jinja escapes.
"""

from __future__ import annotations

from typing import Literal

from notes_wiki.model import Record, Text
from notes_wiki.wording import Wording

PageKind = Literal[
    "note",
    "linked",
    "index",
    "tags",
    "tag",
    "folder",
    "recent",
    "random",
    "graph",
    "not-found",
    "building",
]


class SiteView(Record, frozen=True):
    """What surrounds the content; the same for all pages in a folder. Nothing in it grows with the wiki."""

    title: str
    description: str
    author: str
    language: str
    direction: str
    """Which way its words run: "ltr" or "rtl"."""
    home: str
    """Address of the front page (index.html)."""
    index: str
    """Address of the A-Z index."""
    tags: str
    """Address of the list of tags."""
    recent: str
    """Address of the list of notes by when they changed."""
    random: str
    """Address of the page that leads to any note."""
    words: Wording
    """The words of the interface, in the wiki's language."""
    assets: dict[str, str]
    """Theme file ("style.css", "theme.js", …) to its address, fingerprint included."""
    live: bool = False
    """Served by `wiki serve`: the page listens for changes."""
    feed: str = ""
    """Address of the Atom feed, or "" where there is none."""
    graph: str = ""
    """Address of the map of all notes."""
    search: str = ""
    """Address of the directory of the search index, from which scripts find their way to the root."""


class Crumb(Record, frozen=True):
    """One step of the path from the front page; `url` is "" if it has no page."""

    text: str
    url: str = ""


class TocEntry(Record, frozen=True):
    """A heading in the table of contents, with the headings below it."""

    html: str
    url: str
    children: tuple[TocEntry, ...] = ()


class TagView(Record, frozen=True):
    """A tag, the address of the page that lists its notes, and their number."""

    name: str
    url: str
    count: int = 0
    depth: int = 0
    """In the tree of all tags: how many tags it stands under."""


class BacklinkView(Record, frozen=True):
    """A note that links here: its title, and the linking paragraphs as HTML without ids, in which the link
    itself is `<a class="mention">`."""

    title_html: str
    url: str
    contexts_html: tuple[str, ...]
    left: int = 0
    """How many of its paragraphs are not shown here, for want of room."""


class ListEntry(Record, frozen=True):
    """A line in a list of notes. `detail`: a short remark (a date, "12 links"), or ""."""

    title_html: str
    url: str
    detail: str = ""


class Group(Record, frozen=True):
    """A headed list of notes: a letter of the index, "Most linked", "Recently changed", …"""

    heading: str
    anchor: str
    entries: tuple[ListEntry, ...]
    aside: bool = False
    """A short list that stands before the main one ("Most linked", "Recently changed"), not part of it."""


class PageLink(Record, frozen=True):
    """One page of a list that is divided into pages; `url` is "" for the page itself."""

    text: str
    url: str


class FolderView(Record, frozen=True):
    """A folder, its page, and the number of notes in it and below. `depth`: how many folders are above it."""

    name: str
    url: str
    count: int
    depth: int = 0


class PageView(Record, frozen=True):
    """One page. Fields that do not apply to a kind of page keep their defaults."""

    kind: PageKind
    address: str
    """The page's own file, relative to the output folder."""
    site: SiteView
    title: Text
    language: str = ""
    direction: str = ""
    """Which way a note is read, "ltr" or "rtl"; of other pages "", as they are read as the site is."""
    description: str = ""
    canonical: str = ""
    crumbs: tuple[Crumb, ...] = ()
    content_html: str = ""
    toc: tuple[TocEntry, ...] = ()
    backlinks: tuple[BacklinkView, ...] = ()
    """On a note's page as many as there is room for."""
    linked_from: int = 0
    """How many notes link to a note, shown or not."""
    all_backlinks: str = ""
    """Address of the page that shows them all, where the note's own does not."""
    tags: tuple[TagView, ...] = ()
    date: str = ""
    """ISO 8601 date, or ""."""
    modified: str = ""
    date_text: str = ""
    """The date to show, in the wiki's words ("3 March 2025")."""
    modified_text: str = ""
    formulas: int = 0
    words: int = 0
    groups: tuple[Group, ...] = ()
    features: tuple[str, ...] = ()
    nearby_html: str = ""
    """The notes around this one as an inline SVG (`nearby.py`), or ""."""
    previous: ListEntry | None = None
    """The note before this one, and the one after it, in a folder that orders its notes."""
    next: ListEntry | None = None
    pages: tuple[PageLink, ...] = ()
    """All pages of a list that is too long for one, in order."""
    letters: tuple[PageLink, ...] = ()
    """Where each letter of the index begins."""
    folders: tuple[FolderView, ...] = ()
    all_folders: str = ""
    """Address of the list of all folders, where the index shows but some of them."""
    shards: int = 0
    """How many files `random.js` chooses from."""
    base: str = ""
    """On the 404 page, where the site stands on its host ("/notes/"), if that is known: for `<base href>`. A
    host shows this page at any depth, where relative addresses would lead astray."""
