"""Keeping the preview up to date while its notes are edited.

In:  hints that something may have changed.
Out: a preview that is up to date; for a page's address, its `PageState`.

There are two ways to follow a change. `follow` takes the notes that were reported as changed and renders the
pages that they affect, in memory, within milliseconds. `refresh` compares all files, by stat, and builds
whatever is out of date; it comes after everything that `follow` could not do, and at every heartbeat. If too
much has changed to be followed note by note (a checkout), the notes that open pages show are followed first.

The two are called from two threads, so that no edit waits for a whole build. An edit that is followed during
a build is followed again on the resulting wiki, at the moment when this replaces the old one.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from notes_wiki.load.walk import FileEntry, Walk
from notes_wiki.model import Report
from notes_wiki.serve import snapshot
from notes_wiki.serve.edits import Followed, follow_notes, follow_open, notes_named
from notes_wiki.serve.first_build import FirstBuild
from notes_wiki.serve.flush import Flusher
from notes_wiki.serve.live_wiki import LiveWiki
from notes_wiki.serve.rebuild_reasons import Obstacles, PreviewStamp
from notes_wiki.serve.screen import PageState, Screen, Shown, state_of
from notes_wiki.serve.seen import SeenFiles
from notes_wiki.serve.turns import Turns
from notes_wiki.serve.whole_build import GaveWay, Latest, WholeBuild
from notes_wiki.serve.write_back import WriteBack
from notes_wiki.stages import parse
from notes_wiki.stages.options import BuildOptions
from notes_wiki.stages.site import Site, open_site, store_file
from notes_wiki.write import cache

__all__ = ["Followed", "GaveWay", "Session"]

_MANY = 8
"""If more notes than this change at once, a whole build is no slower than following each."""


def _never() -> bool:
    return False


class Session:
    """Builds the preview again whenever something has changed. One thread calls `follow`, one (it may be the
    same) `refresh` and `flush`, any thread the rest.

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
        self._latest = Latest()
        self._turns = Turns()
        self._parsers: parse.Parsers | None = None
        self._flusher = Flusher(options)
        self._obstacles = Obstacles()
        self._preview = PreviewStamp()
        self._seen = SeenFiles()
        self._followed: dict[str, FileEntry | None] = {}
        """The notes followed since the build at work began, by path: their files as they were read, or None
        for a note that was not followed to the end."""
        self._owes_build = False
        """Whether only the open pages were updated, so that a whole build must come after."""
        # Counted from the present time, so that an open page takes no number for one of an earlier server's.
        shown = Shown(
            self._site.output, self._site.content, edition=time.time_ns(), editor=scheme, building=""
        )
        self._screen = Screen(shown, open_pages, announce)
        self._write_back = WriteBack(self._flusher, self._preview, self._screen, self._turns)
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
        """Whether there has been a build, even one that failed."""
        return self.shown.building is None

    def links(self) -> tuple[Path, ...]:
        """The folders of notes that are symbolic links, as of the last build."""
        seen = self._seen.built_from
        return snapshot.links(self._site, seen.walked) if seen else ()

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
        self._followed.clear()
        site = open_site(self._options)
        before_ns = time.time_ns()
        seen = snapshot.take(site)
        with self._turns.alone():
            # Notes followed since the files were listed are up to date as they were read then.
            seen = snapshot.with_entries(seen, [entry for entry in self._followed.values() if entry])
            is_seen = self._seen.has(seen) and not self._owes_build
            # While the flusher is at work, its changes to the folder are not yet recorded.
            is_ours = self._preview.is_ours(self._site.output, at_work=self._flusher.busy)
            is_unchanged = is_seen and is_ours and not self._obstacles.is_retry_due()
            if is_unchanged and not self._seen.may_be_stale(seen, self._latest.wiki):
                return None
            if not is_ours:
                self._preview.tolerate_changes()
            self._flusher.stop()
            # Settings and folders are read again after the snapshot: a change in between would otherwise
            # count as seen, and be missing from the build for good.
            site = open_site(self._options)
            self._follow_open(seen)
            self._site, self._owes_build = site, False
            self._seen.built(seen, before_ns)
        with self._turns.alone():
            self.first.begin(len(seen.walked.notes))
        report = self._build(site, seen.walked, look)
        with self._turns.alone():
            self._screen.put(building=None)  # even if the build failed: the page then shows why
        self._screen.announce()
        is_known = self._obstacles.record(report)
        return None if is_known and is_seen else report

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
                self._write_back.built()
                self._preview.record(self._site.output)
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
        """Raise `GaveWay` if no whole build is wanted any more."""
        if self._given_up.is_set():
            raise GaveWay

    def _progress(self, stage: str, done: int, total: int) -> None:
        self.look_up()
        if not self.is_built:
            with self._turns.alone():
                self.first.advance(stage, done, total)

    def _catch_up(self, wiki: LiveWiki, store: cache.Store, screen: Screen) -> None:
        """Follow on a new wiki what was edited since its notes were read."""
        edited = [
            path for path, entry in self._followed.items() if entry is not None or not wiki.is_current(path)
        ]
        self._followed.clear()
        self._owes_build = False
        for path in edited:  # one by one: a note that cannot be followed must not stop the others
            followed = follow_notes(wiki, [path], store, screen)
            if followed is None or not followed.exact:
                self.forget()

    def forget(self) -> None:
        """Let the next `refresh` build, even if no file has changed since the last snapshot."""
        self._seen.forget()

    # --- one edit ---------------------------------------------------------------------------------

    def follow(self, paths: Iterable[str]) -> Followed | None:
        """Follow edits of the notes among these paths (as the operating system names them). If there are too
        many, or something else changed, so that only `refresh` can show everything, follow those of notes on
        open pages. None if nothing could be followed."""
        with self._turns.first():
            return self._follow(paths)

    def follow_open(self) -> Followed | None:
        """Follow changes of the notes that the open pages show, while a whole build is at work that will show
        the rest: a page may have been opened since it began. None if there are none."""
        with self._turns.first():
            return self._follow_open()

    def _follow(self, paths: Iterable[str]) -> Followed | None:
        """Follow the changes of these notes, or, if that cannot be done one by one, those that open pages
        show."""
        wiki = self._latest.wiki
        notes = notes_named(wiki, self._site.content, paths) if wiki else None
        if wiki is None or not notes or len(notes) > _MANY:
            return self._follow_open()
        with cache.Store.open(store_file(self._site)) as store:
            followed = follow_notes(wiki, notes, store, self._screen)
        if followed is None or not followed.exact:
            self.forget()
        if followed is None:
            self._followed |= dict.fromkeys(notes)
            return self._follow_open()
        entries = {entry.path: entry for entry in followed.entries}
        self._followed |= {path: entries.get(path) for path in followed.notes}
        if entries:
            self._write_back.edited()
            self._seen.followed(entries.values())
        return followed

    def _follow_open(self, seen: snapshot.Snapshot | None = None) -> Followed | None:
        """`follow_open`, with the files as they were `seen`, or else as they are now. If settings or macros
        have changed, nothing is followed: with the old ones, new texts might look worse than the old
        texts."""
        wiki, built_from = self._latest.wiki, self._seen.built_from
        if wiki is None or built_from is None:
            return None
        others = seen.others if seen else tuple(snapshot.others(self._site, built_from.walked))
        if others != built_from.others:
            return None
        with cache.Store.open(store_file(self._site)) as store:
            followed = follow_open(wiki, store, self._screen)
        if followed is not None:
            self._owes_build = True
            self._followed |= dict.fromkeys(followed.notes)
        return followed

    # --- when there is time -----------------------------------------------------------------------

    def flush(self) -> str:
        """Write what is shown from memory to the disk and index the texts, in a process of its own; call this
        when there is nothing else to do. Returns a message if that process failed, else "". A process that
        failed is started again only after the next change."""
        return self._write_back.flush()

    def give_up(self) -> None:
        """Abandon the whole build that is at work, and every later one: they raise `GaveWay`."""
        self._given_up.set()

    def close(self) -> None:
        """End the processes that are running."""
        self._flusher.stop()
        if self._parsers is not None:
            self._parsers.end()
