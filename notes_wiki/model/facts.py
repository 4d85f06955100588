"""What is known about a note besides its body: its links and labels, what can be linked to in it, and all
places."""

from __future__ import annotations

from typing import Literal

from notes_wiki.model.body import Body, Text
from notes_wiki.model.problems import Problem, Span
from notes_wiki.model.record import Record
from notes_wiki.model.source import Meta

LinkKind = Literal["wiki", "path", "relref"]


class Link(Record, frozen=True):
    """An unresolved link to another note or file. Links to external addresses are not recorded.

    `target`: as typed, percent-decoded, without the fragment ("" means this note itself). `fragment`: without
    "#". `words`: the link text as plain text, for a link that leads nowhere. `kind`: "wiki" for `[[x]]` (all
    steps of the resolver), "path" for `[t](x.md)` (paths first), "relref" for Hugo's.
    """

    target: str
    fragment: str
    kind: LinkKind
    words: str
    embed: bool = False


OF_GROUP = "\x02"
"""In the tag of an equation or of a figure: the number of the group or figure that it stands in, which is the
last that has no tag."""


class Label(Record, frozen=True):
    """Something that can be referred to by a key: a row of an equation, or a statement.

    `key`: as typed, "" if it has a number but no key. `kind`: "equation", "theorem", …. `anchor`: the id of
    its element. `tag`: the author's own number as plain text, "" for the next in order. `title`: a
    statement's title, or "". `numbered`: False if it takes no number.
    """

    key: str
    kind: str
    anchor: str
    tag: str = ""
    title: str = ""
    numbered: bool = True


class Reference(Record, frozen=True):
    """A reference to `key`; `command` is "ref", "eqref", "cref" or the like, "@" for `@key`, and "hyperref"
    if the words are the author's. A star behind it ("ref*") asks for words without a link."""

    key: str
    command: str


class Image(Record, frozen=True):
    """An image or other file shown in place. `target`: as typed, percent-decoded. `width` and `height`: CSS
    pixels, 0 if not given. `alt`: plain text. `fragment`: a place in the file (a PDF's "page=3"), or the
    colour scheme that it is for (`parse/files.py`), without "#". `scale`: of its own size, in percent, where
    no width or height is given."""

    target: str
    alt: str = ""
    width: int = 0
    height: int = 0
    title: str = ""
    fragment: str = ""
    scale: int = 100


class Heading(Record, frozen=True):
    """A heading, for the table of contents and for `[[note#heading]]`. `typed`: as it is in the note, if a
    link in it has words of its own: Obsidian puts both into links to the heading."""

    level: int
    anchor: str
    text: Text
    typed: str = ""


class Context(Record, frozen=True):
    """The surroundings of a link, which a backlink shows: the index of a piece that is balanced phrasing
    content, its digest, and the indices of all links, references and images in it. `weight`: about how many
    bytes it adds to a compressed page."""

    piece: int
    digest: str
    links: tuple[int, ...] = ()
    references: tuple[int, ...] = ()
    images: tuple[int, ...] = ()
    weight: int = 0


class LinkFacts(Record, frozen=True):
    """Everything about a note that the pages of other notes can depend on, without places: if it is equal
    before and after an edit, no other note needs to be linked again."""

    title: Text
    meta: Meta
    links: tuple[Link, ...] = ()
    headings: tuple[Heading, ...] = ()
    anchors: tuple[str, ...] = ()
    labels: tuple[Label, ...] = ()
    references: tuple[Reference, ...] = ()
    images: tuple[Image, ...] = ()
    places: dict[str, str] = {}
    """Anchors that any note may name without saying where they are (MyST's targets, Logseq's blocks), with
    the words that a bare link to one shows, as HTML without links and ids ("" for what other places show)."""


class Facts(Record, frozen=True):
    """What a note's own page and its problems need besides the body.

    `link_places`, `reference_places`, `image_places` and `label_places` are parallel to the tuples in
    `LinkFacts`. `link_contexts[i]` is the index of link i's context in `contexts`, or -1. `lead`: the
    beginning of the text as plain text, at most 300 characters. `words` and `formulas` are counts.
    """

    link_places: tuple[Span, ...] = ()
    link_contexts: tuple[int, ...] = ()
    reference_places: tuple[Span, ...] = ()
    image_places: tuple[Span, ...] = ()
    label_places: tuple[Span, ...] = ()
    contexts: tuple[Context, ...] = ()
    lead: str = ""
    words: int = 0
    formulas: int = 0
    problems: tuple[Problem, ...] = ()
    features: tuple[str, ...] = ()
    """What the page needs of the theme beyond the common: "code", "mermaid", …"""


class Parsed(Record, frozen=True):
    """The result of parsing one Source."""

    linking: LinkFacts
    facts: Facts
    body: Body


class Note(Record, frozen=True):
    """A note of the wiki: its facts with id and path. The body is fetched when a page is rendered; until then
    `body_digest` (hex, of the encoded Body) represents it in the keys of pages."""

    id: str
    path: str
    digest: str
    linking: LinkFacts
    facts: Facts
    body_digest: str
