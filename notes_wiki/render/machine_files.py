"""Files for feed readers and search engines, and redirects.

In:  the graph, when each note was changed, the site's address ("" if it is not known).
Out: the feed, the sitemap, robots.txt, pages that redirect; and what the first two are made from, for their
     keys.
"""

from __future__ import annotations

from collections.abc import Mapping

from notes_wiki.config import Config
from notes_wiki.model import Graph
from notes_wiki.render import feed, lists
from notes_wiki.render.note_view import NoteViews
from notes_wiki.render.redirect import redirect
from notes_wiki.render.urls import FRONT, absolute


class MachineFiles:
    """The files of one build that programs read. `own_front`: a note is the front page."""

    def __init__(
        self,
        graph: Graph,
        config: Config,
        notes: NoteViews,
        modified: Mapping[str, str],
        base: str,
        *,
        own_front: bool,
    ) -> None:
        self._graph = graph
        self._config = config
        self._notes = notes
        self._modified = modified
        self._base = base
        self._own_front = own_front

    def newest(self) -> list[str]:
        """The ids of the notes in the feed."""
        return lists.newest(self._graph, self._modified, feed.NEWEST)

    def pages(self) -> list[tuple[str, str]]:
        """The addresses of the sitemap, each with the day it was last changed."""
        notes = [(address, self._modified[id]) for id, address in self._graph.addresses.items()]
        return notes if self._own_front else [(FRONT, ""), *notes]

    def feed(self) -> bytes:
        """The Atom feed of the newest notes, with their full text."""
        entries = []
        for id in self.newest():
            note = self._graph.notes[id]
            entries.append(
                feed.FeedEntry(
                    title=note.linking.title.plain,
                    address=self._graph.addresses[id],
                    modified=self._modified[id],
                    date=note.linking.meta.date,
                    content_html=self._notes.content(id),
                    summary=note.linking.meta.description or note.facts.lead,
                )
            )
        return feed.feed(self._config.title, self._base, self._config.author, entries)

    def sitemap(self) -> bytes:
        """The sitemap."""
        return feed.sitemap(self._base, self.pages())

    def robots(self) -> bytes:
        """robots.txt."""
        return feed.robots(self._base)

    def redirect(self, address: str, id: str) -> bytes:
        """The page at an old address that redirects to the note."""
        target, title = self._graph.addresses[id], self._graph.notes[id].linking.title.plain
        canonical = absolute(self._base, target) if self._base else ""
        words, language = self._config.words.moved, self._config.language
        return redirect(address, target, title, canonical, words=words, language=language)
