"""Folders: which notes they hold, and the page of each.

In:  the graph.
Out: `Folders`. If one note describes the folder `a` (`a/index`, `a`, `a/a`), that is its page; for any other
     folder a page is made that lists its contents.
"""

from __future__ import annotations

from collections import Counter

from notes_wiki.model import Graph
from notes_wiki.render.tags import page_addresses
from notes_wiki.render.tree import Tree
from notes_wiki.render.urls import relative
from notes_wiki.render.view import Crumb, FolderView


class Folders:
    """All folders that hold published notes, by path, except the content folder itself."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self.notes: dict[str, list[str]] = {}
        """Folder to the notes right in it, in the order of their paths."""
        self.counts: Counter[str] = Counter()
        """Folder to the number of notes in it, those of its own folders included."""
        for id, note in graph.notes.items():
            self.notes.setdefault(note.path.rpartition("/")[0], []).append(id)
        for folder, inside in self.notes.items():
            self.counts.update(dict.fromkeys(_with_parents(folder), len(inside)))
        self.homes = {folder: home for folder in self.counts if (home := self._home(folder))}
        """Folder to the note that speaks for it."""
        self.addresses = page_addresses("-/folders", [one for one in self.counts if one not in self.homes])
        """Folder to the page that is made for it."""
        self._tree = Tree(self.counts)

    def _home(self, folder: str) -> str:
        homes = (f"{folder}/index", folder, f"{folder}/{folder.rpartition('/')[2]}")
        return next((id for id in homes if id in self._graph.notes), "")

    def name(self, folder: str) -> str:
        """The name of a folder: the title of its note, else its own name."""
        home = self.homes.get(folder)
        return self._graph.notes[home].linking.title.plain if home else folder.rpartition("/")[2]

    def url(self, folder: str, page: str) -> str:
        """The address of a folder's page, relative to `page`."""
        home = self.homes.get(folder)
        return relative(page, self._graph.addresses[home] if home else self.addresses[folder])

    def crumbs(self, path: str, page: str, own: str = "") -> tuple[Crumb, ...]:
        """The folders above a path, from the top. `own` is the note itself, which is left out if it is a
        folder's page."""
        above = _with_parents(path.rpartition("/")[0])
        return tuple(
            Crumb(self.name(folder), self.url(folder, page))
            for folder in above
            if not own or self.homes.get(folder) != own
        )

    def tree(self, page: str, under: str, most: int, deep: int = 99) -> tuple[FolderView, ...]:
        """The folders below one ("": all), each after the folder it is in: as many levels as fit in `most`
        lines and `deep` allows, but at least one."""
        levels = min(deep, self._tree.levels(under, most))
        return tuple(
            FolderView(self.name(folder), self.url(folder, page), self.counts[folder], depth)
            for folder, depth in self._tree.below(under, levels)
        )


def _with_parents(folder: str) -> list[str]:
    """ "a/b/c" as "a", "a/b", "a/b/c"; nothing of "", the content folder."""
    parts = folder.split("/") if folder else []
    return ["/".join(parts[: count + 1]) for count in range(len(parts))]
