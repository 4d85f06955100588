"""Fragments for the previews of links to large notes.

In:  the graph; the HTML of a note's text.
Out: which places in which notes need a fragment; each fragment, an HTML file that holds just that place.

A preview is normally cut by `templates/assets/previews.js` from the page that the link leads to, which is
small (docs/architecture.md has figures) and will be in the browser's cache when the link is followed. Only
for notes with large pages are the places that links lead to written as separate files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from html import escape

import msgspec

from notes_wiki.model import Found, Graph, Note, Text
from notes_wiki.pattern import pattern
from notes_wiki.render.key import code_digest, digest
from notes_wiki.render.note_view import NoteViews
from notes_wiki.render.refs import PageRef
from notes_wiki.render.urls import encoded, fragment

LARGE = 60_000
"""Bytes of a note's text on its page, estimated, from which it is large."""
MOST = 6_000
"""Characters of HTML after which a fragment takes no further block."""

FOLDER = "-/previews"
DIRECTORY = f"{FOLDER}/index.json"

# A tag (its slash, its name, its attributes) or a comment, in which all three are None.
_TAG = pattern(r"""<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>|<!--.*?-->""", re.DOTALL)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_HEADING = pattern(r"<h([1-6])\b")


def is_large(note: Note) -> bool:
    """Whether a note's page is too large to be fetched for a preview, estimated without its text: a formula
    takes about 300 bytes of MathML, a word with its share of the markup 9."""
    return 9 * note.facts.words + 300 * note.facts.formulas > LARGE


def places(graph: Graph) -> dict[str, tuple[str, ...]]:
    """The anchors ("" for the top) of each large note that other notes' links and references lead to."""
    large = {id for id, note in graph.notes.items() if is_large(note)}
    found: dict[str, set[str]] = {}
    if not large:
        return {}
    for id, resolutions in graph.links.items():
        for one in resolutions:
            if isinstance(one, Found) and one.id in large and one.id != id:
                found.setdefault(one.id, set()).add(one.anchor)
    for id, targets in graph.references.items():
        for target in targets:
            if target is not None and target.id in large and target.id != id:
                anchor = graph.notes[target.id].linking.labels[target.label].anchor
                found.setdefault(target.id, set()).add(anchor)
    return {id: tuple(sorted(found[id])) for id in sorted(found)}


def address(id: str, anchor: str) -> str:
    """The file of a fragment. It is HTML but not a page: its links are relative to the note's own page."""
    return f"{FOLDER}/{digest((id, anchor))[:16]}.txt"


def is_preview(address: str) -> bool:
    """Whether a file is a fragment, or the list of fragments."""
    return address.startswith(f"{FOLDER}/")


class PreviewPages:
    """The fragments as pages, and the list of them."""

    def __init__(self, graph: Graph, notes: NoteViews) -> None:
        self._graph = graph
        self._notes = notes
        self._last = ("", "")

    @cached_property
    def _places(self) -> dict[str, tuple[str, ...]]:
        return places(self._graph)

    @cached_property
    def _anchors(self) -> dict[str, str]:
        return {address(id, anchor): anchor for id, anchors in self._places.items() for anchor in anchors}

    def refs(self) -> list[PageRef]:
        """Every file, the list first."""
        code = code_digest()
        addresses = [self._graph.addresses[id] for id in self._places]
        found = [PageRef("preview", DIRECTORY, "", digest((code, addresses, self._places)))]
        for id, anchors in self._places.items():
            key = digest((code, self._graph.notes[id].linking.title, self._notes.body_key(id)))
            found += [PageRef("preview", address(id, anchor), id, key) for anchor in anchors]
        return found

    def render(self, ref: PageRef) -> bytes:
        """The bytes of a file."""
        if ref.address == DIRECTORY:
            return directory(self._graph, self._places)
        if self._last[0] != ref.name:
            self._last = (ref.name, self._notes.content(ref.name))
        return page(self._graph.notes[ref.name].linking.title, self._last[1], self._anchors[ref.address])


def directory(graph: Graph, wanted: dict[str, tuple[str, ...]]) -> bytes:
    """The list of fragments as JSON: `{page: {fragment: file}}`, addresses from the root, fragments with
    "#"."""
    return msgspec.json.encode(
        {
            encoded(graph.addresses[id]): {
                fragment(anchor) if anchor else "": address(id, anchor).rpartition("/")[2]
                for anchor in anchors
            }
            for id, anchors in wanted.items()
        }
    )


def page(title: Text, content_html: str, anchor: str) -> bytes:
    """The file of a fragment: an article that holds only this place, with the same id."""
    part = cut(content_html, anchor)
    return (
        f'<!doctype html>\n<meta charset="utf-8">\n'
        f"<title>{escape(title.plain)}</title>\n<h1>{title.html}</h1>\n<article>\n{part}\n</article>\n"
    ).encode()


def cut(html: str, anchor: str) -> str:
    """The part of a note's HTML with this id: the element itself, or for a heading the section below it; for
    "" or an unknown id, the beginning. Whole elements, until `MOST` characters are reached."""
    start = _start_of(html, anchor) if anchor else -1
    if start < 0:
        return _blocks(html, 0, level=0)
    heading = _HEADING.match(html, start)
    if heading:
        return _blocks(html, start, level=int(heading[1]))
    return html[start : _end_of(html, start)]


def _start_of(html: str, anchor: str) -> int:
    """Where the element with this id begins, or -1."""
    place = html.find(f' id="{escape(anchor)}"')
    return html.rfind("<", 0, place) if place >= 0 else -1


def _blocks(html: str, start: int, *, level: int) -> str:
    """The elements from `start` on, up to a heading of `level` or higher, or until `MOST` characters are
    reached."""
    end = start
    for one in _elements(html, start):
        heading = _HEADING.match(html, one.start)
        if one.start > start and heading and int(heading[1]) <= level:
            break
        if end > start and one.end - start > MOST:
            break
        end = one.end
    return html[start:end]


class _Element(msgspec.Struct, frozen=True):
    start: int
    end: int


def _elements(html: str, start: int) -> Iterator[_Element]:
    """The sibling elements from `start` on, until their parent ends."""
    while (tag := _TAG.search(html, start)) is not None and tag[1] != "/":
        end = _end_of(html, tag.start())
        yield _Element(tag.start(), end)
        start = end


def _end_of(html: str, start: int) -> int:
    """Where the element that begins at `start` ends; the end of the HTML if it is never closed."""
    depth = 0
    for tag in _TAG.finditer(html, start):
        is_comment = tag[2] is None
        if not is_comment and tag[2].lower() not in _VOID and not tag[3].endswith("/"):
            depth += -1 if tag[1] else 1
        if depth <= 0:
            return tag.end()
    return len(html)
