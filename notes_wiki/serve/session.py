"""The wiki while it is being written: builds one after another, and what each open page must know.

In:  hints that something may have changed.
Out: the preview brought up to date; for a page's address, its `PageState`.

There are two ways to follow a change. `follow` takes the note that was named and works out the pages that
it touches, in memory, within milliseconds. `refresh` looks at all files, by stat, and builds whatever is
not as it should be; it comes after everything that `follow` could not do, and at every heartbeat.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

import msgspec

from notes_wiki.fork import Standby
from notes_wiki.load.stamps import settled
from notes_wiki.load.walk import FileEntry
from notes_wiki.model import Graph, Report
from notes_wiki.serve import snapshot
from notes_wiki.serve.again import InPlace, InTheWay
from notes_wiki.serve.edits import Followed, follow_notes, notes_named
from notes_wiki.serve.files import file_of
from notes_wiki.serve.settle import Settler
from notes_wiki.serve.shown import PageState, Screen, Shown, state_of
from notes_wiki.serve.whole import GaveWay, WholeBuild
from notes_wiki.serve.wiki import Wiki
from notes_wiki.stages import parse
from notes_wiki.stages.options import BuildOptions
from notes_wiki.stages.site import Site, open_site, store_file
from notes_wiki.write import cache

__all__ = ["Followed", "GaveWay", "Session"]

_MANY = 8
"""Notes changed at once from which a whole build is no slower."""


def _never() -> bool:
    return False


class Session:
    """Builds the preview again whenever something changed. One thread calls `refresh` and `follow`, any
    thread the rest.

    `open_pages` gives the addresses that are open in browsers, `announce` is called when they have
    something new to be told; `scheme` is that of links to the editor.
    """

    def __init__(
        self,
        options: BuildOptions,
        open_pages: Callable[[], list[str]] = list,
        announce: Callable[[], None] = lambda: None,
        scheme: str = "",
    ) -> None:
        self._options = options
        self._site = open_site(options)
        self._seen: snapshot.Snapshot | None = None
        self._seen_at = 0
        self._wiki: Wiki | None = None
        self._graph: Graph | None = None
        self._standby: Standby | None = None
        self._settler = Settler(options)
        self._unwritten = False
        self._unindexed = False
        self._stuck = False
        self._in_the_way = InTheWay()
        self._preview = InPlace()
        shown = Shown(self._site.output, self._site.content, editor=scheme)
        self._screen = Screen(shown, open_pages, announce)

    @property
    def site(self) -> Site:
        """The settings and folders of the last build."""
        return self._site

    @property
    def shown(self) -> Shown:
        """What browsers see at this moment."""
        return self._screen.shown

    def state(self, page: str) -> PageState:
        """What the page at this address must know."""
        return state_of(self.shown, page)

    # --- a whole build ----------------------------------------------------------------------------

    def refresh(self, gives_way: Callable[[], bool] = _never) -> Report | None:
        """Look at the files and build where anything has changed; None where nothing has.

        A build is given up where `gives_way` says that something newer waits: then `GaveWay` is raised, and
        the next call builds.
        """
        site = open_site(self._options)
        seen_at = time.time_ns()
        seen = snapshot.take(site)
        is_seen = seen == self._seen
        # What the settler is at work on is not yet as it is to be left.
        is_in_place = self._settler.busy or self._preview.is_as_left(self._site.output)
        if is_seen and is_in_place and not self._in_the_way.is_due() and not self._racy(seen):
            return None
        if not is_in_place:
            self._preview.leave_alone()
        self._settler.stop()
        # Settings and folders are read again after they were looked at: what comes in between would else
        # be among what was seen and missing from the build, for good.
        site = open_site(self._options)
        self._site, self._seen, self._seen_at = site, seen, seen_at
        # Begun with the first build, as long as this process is small: forking it would take longer later.
        self._standby = self._standby or parse.standby()
        graph = self._wiki.graph if self._wiki else self._graph
        build = WholeBuild(site, seen.walked, self._wiki, graph, self._screen, gives_way, self._standby)
        try:
            report = build.run()
        except GaveWay:
            self.forget()
            raise
        finally:
            self._wiki, self._graph = build.wiki, build.graph
        if not report.failed:
            self._unwritten, self._unindexed, self._stuck = False, True, False
            self._preview.leave(self._site.output)
        self._screen.announce()
        return None if self._in_the_way.is_told(report) and is_seen else report

    def forget(self) -> None:
        """Build everything that is not as it should be at the next `refresh`, whatever was seen."""
        self._seen = None

    def _racy(self, seen: snapshot.Snapshot) -> bool:
        """Whether a note may have changed again, within the clock's tick, after it was read."""
        wiki, since = self._wiki, self._seen_at
        if wiki is None:
            return False
        racy = [entry.path for entry in seen.walked.notes if not settled(entry.mtime_ns, since)]
        if racy:
            self._seen_at = time.time_ns()
        return any(not wiki.is_current(path) for path in racy)

    # --- one edit ---------------------------------------------------------------------------------

    def follow(self, paths: Iterable[str]) -> Followed | None:
        """Follow edits of the notes among these paths (as the system names them); None where something
        else changed, so that only `refresh` can tell."""
        wiki = self._wiki
        notes = notes_named(wiki, self._site.content, paths) if wiki else None
        if wiki is None or not notes or len(notes) > _MANY:
            return None
        with cache.Store.open(store_file(self._site)) as store:
            followed = follow_notes(wiki, notes, store, self._screen)
        if followed is None:
            self.forget()
            return None
        for entry in followed.entries:
            self._have_seen(entry)
        return followed

    def _have_seen(self, entry: FileEntry) -> None:
        """Nothing is left to be built for a note that was followed to the end."""
        self._unwritten, self._stuck = True, False
        if self._seen is not None:
            walked = self._seen.walked
            notes = tuple(entry if one.path == entry.path else one for one in walked.notes)
            self._seen = snapshot.Snapshot(msgspec.structs.replace(walked, notes=notes), self._seen.others)
        self._seen_at = time.time_ns()

    # --- when there is time -----------------------------------------------------------------------

    def settle(self) -> str:
        """Have what is shown from memory written down and the texts indexed, in a process of its own; to be
        called when there is nothing else to do. Returns what there is to tell: why that process could not,
        once; it is begun again when something has changed."""
        if (ended := self._settler.ended()) is not None:
            self._preview.leave(self._site.output)
            fresh = {
                address: data
                for address, data in self.shown.fresh.items()
                if not self._is_written(address, data)
            }
            self._screen.put(fresh=fresh)
            self._unwritten = bool(fresh)
            if not ended.written:
                self._stuck = True
                why = ended.said.splitlines()[-1] if ended.said else "The process that writes it was ended."
                return f"The preview is not written down until the next change: {why}"
        elif (self._unwritten or self._unindexed) and not self._stuck and not self._settler.running:
            self._unindexed = False
            self._settler.start()
        return ""

    def _is_written(self, address: str, data: bytes) -> bool:
        file = file_of(self.shown.output, address)
        try:
            return file is not None and file.read_bytes() == data
        except OSError:
            return False

    def close(self) -> None:
        """End what is at work."""
        self._settler.stop()
        if self._standby is not None:
            self._standby.close()
