"""Tags: which notes have them, and the page of each.

In:  the graph.
Out: `Tags`. A note tagged `a/b` also counts for `a`; tags that differ only in case or Unicode form are the
     same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from notes_wiki.link.addresses import short_hash, slug, unique_key
from notes_wiki.link.names import folded
from notes_wiki.model import Graph
from notes_wiki.render.tree import Tree
from notes_wiki.render.urls import relative
from notes_wiki.render.view import TagView


class Tags:
    """All tags of a wiki."""

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
        self.addresses = page_addresses("-/tags", self.notes)
        self._tree = Tree(self.notes)

    def views(self, tags: Iterable[str], page: str) -> tuple[TagView, ...]:
        """Tags as links from a page; without counts, so that a note's page does not change with the tags of
        others."""
        keys = dict.fromkeys(with_parents(tag)[-1] for tag in map(folded, tags) if with_parents(tag))
        return tuple(TagView(self.names[key], relative(page, self.addresses[key])) for key in keys)

    def tree(self, page: str, under: str, most: int) -> tuple[TagView, ...]:
        """The tags below one ("": all) with the numbers of their notes, each after its parent: as many levels
        as fit in `most` lines, but at least one."""
        deep = self._tree.levels(under, most)
        return tuple(
            TagView(
                self.names[key].rpartition("/")[2],
                relative(page, self.addresses[key]),
                len(self.notes[key]),
                depth,
            )
            for key, depth in self._tree.below(under, deep)
        )


def with_parents(tag: str) -> list[str]:
    """The tag and its parents: "a", "a/b", "a/b/c" for "a/b/c"; empty if no name is left."""
    parts = [part.strip() for part in tag.split("/") if part.strip()]
    return ["/".join(parts[: count + 1]) for count in range(len(parts))]


def page_addresses(place: str, names: Iterable[str]) -> dict[str, str]:
    """The address of a page below `place` for each name with slashes; unique even if a file system ignores
    case."""
    taken: set[str] = set()
    found: dict[str, str] = {}
    for whole in sorted(names):
        name = "/".join(slug(part) or short_hash(part) for part in whole.split("/"))
        if unique_key(name) in taken:
            name = f"{name}-{short_hash(whole)}"
        taken.add(unique_key(name))
        found[whole] = f"{place}/{name}.html"
    return found
