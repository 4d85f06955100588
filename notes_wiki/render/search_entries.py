"""What search can find by name: titles, aliases, tags, headings, named statements.

In:  the graph.
Out: `Entry`s, best first, and the `Place`s they lead to.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from notes_wiki.model import Graph, Note
from notes_wiki.render.tags import Tags
from notes_wiki.render.urls import encoded
from notes_wiki.render.words import fold

SAME = 8
"""Headings of the same words ("Examples") that are kept, those of the most linked notes first."""

TITLE, ALIAS, HEADING, TAG = 0, 1, 2, 3


class Place(NamedTuple):
    """A page that entries lead to, of a note or a tag: its address, and its name as text and, if that
    differs, as HTML."""

    address: str
    name: str
    html: str


class Entry(NamedTuple):
    """Something that can be found. `place`: an index into the places. `html`: "" if it would be the same as
    the text. `anchor`: "" for the top of the page."""

    kind: int
    place: int
    text: str
    anchor: str
    html: str


def collect(graph: Graph) -> tuple[list[Place], list[tuple[Entry, str]]]:
    """The places, and all entries with their folded texts, best first: titles, then aliases, tags and
    headings; the most linked notes first, and tags with the most notes first."""
    notes = list(graph.notes.values())
    places = [_place(graph, note) for note in notes]
    linked = {id: len(links).bit_length() for id, links in graph.backlinks.items()}
    order = sorted(range(len(notes)), key=lambda place: -linked.get(notes[place].id, 0))
    kinds: tuple[list[tuple[Entry, str]], ...] = ([], [], [])
    same: dict[str, int] = {}
    for number in order:
        for entry in _of_note(notes[number], number):
            folded = fold(entry.text)
            if entry.kind == HEADING:
                same[folded] = same.get(folded, 0) + 1
                if same[folded] > SAME:
                    continue
            kinds[entry.kind].append((entry, folded))
    return places, [*kinds[TITLE], *kinds[ALIAS], *_tags(graph, places), *kinds[HEADING]]


def _tags(graph: Graph, places: list[Place]) -> Iterator[tuple[Entry, str]]:
    """The entries of tags, whose places are appended to those of the notes."""
    tags = Tags(graph)
    for key in sorted(tags.notes, key=lambda key: -len(tags.notes[key]).bit_length()):
        name = tags.names[key]
        places.append(Place(encoded(tags.addresses[key]), name, ""))
        yield Entry(TAG, len(places) - 1, name, "", ""), fold(name)


def _place(graph: Graph, note: Note) -> Place:
    title = note.linking.title
    return Place(encoded(graph.addresses[note.id]), title.plain, _html(title.html))


def _of_note(note: Note, number: int) -> Iterator[Entry]:
    """The entries of one note; what says the same as one before it is left out."""
    linking = note.linking
    title = linking.title.plain
    yield Entry(TITLE, number, title, "", "")
    seen = {title}
    for alias in linking.meta.aliases:
        if alias not in seen:
            seen.add(alias)
            yield Entry(ALIAS, number, alias, "", "")
    for heading in linking.headings:
        if heading.text.plain not in seen:
            seen.add(heading.text.plain)
            yield Entry(HEADING, number, heading.text.plain, heading.anchor, _html(heading.text.html))
    for label in linking.labels:
        if label.title and label.title not in seen:
            seen.add(label.title)
            yield Entry(HEADING, number, label.title, label.anchor, "")


def _html(html: str) -> str:
    """The HTML of a text if it holds more than the text, else ""."""
    return html if "<" in html else ""
