"""A whole build of the preview.

In:  a site and the listing of its files, the wiki as it was before.
Out: a `Report`, and the new wiki in memory. Open pages are shown before everything is written.

Meanwhile another thread follows edits (`turns`). So when the new wiki replaces the old one, the notes edited
since the build read them are followed on it too. If something is saved that cannot be followed, the build is
abandoned (`GaveWay`) and restarted; what it has parsed stays remembered.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping

from notes_wiki.load.walk import Walk
from notes_wiki.model import FoundFile, Graph, Problem, Report
from notes_wiki.render.page import Renderer, TemplateError
from notes_wiki.render.refs import PageRef
from notes_wiki.render.urls import file_address
from notes_wiki.serve.live_wiki import LiveWiki
from notes_wiki.serve.moves import moved_pages, moved_while_away, withheld_pages
from notes_wiki.serve.screen import Screen, by_path, replaced_files
from notes_wiki.serve.turns import Turns
from notes_wiki.stages import link, outcome, read, render, unreachable
from notes_wiki.stages.options import Progress
from notes_wiki.stages.parse import Parsers
from notes_wiki.stages.site import Site, open_store
from notes_wiki.write import cache
from notes_wiki.write.output import UNKNOWN, Written
from notes_wiki.write.output_problems import is_of_full_disk

Early = Callable[[PageRef], bool]
"""Whether an open page may be shown before everything is written."""


_NAMED = 3
"""How many files that could not be written are named in browsers."""


class GaveWay(Exception):  # noqa: N818 - nothing is wrong
    """A whole build was abandoned for something newer, and must be made later."""


class Latest:
    """The wiki that is shown: the result of the last whole build with the edits since, or None if that build
    failed. `notes` are those of the last build: the next one shares those that did not change."""

    def __init__(self) -> None:
        self.wiki: LiveWiki | None = None
        self.notes: Mapping[str, read.ReadNote] = {}
        self._graph: Graph | None = None

    @property
    def graph(self) -> Graph | None:
        """The last graph whose addresses were on the screen, even if a build has failed since."""
        return self.wiki.graph if self.wiki else self._graph

    def put(self, wiki: LiveWiki | None) -> None:
        """Replace the wiki by this one."""
        self._graph, self.wiki = self.graph, wiki


class WholeBuild:
    """One whole build, whose wiki replaces the `latest`.

    It calls `look` now and then, which lets edits go first. `look` and `progress` may raise `GaveWay`.
    `turns` keeps edits away while what is shown is replaced; `catch_up` then follows on the new wiki, and
    shows on the screen it is given, what was edited meanwhile. `parsers` parse if there are only a few notes
    to parse.
    """

    def __init__(
        self,
        site: Site,
        walked: Walk,
        latest: Latest,
        screen: Screen,
        look: Callable[[], None],
        progress: Progress,
        parsers: Parsers | None,
        turns: Turns,
        catch_up: Callable[[LiveWiki, cache.Store, Screen], None],
    ) -> None:
        self._site = site
        self._walked = walked
        self._latest = latest
        self._screen = screen
        self._look = look
        self._progress = progress
        self._parsers = parsers
        self._turns = turns
        self._catch_up = catch_up

    def run(self) -> Report:
        """Build. Raises `GaveWay` if `look` does, and `Busy` if another build is running."""
        started = time.perf_counter()
        site = self._site
        if site.failed:
            return self._failed(outcome.failure(site, started))
        with open_store(site, self._look) as store:
            if found := unreachable.unreachable_content(site, self._walked, store):
                return self._failed(outcome.failure(site, started, found))
            parser = self._parsers.builds if self._parsers else None
            notes = read.read_notes(
                site,
                self._walked,
                store,
                self._progress,
                self._look,
                standby=parser,
                known=self._latest.notes,
            )
            self._latest.notes = notes.read
            try:
                self._look()
                report = self._build(notes, store, started)
            except GaveWay:
                # Nothing is forgotten, because the previous wiki may still need it.
                store.save(parsed=notes.parsed, stats=notes.stats)
                raise
            read.remember(store, notes)
        return self._failed(report) if report.failed else report

    def _build(self, notes: read.Notes, store: cache.Store, started: float) -> Report:
        """Everything after the notes are read. Raises `GaveWay`."""
        site, walked = self._site, self._walked
        files = link.linkable_files(site, walked)
        linked = link.linked(site, notes, files, store, self._look)
        graph = linked.graph  # kept, because every edit that is followed replaces `linked.graph`
        self._look()
        planned = render.plan(site, walked, files, graph, notes, store, self._look)
        if isinstance(planned, Problem):
            return outcome.failure(site, started, [planned])
        self._look()
        wiki = LiveWiki(site, walked, notes, linked, planned, self._parsers.edits if self._parsers else None)
        problems = (*site.problems, *walked.problems, *notes.problems, *graph.problems)
        before = self._latest.wiki
        if self._latest.graph is None:
            known = {path: stat.digest for path, stat in store.digests().items()}
            self._screen.put(moved=moved_while_away(known, graph, site.config.urls))
        if before is not None and notes.parsed:
            store.save(parsed=notes.parsed)  # edits are about to be followed on this wiki, by another thread
        try:
            self._replace_wiki(wiki, planned, problems, store)
            written = self._write(planned, notes, store)
        except TemplateError as error:
            written = error.problem
        except GaveWay:
            with self._turns.alone():
                wiki.take_as_shown(before, self._screen.shown.fresh)
            raise
        if isinstance(written, Problem):
            return outcome.failure(site, started, [written])
        report = outcome.report(site, walked, notes, graph, started, written)
        self._show_written(wiki, planned, report, written)
        return report

    def _show_written(
        self, wiki: LiveWiki, planned: render.Planned, report: Report, written: Written
    ) -> None:
        """Show what the build has written from the disk. What was edited meanwhile stays in memory."""
        unwritten = self._unwritten(planned, written) if written.problems else {}
        addresses = map(file_address, planned.used)
        full = tuple(filter(is_of_full_disk, written.problems))
        files = {one: written.digests[one] for one in addresses if one in written.digests}
        with self._turns.alone():
            edited = _edited(wiki, planned)
            shown = self._screen.shown
            paths = {shown.paths[one] for one in edited if one in shown.paths}
            put = self._screen.put_news if written.written or written.removed else self._screen.put
            put(
                frame=planned.renderer.chrome,
                fresh={**unwritten, **{one: shown.fresh[one] for one in edited if one in shown.fresh}},
                problems={
                    **by_path(report.problems),
                    **{path: shown.problems.get(path, ()) for path in paths},
                },
                files=files,
                replaced=replaced_files(shown, files),
                full=full[:_NAMED],
                building=None,  # in the same step, because the theme's files are no longer in memory
            )

    def _unwritten(self, planned: render.Planned, written: Written) -> dict[str, bytes]:
        """Pages on the screen, and files they need, that could not be written and so stay in memory."""
        failed = {one for one, digest in written.digests.items() if digest == UNKNOWN}
        pages = {ref.address: ref for ref in planned.pages}
        on_screen = {*self._screen.shown.fresh, *self._screen.open_pages()} & pages.keys()
        return {
            one: planned.theme[one] if one in planned.theme else planned.renderer.render(pages[one])
            for one in (*on_screen, *planned.theme)
            if one in failed or one not in written.digests
        }

    def _write(self, planned: render.Planned, notes: read.Notes, store: cache.Store) -> Written | Problem:
        def progress(stage: str, done: int, total: int) -> None:
            self._progress(stage, done, total)
            self._look()

        return render.write(self._site, planned, notes, store, progress)

    def _failed(self, report: Report) -> Report:
        """Keep what was shown, and say why it is not up to date."""
        errors = tuple(one for one in report.problems if one.severity == "error")
        with self._turns.alone():
            self._latest.put(None)
            self._screen.put(failure=errors or report.problems)
        return report

    def _replace_wiki(
        self, wiki: LiveWiki, planned: render.Planned, problems: Iterable[Problem], store: cache.Store
    ) -> None:
        """Replace the old wiki by the new one, with the edits made meanwhile. Open pages change now;
        everything is written afterwards."""
        with self._turns.alone():
            early = self._early(wiki, planned)
            # All at once: otherwise a page edited meanwhile would briefly go back to its earlier state.
            draft = Screen(self._screen.shown, self._screen.open_pages, lambda: None)
            self._show_open(draft, wiki, planned, problems, early)
            self._latest.put(wiki)
            self._catch_up(wiki, store, draft)
            self._screen.shown = draft.shown
        if early:
            self._screen.announce()

    def _early(self, wiki: LiveWiki, planned: render.Planned) -> Early | None:
        """Which pages may be shown before everything is written, or None if none may. A page with a new
        picture waits until the picture is in place."""
        before = self._latest.wiki
        if before is not None and set(planned.used) <= before.used:
            return lambda ref: before.keys.get(ref.address) != ref.key
        if self._latest.graph is None:  # nothing has been shown yet
            return lambda ref: ref.kind == "note" and not _shows_files(wiki.graph, planned.renderer, ref.name)
        return None

    def _show_open(
        self,
        screen: Screen,
        wiki: LiveWiki,
        planned: render.Planned,
        problems: Iterable[Problem],
        early: Early | None,
    ) -> None:
        """Put the new wiki on the screen, and of its pages those that are open and may be shown `early`."""
        shown, graph = screen.shown, wiki.graph
        moved, lost = moved_pages(shown.moved, shown.lost, self._latest.graph, graph)
        wanted = set(screen.open_pages())
        wanted |= {moved[address] for address in wanted if address in moved}
        fresh = dict[str, bytes]()
        if early is not None:
            fresh |= planned.theme
            for ref in planned.pages:
                if ref.address in wanted and early(ref):
                    fresh[ref.address] = planned.renderer.render(ref)
        paths = {graph.addresses[id]: note.path for id, note in graph.notes.items()}
        of_notes = by_path(problems)
        screen.put(
            output=self._site.output,
            content=self._site.content,
            frame=planned.renderer.chrome if early is not None else shown.frame,
            fresh={**shown.fresh, **fresh},
            paths=paths,
            problems=of_notes,
            moved=moved,
            lost=lost,
            withheld=withheld_pages(shown, paths, moved, of_notes),
            failure=(),
        )


def _shows_files(graph: Graph, renderer: Renderer, id: str) -> bool:
    """Whether the page of a note shows files, or links to them."""
    return any(
        isinstance(one, FoundFile)
        for shown in renderer.shown_by(id)
        for one in (*graph.links[shown], *graph.images[shown])
    )


def _edited(wiki: LiveWiki, planned: render.Planned) -> set[str]:
    """The addresses of pages that have changed since they were planned."""
    keys = {ref.address: ref.key for ref in planned.pages}
    return {address for address, key in wiki.keys.items() if keys.get(address) != key}
