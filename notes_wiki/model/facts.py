"""What is known of a note besides its body: what it leads to, what in it can be led to, and where."""

from __future__ import annotations

from typing import Literal

from notes_wiki.model.body import Body, Text
from notes_wiki.model.problems import Problem, Span
from notes_wiki.model.record import Record
from notes_wiki.model.source import Meta

LinkKind = Literal["wiki", "path", "relref"]


class Link(Record, frozen=True):
    """A link to another note or file, unresolved. External addresses are not links in this sense.

    `target` is the typed target, percent-decoded, without fragment ("" is this very note); `fragment`
    without "#"; `words` what the author typed, as plain text, for a link that leads nowhere.
    `kind`: "wiki" `[[x]]` (any step of the resolver), "path" `[t](x.md)` (a path first), "relref" Hugo's.
    """

    target: str
    fragment: str
    kind: LinkKind
    words: str
    embed: bool = False


class Label(Record, frozen=True):
    """Something that can be referred to by a key: an equation's row or a statement.

    `key` as typed ("" for what is numbered without a key); `kind` "equation", "theorem", …; `anchor` the
    id of its element; `tag` the author's own number (plain text) or "" for the next one in order;
    `title` a statement's own title ("" when none); `numbered` False where it takes no number.
    """

    key: str
    kind: str
    anchor: str
    tag: str = ""
    title: str = ""
    numbered: bool = True


class Reference(Record, frozen=True):
    """`\\ref`, `\\eqref`, `\\cref`, `\\autoref` (`command`, without backslash) or "@" to `key`."""

    key: str
    command: str


class Image(Record, frozen=True):
    """An image or other file shown in place. `target` percent-decoded, as typed; sizes in CSS pixels, 0
    where not given; `alt` plain text; `fragment` a place in the file (a PDF's "page=3"), without "#"."""

    target: str
    alt: str = ""
    width: int = 0
    height: int = 0
    title: str = ""
    fragment: str = ""


class Heading(Record, frozen=True):
    """A heading of the note, for its table of contents and for `[[note#heading]]`."""

    level: int
    anchor: str
    text: Text


class Context(Record, frozen=True):
    """Where a link stands: the number of a piece that is balanced phrasing content, its digest, and the
    numbers of all links, references and images in it (a backlink shows them too). `weight` is about how many
    bytes it adds to a page, compressed."""

    piece: int
    digest: str
    links: tuple[int, ...] = ()
    references: tuple[int, ...] = ()
    images: tuple[int, ...] = ()
    weight: int = 0


class LinkFacts(Record, frozen=True):
    """All of a note that other notes' pages can depend on, without places: where these are equal before
    and after an edit, no other note need be linked again."""

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

    `link_places`, `reference_places`, `image_places`, `label_places` run parallel to the tuples of
    `LinkFacts`; `link_contexts[i]` is the index into `contexts` of link i, or -1. `lead` is the
    beginning of the text, plain, at most 300 characters. `words` counts words of prose, `formulas` formulas.
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
    """What `parse` makes of one Source."""

    linking: LinkFacts
    facts: Facts
    body: Body


class Note(Record, frozen=True):
    """A note in the wiki: its facts, with name and place put on. The body is fetched when a page is
    rendered; `body_digest` (hex, of the encoded Body) stands for it in a page's key."""

    id: str
    path: str
    digest: str
    linking: LinkFacts
    facts: Facts
    body_digest: str
