"""The values for the holes in one note's body, on one page.

In:  the graph, the note whose body it is, the page it is shown on.
Out: the HTML for each kind of hole.

Whatever is read here of other notes must also be hashed in `key.py`; otherwise a page would become stale.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import PurePosixPath
from typing import NamedTuple

from notes_wiki.link.names import folded
from notes_wiki.model import Found, FoundFile, Graph, Image, Missing, ReferenceTarget, Resolution
from notes_wiki.parse.files import SCHEMES, type_of
from notes_wiki.pattern import pattern
from notes_wiki.render.reference_words import reference_words
from notes_wiki.render.urls import FRONT, file_address, fragment, relative
from notes_wiki.wording import Wording, note_words

_SIZE = pattern(r"(\d{1,5})(?:x(\d{1,5}))?")
"""The size that an embed gives a drawing, `300` or `300x200`."""
Sizes = Mapping[FoundFile, tuple[int, int]]
"""Width and height of pictures in pixels."""


TagAddresses = Mapping[str, str]
"""Tag (folded) to the address of its page."""


class Words(NamedTuple):
    """The site's words and language."""

    site: Wording
    language: str


class Values:
    """The values of the holes of note `home` on the page at `page`.

    `mention` is the id of the note whose backlinks are being shown, or "": in a backlink, the link to that
    note is marked as the mention and does not lead anywhere.
    """

    def __init__(
        self,
        graph: Graph,
        home: str,
        page: str,
        sizes: Sizes,
        words: Words,
        tags: TagAddresses,
        mention: str = "",
    ) -> None:
        self._graph = graph
        self._linking = graph.notes[home].linking
        self._links = graph.links[home]
        self._home = home
        self._page = page
        self._sizes = sizes
        self._words = words
        self._own_words = note_words(self._linking.meta.language, words.site, words.language)
        self._tags = tags
        self._mention = mention

    @property
    def home(self) -> str:
        """The id of the note whose holes are filled."""
        return self._home

    @property
    def home_url(self) -> str:
        """The address of the note's own page; "" on that page itself."""
        own = self._graph.addresses[self._home]
        return "" if own == self._page else relative(self._page, own)

    def url(self, found: Found) -> str:
        """The address of a place in a note."""
        address = self._graph.addresses[found.id]
        place = fragment(found.anchor) if found.anchor else ""
        if address == self._page:
            return place or "#"
        return relative(self._page, address) + place

    def link(self, number: int) -> str:
        """The opening tag of a link."""
        resolution = self._links[number]
        if isinstance(resolution, Found):
            if resolution.id == self._mention:
                return '<a class="mention">'
            if resolution.broken_fragment:
                tooltip = escape(self._words.site.no_place)
                return f'<a class="broken-fragment" title="{tooltip}" href="{self.url(resolution)}">'
            return f'<a href="{self.url(resolution)}">'
        if isinstance(resolution, FoundFile):
            place = _place(self._linking.links[number].fragment)
            return f'<a class="file" href="{self._file(resolution)}{place}"{_download(resolution)}>'
        if isinstance(resolution, Missing) and resolution.front:
            return f'<a href="{relative(self._page, FRONT)}">'
        return f'<a class="missing" title="{escape(self._words.site.no_note)}">'

    def title(self, number: int) -> str:
        """The words of a link without words of its own: the title of its target, or what the author typed."""
        resolution = self._links[number]
        typed = escape(self._linking.links[number].words)
        if isinstance(resolution, Found) and not resolution.broken_fragment:
            name = self.name(resolution)
            is_named = bool(self._linking.places.get(resolution.anchor))
            if (
                resolution.id == self._home
                and resolution.anchor
                and name == self._linking.title.html
                and not is_named
            ):
                # A block of the same note: its name says more than the title of the page.
                return typed.removeprefix("#")
            # `[[trace]]` in a sentence keeps its lower case.
            return name if name.casefold() != typed.casefold() else typed
        return typed

    def name(self, found: Found) -> str:
        """The name of a place: "Title", "Title: Heading", "Theorem 2 (Spectral)", "Title (3)"."""
        note = self._graph.notes[found.id]
        title = note.linking.title.html
        if not found.anchor:
            return title
        if words := note.linking.places.get(found.anchor):
            return words
        for number, label in enumerate(note.linking.labels):
            if label.anchor == found.anchor and label.kind != "section":
                command = "eqref" if label.kind == "equation" else "cref"
                return self._label_words(ReferenceTarget(found.id, number), command)
        for heading in note.linking.headings:
            if heading.anchor == found.anchor:
                return heading.text.html if found.id == self._home else f"{title}: {heading.text.html}"
        return title

    def image(self, number: int) -> str:
        """A picture, film, sound or other file shown in place."""
        resolution = self._graph.images[self._home][number]
        image = self._linking.images[number]
        if not isinstance(resolution, FoundFile):
            tooltip = escape(self._words.site.no_file)
            # An embed without words of its own has the file's name as its text already.
            has_words = image.alt and image.alt != PurePosixPath(image.target).stem
            words = f'<span class="words">{escape(image.alt)}<br></span>' if has_words else ""
            # Where an absolute path leads on the author's machine says nothing to readers.
            path = image.target.rpartition("/")[2] if image.target.startswith("/") else image.target
            return f'<span class="missing-image" title="{tooltip}">{words}{escape(path)}</span>'
        source = self._file(resolution)
        known = type_of(resolution.path)
        shown = known.shown if known else "link"
        if shown == "film":
            return f'<video controls preload="metadata" src="{source}"></video>'
        if shown == "sound":
            return f'<audio controls preload="metadata" src="{source}"></audio>'
        if shown == "link":
            words = escape(image.alt or resolution.path.rpartition("/")[2])
            return f'<a class="file" href="{source}{_place(image.fragment)}">{words}</a>'
        return self._picture(image, resolution)

    def drawing(self, number: int) -> str:
        """The picture that an embed of a drawing shows, or "" for any other embed."""
        resolution, link = self._links[number], self._linking.links[number]
        known = type_of(resolution.path) if isinstance(resolution, FoundFile) else None
        if not isinstance(resolution, FoundFile) or known is None or known.shown != "picture":
            return ""
        name = PurePosixPath(link.target).name.removesuffix(".md").removesuffix(".excalidraw")
        found = _SIZE.fullmatch(link.words)
        width, height = (int(side or 0) for side in found.groups()) if found else (0, 0)
        return self._picture(Image(link.target, name, width, height), resolution)

    def _picture(self, image: Image, file: FoundFile) -> str:
        source, alt, size = self._file(file), escape(image.alt), self._size(image, file)
        title = f' title="{escape(image.title)}"' if image.title else ""
        classed = f' class="{SCHEMES[image.fragment]}"' if image.fragment in SCHEMES else ""
        return f'<img src="{source}" alt="{alt}"{classed}{title}{size} loading="lazy" decoding="async">'

    def _size(self, image: Image, file: FoundFile) -> str:
        """The attributes width and height, so that the page does not jump when the picture is loaded."""
        width, height = image.width, image.height
        real_width, real_height = self._sizes.get(file, (0, 0))
        if real_width and real_height:
            if width and not height:
                height = round(width * real_height / real_width)
            elif height and not width:
                width = round(height * real_width / real_height)
            elif not width:
                width, height = (round(side * image.scale / 100) for side in (real_width, real_height))
        return (f' width="{width}"' if width else "") + (f' height="{height}"' if height else "")

    def _file(self, file: FoundFile) -> str:
        return escape(relative(self._page, file_address(file)))

    def reference(self, number: int, *, linked: bool = True) -> str:
        """A reference to an equation or statement, whole; if not `linked`, its words."""
        target = self._graph.references[self._home][number]
        reference = self._linking.references[number]
        command = reference.command.removesuffix("*")
        linked = linked and command == reference.command
        words = escape(reference.key) if target is None else self._label_words(target, command)
        if linked:
            return f"{self.reference_opening(number)}{words}</a>"
        if target is None:
            return f'<span class="missing" title="{escape(self._words.site.no_label)}">{words}</span>'
        return words

    def reference_opening(self, number: int) -> str:
        """The opening tag of the link of a reference."""
        target = self._graph.references[self._home][number]
        if target is None:
            return f'<a class="missing" title="{escape(self._words.site.no_label)}">'
        if target.id == self._mention:
            return '<a class="mention">'
        label = self._graph.notes[target.id].linking.labels[target.label]
        return f'<a class="reference" href="{self.url(Found(target.id, label.anchor))}">'

    def _label_words(self, target: ReferenceTarget, command: str) -> str:
        """The text of a reference, in its own note and in others."""
        note = self._graph.notes[target.id]
        label = note.linking.labels[target.label]
        if command == "pageref":  # the page that a label is on has no number, but a title
            return escape(note.linking.title.plain)
        number = self._graph.numbers[target.id][target.label]
        abroad = "" if target.id == self._home else note.linking.title.plain
        return escape(reference_words(label, number, command, abroad, self._own_words))

    def number(self, label: int) -> str:
        """The number of one of the note's own labels."""
        return escape(self._graph.numbers[self._home][label])

    def tag(self, name: str) -> str:
        """The opening tag of a link to a tag's page; without an address if an edit has just created the
        tag."""
        address = self._tags.get(folded(name))
        leads = f' href="{relative(self._page, address)}"' if address else ""
        return f'<a class="hashtag"{leads}>'

    def resolution(self, number: int) -> Resolution:
        """What a link leads to."""
        return self._links[number]

    def of(self, home: str) -> Values:
        """The values for another note's holes on the same page, for embeds."""
        return Values(self._graph, home, self._page, self._sizes, self._words, self._tags, self._mention)


def _place(typed: str) -> str:
    """A place in a file, "#page=3&zoom=2", as it was typed: a viewer takes `&` for what parts two settings
    only where it is not encoded."""
    return escape(fragment(typed).replace("%26", "&")) if typed else ""


def _download(file: FoundFile) -> str:
    """The attribute `download` for an SVG: since it may hold scripts, it is shown in `<img>` or saved, never
    opened."""
    return " download" if file.path.lower().endswith((".svg", ".svgz")) else ""
