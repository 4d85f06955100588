"""The shared records: what one stage hands to the next.

Every record is a frozen `msgspec.Struct`: made six times faster than a slotted dataclass, compared and
hashed by value, and written to bytes by `msgspec.msgpack` without pickling. Records that are remembered
between builds (`LinkFacts`, `Facts`, `Body`) hold no path and no id, so that a note that moved is not
parsed again; `Note` puts id and path on them.

This module imports nothing of ours.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Severity = Literal["error", "warning", "info"]


class Record(msgspec.Struct, frozen=True, array_like=True):
    """The base of every record: immutable, and encoded as an array (field order is the format)."""


# --- places and problems -------------------------------------------------------------------------


class Span(Record, frozen=True):
    """A place in a file: line and column count from 1, column and length in characters."""

    line: int
    column: int = 1
    length: int = 1


class Problem(Record, frozen=True):
    """Something the author should know. Errors are data: problems are returned, never raised.

    `code` is a key of `problem.CODES`, which gives the severity its meaning. `path` is relative to the
    content folder ("" while the note it belongs to has not been named yet; `located` puts it on).
    `hint` says what to do next, or is "".
    """

    code: str
    severity: Severity
    message: str
    span: Span | None = None
    hint: str = ""
    path: str = ""


# --- load ----------------------------------------------------------------------------------------


class Source(Record, frozen=True):
    """One note's file as read: `path` relative to the content folder (POSIX), `text` decoded,
    without BOM, with LF line ends and no U+0000 to U+0003; `digest` of the file's bytes (hex)."""

    path: str
    text: str
    digest: str


class Meta(Record, frozen=True):
    """What front matter says. Dates are ISO 8601 text as checked by the loader, or "".

    `published` is False for drafts, private notes and notes whose front matter cannot be trusted.
    `bibliography` names the note's own BibTeX files.
    `macros` are the note's own TeX macros, name with backslash to body. `extra` holds what other rooms
    may ask for by name (`layout`, `weight`, …) as text.
    """

    title: str = ""
    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    date: str = ""
    modified: str = ""
    language: str = ""
    description: str = ""
    dialect: str = ""
    slug: str = ""
    bibliography: tuple[str, ...] = ()
    published: bool = True
    macros: dict[str, str] = {}
    extra: dict[str, str] = {}


# --- parse: the body with holes ------------------------------------------------------------------


class Text(Record, frozen=True):
    """A run of words that may hold math: as HTML (no links, no ids) and as plain Unicode text."""

    html: str
    plain: str


class IdHole(Record, frozen=True, tag="id"):
    """` id="…"` (leading space included) of this name; nothing at all inside a backlink's context."""

    name: str


class FragmentHole(Record, frozen=True, tag="fragment"):
    """` href="#name"` (leading space included): a link to an id of the same note."""

    name: str


class LinkHole(Record, frozen=True, tag="link"):
    """The opening `<a …>` of link number `link`; the body holds the words and the closing `</a>`."""

    link: int


class TitleHole(Record, frozen=True, tag="title"):
    """The words of bare link number `link`: the target's title, or what the author typed."""

    link: int


class ImageHole(Record, frozen=True, tag="image"):
    """The whole `<img …>` (or what stands for it) of image number `image`."""

    image: int


class EmbedHole(Record, frozen=True, tag="embed"):
    """A transcluded note or part of it: the target of link number `link`."""

    link: int


class ReferenceHole(Record, frozen=True, tag="reference"):
    """The whole `<a …>(3)</a>` of reference number `reference`; it may stand inside an `<mtext>`."""

    reference: int


class NumberHole(Record, frozen=True, tag="number"):
    """The number of label number `label`: "3" or "A.1", without parentheses."""

    label: int


class TagHole(Record, frozen=True, tag="tag"):
    """The opening `<a …>` of a link to a tag's page; the body holds the words and `</a>`."""

    name: str


