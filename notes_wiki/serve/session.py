"""A wiki that is being written: one build after another, and what each open page must know.

In:  hints that something may have changed.
Out: a preview that is up to date; for a page's address, its `PageState`.

There are two ways to follow a change. `follow` takes the note that was named and works out the pages that
it touches, in memory, within milliseconds. `refresh` looks at all files, by stat, and builds whatever is
not as it should be; it comes after everything that `follow` could not do, and at every heartbeat. Where so
much has changed that only a whole build tells all (a checkout), the notes that the open pages show are
followed first.

They are called from two threads, so that no edit waits for a whole build. An edit that is followed during a
build is followed again on the resulting wiki, at the moment when this replaces the old one.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterable

from notes_wiki.load.stamps import settled
from notes_wiki.load.walk import FileEntry, Walk
from notes_wiki.model import Report
from notes_wiki.serve import snapshot
from notes_wiki.serve.again import InPlace, InTheWay
from notes_wiki.serve.edits import Followed, follow_notes, follow_open, notes_named
from notes_wiki.serve.first import FirstBuild
from notes_wiki.serve.settle import Settler
from notes_wiki.serve.shown import PageState, Screen, Shown, state_of
from notes_wiki.serve.turns import Turns
from notes_wiki.serve.unwritten import Unwritten
from notes_wiki.serve.whole import GaveWay, Latest, WholeBuild
from notes_wiki.serve.wiki import Wiki
from notes_wiki.stages import parse
from notes_wiki.stages.options import BuildOptions
from notes_wiki.stages.site import Site, open_site, store_file
from notes_wiki.write import cache

__all__ = ["Followed", "GaveWay", "Session"]

_MANY = 8
"""Notes changed at once beyond which a whole build is no slower than following each."""


def _never() -> bool:
    return False


class Session:
    """Builds the preview again whenever something has changed. One thread calls `follow`, one (it may be the
    same) `refresh` and `settle`, any thread the rest.

    `open_pages` returns the addresses that are open in browsers; `announce` is called when their state may
    have changed; `scheme` is that of links to the editor.
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
        self._latest = Latest()
        self._turns = Turns()
        self._meanwhile: dict[str, FileEntry | None] = {}
        self._built_from: snapshot.Snapshot | None = None
        self._owes = False
        self._parsers: parse.Parsers | None = None
        self._settler = Settler(options)
        self._in_the_way = InTheWay()
        self._preview = InPlace()
        # No number that a server before this one has told the pages that are open.
        shown = Shown(
            self._site.output, self._site.content, edition=time.time_ns(), editor=scheme, building=""
        )
        self._screen = Screen(shown, open_pages, announce)
        self._unwritten = Unwritten(self._settler, self._preview, self._screen, self._turns)
        self._given_up = threading.Event()
        self.first = FirstBuild(self._site, self._screen)

    @property
    def site(self) -> Site:
        """The settings and folders of the last build."""
        return self._site

    @property
    def shown(self) -> Shown:
        """What browsers see now."""
        return self._screen.shown

    @property
    def is_built(self) -> bool:
        """Whether there has been a build, or an attempt that was told."""
        return self.shown.building is None

    def state(self, page: str) -> PageState:
        """What the page at this address must know."""
        return state_of(self.shown, page)

    # --- a whole build ----------------------------------------------------------------------------

    def refresh(self, gives_way: Callable[[], bool] = _never) -> Report | None:
        """Compare the files and build if anything has changed. Returns the build's report, or None if there
        is nothing new to say.

        Raises `GaveWay` if the build was abandoned because `gives_way` asked for it; the next call builds
        again. Raises `Busy` if another build is running.
        """
        look = self._look(gives_way)
        look()
        self._meanwhile.clear()
        site = open_site(self._options)
        seen_at = time.time_ns()
        seen = snapshot.take(site)
        with self._turns.alone():
            # Notes followed since the files were listed are up to date as they were read then.
            seen = snapshot.with_entries(seen, [entry for entry in self._meanwhile.values() if entry])
            is_seen = seen == self._seen and not self._owes
            # What the settler is at work on is not yet as it is to be left.
            is_in_place = self._preview.is_as_left(self._site.output, at_work=self._settler.busy)
            if is_seen and is_in_place and not self._in_the_way.is_due() and not self._racy(seen):
                return None
            if not is_in_place:
                self._preview.leave_alone()
            self._settler.stop()
            # Settings and folders are read again after the snapshot: a change in between would otherwise
            # count as seen, and be missing from the build for good.
            site = open_site(self._options)
            self._follow_open(seen)
            self._site, self._seen, self._seen_at = site, seen, seen_at
            self._built_from, self._owes = seen, False
        with self._turns.alone():
            self.first.begin(len(seen.walked.notes))
        report = self._build(site, seen.walked, look)
        with self._turns.alone():
            self._screen.put(building=None)  # where the build failed too: that is told instead
        self._screen.announce()
        return None if self._in_the_way.is_told(report) and is_seen else report

    def _build(self, site: Site, walked: Walk, look: Callable[[], None]) -> Report:
        # Started with the first build, while this process is small: forking it later would take longer.
        self._parsers = self._parsers or parse.parsers()
        build = WholeBuild(
            site,
            walked,
            self._latest,
            self._screen,
            look,
            self._progress,
            self._parsers,
            self._turns,
            self._catch_up,
        )
        try:
            report = build.run()
        except GaveWay:
            self.forget()
            raise
        with self._turns.alone():
            if not report.failed:
                self._unwritten.built()
                self._preview.leave(self._site.output)
        return report

    def _look(self, gives_way: Callable[[], bool]) -> Callable[[], None]:
        """What a whole build calls now and then: it lets edits go first, and abandons the build if asked."""

        def look() -> None:
            self._turns.stand_back()
            self.look_up()
            if gives_way():
                raise GaveWay

        return look

    def look_up(self) -> None:
        """Raise `GaveWay` where no whole build is wanted any more."""
        if self._given_up.is_set():
            raise GaveWay

    def _progress(self, stage: str, done: int, total: int) -> None:
        self.look_up()
        if not self.is_built:
            with self._turns.alone():
                self.first.told(stage, done, total)

    def _catch_up(self, wiki: Wiki, store: cache.Store, screen: Screen) -> None:
        """Follow on a new wiki what was edited since its notes were looked at."""
        known = self._meanwhile.items()
        meanwhile = [path for path, entry in known if entry is not None or not wiki.is_current(path)]
        self._meanwhile.clear()
        self._owes = False
        for path in meanwhile:  # each by itself: one that cannot be followed takes no other back
            followed = follow_notes(wiki, [path], store, screen)
            if followed is None or not followed.exact:
                self.forget()

    def forget(self) -> None:
        """Let the next `refresh` build, even if no file has changed since the last snapshot."""
        self._seen = None

    def _racy(self, seen: snapshot.Snapshot) -> bool:
        """Whether a note may have changed again, within the clock's tick, after it was read."""
        wiki, since = self._latest.wiki, self._seen_at
        if wiki is None:
            return False
        racy = [entry.path for entry in seen.walked.notes if not settled(entry.mtime_ns, since)]
        if racy:
            self._seen_at = time.time_ns()
        return any(not wiki.is_current(path) for path in racy)

    # --- one edit ---------------------------------------------------------------------------------

    def follow(self, paths: Iterable[str]) -> Followed | None:
        """Follow edits of the notes among these paths (as the system names them); where there are too many,
        or something else changed, so that only `refresh` can tell, those of notes on open pages. None where
        nothing could be followed."""
        with self._turns.first():
            return self._follow(paths)

    def follow_open(self) -> Followed | None:
        """Follow what has changed of the notes that the open pages show, while a whole build is at work that
        will show the rest: a page may have been opened since that began. None where nothing has."""
        with self._turns.first():
            return self._follow_open()

    def _follow(self, paths: Iterable[str]) -> Followed | None:
        wiki = self._latest.wiki
        notes = notes_named(wiki, self._site.content, paths) if wiki else None
        if wiki is None or not notes or len(notes) > _MANY:
            return self._follow_open()
        with cache.Store.open(store_file(self._site)) as store:
            followed = follow_notes(wiki, notes, store, self._screen)
        if followed is None or not followed.exact:
            self.forget()
        if followed is None:
            self._meanwhile |= dict.fromkeys(notes)
            return self._follow_open()
        entries = {entry.path: entry for entry in followed.entries}
        self._meanwhile |= {path: entries.get(path) for path in followed.notes}
        if entries:
            self._have_seen(entries.values())
        return followed

    def _follow_open(self, seen: snapshot.Snapshot | None = None) -> Followed | None:
        """The same, by what is `seen` or, without that, looked at here. Not where settings or macros have
        changed: by the old ones, the new texts might be shown worse than the old texts."""
        wiki, built_from = self._latest.wiki, self._built_from
        if wiki is None or built_from is None:
            return None
        others = seen.others if seen else tuple(snapshot.others(self._site, built_from.walked))
        if others != built_from.others:
            return None
        with cache.Store.open(store_file(self._site)) as store:
            followed = follow_open(wiki, store, self._screen)
        if followed is not None:
            self._owes = True
            self._meanwhile |= dict.fromkeys(followed.notes)
        return followed

    def _have_seen(self, entries: Collection[FileEntry]) -> None:
        """Record that notes are up to date without a whole build."""
        self._unwritten.edited()
        if self._seen is not None:
            self._seen = snapshot.with_entries(self._seen, entries)
        self._seen_at = time.time_ns()

    # --- when there is time -----------------------------------------------------------------------

    def settle(self) -> str:
        """Write what is shown from memory to the disk and index the texts, in a process of its own; call this
        when there is nothing else to do. Returns a message if that process failed, else "". A process that
        failed is started again only after the next change."""
        return self._unwritten.settle()

    def give_up(self) -> None:
        """Let a whole build that is at work end with `GaveWay` at once, and every later one."""
        self._given_up.set()

    def close(self) -> None:
        """End the processes that are running."""
        self._settler.stop()
        if self._parsers is not None:
            self._parsers.end()
