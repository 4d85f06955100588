"""Pages that list notes: the index A-Z, tags, a page for each tag.

In:  the graph and the notes' dates.
Out: groups of entries for the templates, with addresses as seen from the page that lists them.
"""

from __future__ import annotations

import datetime
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

from notes_wiki.link.addresses import short_hash, slug, unique_key
from notes_wiki.link.resolve import folded
from notes_wiki.model import Graph, Note
from notes_wiki.render.urls import relative
from notes_wiki.render.view import Entry, Group, TagView

MOST_LINKED = 12
RECENT = 12
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def date_in_words(date: str) -> str:
    """ "3 March 2025" of an ISO date, "" of ""."""
    if not date:
        return ""
    day = datetime.date.fromisoformat(date[:10])
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def title_order(note: Note) -> tuple[str, str]:
    """Sort key of titles: caseless, accents folded."""
    plain = unicodedata.normalize("NFKD", note.linking.title.plain.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char)).lstrip("\"'([“‘ "), note.id


def initial(note: Note) -> str:
    """The letter a note stands under in the index; "#" for what begins with none."""
    first = title_order(note)[0][:1].upper()
    return first if first.isalpha() else "#"


def alphabet(graph: Graph, page: str) -> tuple[Group, ...]:
    """All notes by their titles' first letters."""
    letters: dict[str, list[Entry]] = {}
    for note in sorted(graph.notes.values(), key=title_order):
        letters.setdefault(initial(note), []).append(entry(graph, note.id, page))
    ordered = sorted(letters.items(), key=lambda item: (item[0] == "#", item[0]))
    return tuple(
        Group(letter, f"letter-{letter.lower() if letter != '#' else 'other'}", tuple(entries))
        for letter, entries in ordered
    )


def most_linked(graph: Graph, page: str) -> Group:
    """The notes that most other notes link to."""
    ranked = sorted(graph.backlinks.items(), key=lambda item: (-len(item[1]), item[0]))[:MOST_LINKED]
    entries = tuple(entry(graph, id, page, _notes(len(links))) for id, links in ranked)
    return Group("Most linked", "most-linked", entries, aside=True)


def recently_changed(graph: Graph, page: str, modified: Mapping[str, str]) -> Group:
    """The notes that were changed last, by their dates."""
    dated = sorted(((modified[id], id) for id in graph.notes if modified.get(id)), key=_newest_first)
    entries = tuple(entry(graph, id, page, date_in_words(date)) for date, id in dated[:RECENT])
    return Group("Recently changed", "recently-changed", entries, aside=True)


def _newest_first(item: tuple[str, str]) -> tuple[int, str]:
    return -int(item[0][:10].replace("-", "")), item[1]


def _notes(count: int) -> str:
    return f"{count} note{'' if count == 1 else 's'}"


def entry(graph: Graph, id: str, page: str, detail: str = "") -> Entry:
    """A line that leads to a note."""
    return Entry(graph.notes[id].linking.title.html, relative(page, graph.addresses[id]), detail)


class Tags:
    """All tags, the notes that have them, and the page of each. `a/b` is in `a` too; tags that differ only
    in case or Unicode form are one."""

    def __init__(self, graph: Graph) -> None:
        self.notes: dict[str, list[str]] = {}
        """Tag (folded) to the notes that have it, in the order of their paths."""
        spellings: dict[str, Counter[str]] = {}
        for id, note in graph.notes.items():
            for tag in note.linking.meta.tags:
                for name in with_parents(tag):
                    key = folded(name)
                    spellings.setdefault(key, Counter())[name] += 1
                    listed = self.notes.setdefault(key, [])
                    if not listed or listed[-1] != id:
                        listed.append(id)
        self.names = {
            key: min(found, key=lambda name: (-found[name], name)) for key, found in spellings.items()
        }
        """Tag (folded) to how it is written most often."""
        self.addresses = _tag_addresses(self.notes)

    def views(self, tags: Iterable[str], page: str) -> tuple[TagView, ...]:
        """Tags as links from a page, without counts: a note's page should not change with another's tags."""
        keys = dict.fromkeys(with_parents(tag)[-1] for tag in map(folded, tags) if with_parents(tag))
        return tuple(TagView(self.names[key], relative(page, self.addresses[key])) for key in keys)

    def all(self, page: str) -> tuple[TagView, ...]:
        """Every tag with the number of its notes, in the order of the alphabet."""
        return tuple(
            TagView(self.names[key], relative(page, self.addresses[key]), len(self.notes[key]))
            for key in sorted(self.notes)
        )

    def groups(self, graph: Graph, tag: str, page: str) -> tuple[Group, ...]:
        """The notes that have a tag, in one list."""
        notes = sorted((graph.notes[id] for id in self.notes[tag]), key=title_order)
        return (Group("", "", tuple(entry(graph, note.id, page) for note in notes)),)


def with_parents(tag: str) -> list[str]:
    """ "a/b/c" as "a", "a/b", "a/b/c"; nothing where no name is left."""
    parts = [part.strip() for part in tag.split("/") if part.strip()]
    return ["/".join(parts[: count + 1]) for count in range(len(parts))]


def _tag_addresses(tags: Iterable[str]) -> dict[str, str]:
    taken: set[str] = set()
    found: dict[str, str] = {}
    for tag in sorted(tags):
        name = "/".join(slug(part) or short_hash(part) for part in tag.split("/"))
        if unique_key(name) in taken:
            name = f"{name}-{short_hash(tag)}"
        taken.add(unique_key(name))
        found[tag] = f"-/tags/{name}.html"
    return found
