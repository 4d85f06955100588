"""What goes into the holes of one note's body, seen from one page.

In:  the graph, the note whose text it is, the page it is shown on.
Out: for each kind of hole the HTML that fills it. A page's key is made of these same values, so whatever
     a page shows of other notes is in its key.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from notes_wiki.model import Found, FoundFile, Graph, Image, Resolution
from notes_wiki.render.urls import file_address, fragment, relative

NO_NOTE = "There is no note of this name yet."
NO_PLACE = "The note has no place of this name; this leads to its top."

_VIDEO = (".mp4", ".webm", ".ogv", ".mov", ".m4v")
_AUDIO = (".mp3", ".ogg", ".wav", ".m4a", ".flac", ".opus")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif", ".bmp", ".ico", ".apng", ".tiff")
_ACTIVE = (".html", ".htm", ".xhtml", ".xml", ".js", ".mjs", ".svgz")

Sizes = Mapping[FoundFile, tuple[int, int]]
"""Width and height of pictures in pixels."""


class Values:
    """The values of the holes of note `home` on the page at `page`.

    `mention` is the id of the note whose backlinks are being shown, or "": in its contexts a link to that
    note is no link but the mention itself.
    """

    def __init__(self, graph: Graph, home: str, page: str, sizes: Sizes, mention: str = "") -> None:
        self._graph = graph
        self._linking = graph.notes[home].linking
        self._home = home
        self._page = page
        self._sizes = sizes
        self._mention = mention

    @property
    def home_url(self) -> str:
        """The address of the note's own page, "" on that page itself."""
        own = self._graph.addresses[self._home]
        return "" if own == self._page else relative(self._page, own)

    def url(self, found: Found) -> str:
        """The address of a place in a note."""
        address = self._graph.addresses[found.id]
        place = fragment(found.anchor) if found.anchor else ""
        if address == self._page:
            return place or "#main"
        return relative(self._page, address) + place

    def link(self, number: int) -> str:
        """The opening tag of a link."""
        resolution = self._graph.links[self._home][number]
        if isinstance(resolution, Found):
            if resolution.id == self._mention:
                return '<a class="mention">'
            if resolution.broken_fragment:
                return f'<a class="broken-fragment" title="{NO_PLACE}" href="{self.url(resolution)}">'
            return f'<a href="{self.url(resolution)}">'
        if isinstance(resolution, FoundFile):
            active = " download" if resolution.path.lower().endswith(_ACTIVE) else ""
            return f'<a class="file" href="{self._file(resolution)}"{active}>'
        return f'<a class="missing" title="{NO_NOTE}">'

    def title(self, number: int) -> str:
        """The words of a bare link."""
        resolution = self._graph.links[self._home][number]
        link = self._linking.links[number]
        if isinstance(resolution, Found) and not link.fragment:
            return self._graph.notes[resolution.id].linking.title.html
        if isinstance(resolution, Found) and resolution.anchor:
            return self._place_name(resolution) or escape(link.words)
        return escape(link.words)

    def _place_name(self, found: Found) -> str:
        """The name of a heading or a numbered thing, for `[[note#place]]`."""
        note = self._graph.notes[found.id]
        where = "" if found.id == self._home else f"{note.linking.title.html}: "
        for heading in note.linking.headings:
            if heading.anchor == found.anchor:
                return where + heading.text.html
        for number, label in enumerate(note.linking.labels):
            if label.anchor == found.anchor:
                return self._label_words(found.id, number, "cref")
        return ""

    def image(self, number: int) -> str:
        """A picture, film, sound or other file shown in place."""
        resolution = self._graph.images[self._home][number]
        image = self._linking.images[number]
        if not isinstance(resolution, FoundFile):
            return f'<span class="missing-image" title="There is no such file.">{escape(image.target)}</span>'
        source = self._file(resolution)
        name = resolution.path.lower()
        if name.endswith(_VIDEO):
            return f'<video controls preload="metadata" src="{source}"></video>'
        if name.endswith(_AUDIO):
            return f'<audio controls preload="metadata" src="{source}"></audio>'
        if not name.endswith(_PICTURES):
            words = escape(image.alt or resolution.path.rpartition("/")[2])
            active = " download" if name.endswith(_ACTIVE) else ""
            return f'<a class="file" href="{source}"{active}>{words}</a>'
        title = f' title="{escape(image.title)}"' if image.title else ""
        size = self._size(image, resolution)
        alt = escape(image.alt)
        return f'<img src="{source}" alt="{alt}"{title}{size} loading="lazy" decoding="async">'

    def _size(self, image: Image, file: FoundFile) -> str:
        """Width and height, so that the page does not jump when the picture arrives."""
        width, height = image.width, image.height
        real_width, real_height = self._sizes.get(file, (0, 0))
        if real_width and real_height:
            if width and not height:
                height = round(width * real_height / real_width)
            elif height and not width:
                width = round(height * real_width / real_height)
            elif not width:
                width, height = real_width, real_height
        return (f' width="{width}"' if width else "") + (f' height="{height}"' if height else "")

    def _file(self, file: FoundFile) -> str:
        return escape(relative(self._page, file_address(file)))

    def reference(self, number: int) -> str:
        """A reference to an equation or statement, whole."""
        target = self._graph.references[self._home][number]
        reference = self._linking.references[number]
        if target is None:
            return f'<a class="missing" title="There is no such label.">{escape(reference.key)}</a>'
        label = self._graph.notes[target.id].linking.labels[target.label]
        url = self.url(Found(target.id, label.anchor))
        return f'<a class="reference" href="{url}">{self._label_words(target.id, target.label, reference.command)}</a>'

    def _label_words(self, id: str, number: int, command: str) -> str:
        """ "3", "(3)", "Theorem 2 (Spectral)"; before it the note's title where that is another note."""
        label = self._graph.notes[id].linking.labels[number]
        shown = escape(self._graph.numbers[id][number])
        if label.kind == "equation":
            words = shown if command == "ref" else f"({shown})"
            if command in {"cref", "autoref"}:
                words = f"equation {words}"
        elif command in {"ref", "eqref"}:
            words = shown or escape(label.kind.capitalize())
        else:
            words = f"{escape(label.kind.capitalize())} {shown}".rstrip()
            if label.title:
                words += f" ({escape(label.title)})"
        if id != self._home:
            words = f"{escape(self._graph.notes[id].linking.title.plain)} {words}"
        return words

    def number(self, label: int) -> str:
        """The number of one of the note's own labels."""
        return escape(self._graph.numbers[self._home][label])

    def resolution(self, number: int) -> Resolution:
        """What an embed shows."""
        return self._graph.links[self._home][number]

    def words(self, number: int) -> str:
        """What the author typed for a link."""
        return escape(self._linking.links[number].words)

    def of(self, home: str) -> Values:
        """The values of another note's holes on the same page: for embeds."""
        return Values(self._graph, home, self._page, self._sizes, self._mention)
