"""Lists of notes: A to Z, the most linked, hubs, the last changed.

In:  the graph and the notes' dates.
Out: groups of entries for the templates, with addresses relative to the page that lists them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from notes_wiki.model import Found, Graph, Note
from notes_wiki.render.urls import relative
from notes_wiki.render.view import Group, ListEntry
from notes_wiki.wording import Wording

SHORT = 12
"""Entries of a list that stands beside the main one."""
RECENT = 200
"""Notes on the page of what changed last."""
_OTHER = "#"


def title_order(note: Note) -> tuple[str, str]:
    """The sort key of a note by its title, ignoring case and accents."""
    plain = note.linking.title.plain.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join(char for char in plain if not unicodedata.combining(char))
    return plain.lstrip("\"'([“‘ "), note.id


def initial(note: Note) -> str:
    """The letter under which a note is listed in the index: one shared heading for all Chinese characters,
    "#" for anything that is not a letter."""
    first = title_order(note)[0][:1].upper()
    if not first.isalpha():
        return _OTHER
    return first if first.isascii() or not unicodedata.name(first, "").startswith("CJK") else "文"


def alphabet(graph: Graph, page: str, words: Wording) -> tuple[Group, ...]:
    """All notes, grouped by the first letters of their titles."""
    letters: dict[str, list[ListEntry]] = {}
    for note in sorted(graph.notes.values(), key=title_order):
        letters.setdefault(initial(note), []).append(entry(graph, note.id, page))
    ordered = sorted(letters.items(), key=lambda item: (item[0] == _OTHER, item[0]))
    return tuple(
        Group(words.other_letters, "letter-other", tuple(entries))
        if letter == _OTHER
        else Group(letter, f"letter-{letter.lower()}", tuple(entries))
        for letter, entries in ordered
    )


def most_linked(graph: Graph, page: str, words: Wording, most: int = SHORT) -> Group:
    """The notes that the most other notes link to."""
    return _ranked(
        graph, page, words, words.most_linked, "most-linked",
        {id: len(links) for id, links in graph.backlinks.items()}, most,
    )  # fmt: skip


def hubs(graph: Graph, page: str, words: Wording) -> Group:
    """The notes that link to the most other notes."""
    counts = {}
    for id, links in graph.links.items():
        found = {one.id for one in links if isinstance(one, Found) and one.id != id}
        if len(found) > 1:
            counts[id] = len(found)
    return _ranked(graph, page, words, words.hubs, "hubs", counts)


def _ranked(
    graph: Graph,
    page: str,
    words: Wording,
    heading: str,
    anchor: str,
    counts: Mapping[str, int],
    most: int = SHORT,
) -> Group:
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most]
    entries = tuple(entry(graph, id, page, words.counted(words.notes, count)) for id, count in ranked)
    return Group(heading, anchor, entries, aside=True)


def newest(graph: Graph, modified: Mapping[str, str], most: int) -> list[str]:
    """The ids of the most recently changed notes, latest first; within a day by id."""
    dated = sorted(id for id in graph.notes if modified.get(id))
    return sorted(dated, key=lambda id: modified[id][:10], reverse=True)[:most]


def recently_changed(graph: Graph, page: str, modified: Mapping[str, str], words: Wording) -> Group:
    """The most recently changed notes, as one group."""
    found = newest(graph, modified, SHORT)
    entries = []
    for before, id in zip(("", *found), found, strict=False):  # a date is shown once, at its first note
        same = before and modified[before][:10] == modified[id][:10]
        entries.append(entry(graph, id, page, "" if same else words.day(modified[id])))
    return Group(words.recently_changed, "recently-changed", tuple(entries), aside=True)


def by_day(graph: Graph, page: str, modified: Mapping[str, str], words: Wording) -> tuple[Group, ...]:
    """The most recently changed notes, grouped by day."""
    days: dict[str, list[ListEntry]] = {}
    for id in newest(graph, modified, RECENT):
        days.setdefault(modified[id][:10], []).append(entry(graph, id, page))
    return tuple(Group(words.day(day), f"day-{day}", tuple(entries)) for day, entries in days.items())


def entry(graph: Graph, id: str, page: str, detail: str = "") -> ListEntry:
    """A line that leads to a note."""
    return ListEntry(graph.notes[id].linking.title.html, relative(page, graph.addresses[id]), detail)