Hole = (
    IdHole
    | FragmentHole
    | LinkHole
    | TitleHole
    | ImageHole
    | EmbedHole
    | ReferenceHole
    | NumberHole
    | TagHole
)


class Piece(Record, frozen=True):
    """A run of HTML with holes: `texts[0] holes[0] texts[1] … holes[n-1] texts[n]`, so `texts` is always
    one longer than `holes`. A piece alone need not be balanced; the ranges in `Section` and the pieces
    that links name as their context are."""

    texts: tuple[str, ...]
    holes: tuple[Hole, ...] = ()


class Section(Record, frozen=True):
    """A part of a note that can be linked to and embedded: pieces `start` to `end` (exclusive) are
    balanced HTML. `kind` is "heading", "block", "equation" or a statement's kind."""

    anchor: str
    kind: str
    start: int
    end: int


class Formula(Record, frozen=True):
    """A formula as typed (after the dialect's unescaping), and where it stands."""

    tex: str
    display: bool
    span: Span


class Body(Record, frozen=True):
    """All of a note that its own page shows, in pieces."""

    pieces: tuple[Piece, ...]
    sections: tuple[Section, ...] = ()
    formulas: tuple[Formula, ...] = ()


# --- parse: facts --------------------------------------------------------------------------------

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


# --- link ----------------------------------------------------------------------------------------


class Found(Record, frozen=True, tag="found"):
    """A link that leads to note `id`, at `anchor` ("" is its top). `broken_fragment`: the note has no
    such anchor, so the link goes to its top and is marked."""

    id: str
    anchor: str = ""
    broken_fragment: bool = False


class FoundFile(Record, frozen=True, tag="file"):
    """A link or image that leads to a file: `path` relative to the content folder, or, where `static`,
    relative to the folder of that number in `Config.static`."""

    path: str
    static: int = -1


class Missing(Record, frozen=True, tag="missing"):
    """A link that leads nowhere, to a note that is not published, or to one of several."""


Resolution = Found | FoundFile | Missing


class Backlink(Record, frozen=True):
    """Note `source` links here from its contexts of these numbers, in the order of its text."""

    source: str
    contexts: tuple[int, ...]


class ReferenceTarget(Record, frozen=True):
    """What a reference leads to: label number `label` of note `id`."""

    id: str
    label: int


class Graph(msgspec.Struct, frozen=True):
    """All notes, linked. Mappings are keyed by note id; tuples run parallel to the note's own."""

    notes: dict[str, Note]
    """Published notes only, in the order of their paths."""
    addresses: dict[str, str]
    """Note id to the page's file, relative to the output folder, POSIX."""
    links: dict[str, tuple[Resolution, ...]]
    images: dict[str, tuple[Resolution, ...]]
    references: dict[str, tuple[ReferenceTarget | None, ...]]
    numbers: dict[str, tuple[str, ...]]
    """Note id to the number of each of its labels ("" for none)."""
    backlinks: dict[str, tuple[Backlink, ...]]
    """Only notes that have some; sources in the order of their titles."""
    problems: tuple[Problem, ...]
    redirects: dict[str, str] = {}
    """Addresses that lead on to a note's page: file relative to the output folder, to note id."""


# --- write ---------------------------------------------------------------------------------------


class Explained(Record, frozen=True):
    """Why a page was made anew: names of what differs from the last build's, none where that is not known."""

    address: str
    reasons: tuple[str, ...] = ()


class Report(msgspec.Struct, frozen=True):
    """What a build did: files written, left as they were, removed (counts of pages and assets).

    `failed`: no site could be written, and `problems` say why. `content` and `output` are the folders as
    the user would type them; `content` is where the paths of problems begin.
    """

    notes: int = 0
    formulas: int = 0
    links: int = 0
    written: int = 0
    unchanged: int = 0
    removed: int = 0
    problems: tuple[Problem, ...] = ()
    seconds: float = 0.0
    failed: bool = False
    content: str = ""
    output: str = ""
    explained: tuple[Explained, ...] | None = None
    """The pages that were made anew, where a build was asked to explain itself."""
