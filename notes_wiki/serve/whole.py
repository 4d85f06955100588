"""A whole build of the preview: whatever is not as it should be.

In:  a site with what its files looked like, the wiki as it was before.
Out: a `Report`, and the wiki in memory. The pages that are open are shown before all is written.

A whole build gives way: between its stages, and while it writes, it looks whether something newer was saved,
and is given up (`GaveWay`) for that to be followed first. What it has read stays remembered.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from notes_wiki.fork import Standby
from notes_wiki.load.walk import Walk
from notes_wiki.model import Graph, Problem, Report
from notes_wiki.render.page import TemplateError
from notes_wiki.render.urls import file_address
from notes_wiki.serve.moves import moved_pages, withheld_pages
from notes_wiki.serve.shown import Screen, by_path, replaced_files
from notes_wiki.serve.wiki import Wiki
from notes_wiki.stages import lacking, link, outcome, read, render
from notes_wiki.stages.options import silent
from notes_wiki.stages.site import Site, open_store
from notes_wiki.write import cache
from notes_wiki.write.output import UNKNOWN, Written


class GaveWay(Exception):  # noqa: N818 - nothing is wrong
    """A whole build was given up for something newer, and must be made later."""


class WholeBuild:
    """One whole build. `wiki` is the wiki as far as the build has got: that of before, then the new one,
    None where it failed. `graph` is the last one whose addresses were on the screen, whatever failed since.

    `gives_way` says whether something newer waits; `standby` parses where few notes are to be.
    """

    def __init__(
        self,
        site: Site,
        walked: Walk,
        before: Wiki | None,
        graph: Graph | None,
        screen: Screen,
        gives_way: Callable[[], bool],
        standby: Standby | None,
    ) -> None:
        self.wiki = before
        self.graph = graph
        self._site = site
        self._walked = walked
        self._screen = screen
        self._gives_way = gives_way
        self._standby = standby

    def run(self) -> Report:
        """Build. Raises `GaveWay`, and `Busy` where another build is at work."""
        started = time.perf_counter()
        site = self._site
        if site.failed:
            return self._failed(outcome.failure(site, started))
        with open_store(site) as store:
            if found := lacking.not_there(site, self._walked, store):
                return self._failed(outcome.failure(site, started, found))
            notes = read.read_notes(site, self._walked, store, silent, self._look, standby=self._standby)
            try:
                self._look()
                report = self._build(notes, store, started)
            except GaveWay:
                # Nothing is forgotten: the wiki of before may need what it had.
                store.save(parsed=notes.parsed, stats=notes.stats)
                raise
            read.remember(store, notes)
        return self._failed(report) if report.failed else report

    def _look(self) -> None:
        """Raise `GaveWay` where something newer waits."""
        if self._gives_way():
            raise GaveWay

    def _build(self, notes: read.Notes, store: cache.Store, started: float) -> Report:
        """Everything behind the reading of notes. Raises `GaveWay`."""
        site, walked = self._site, self._walked
        beside = link.beside(site, walked)
        linked = link.linked(site, notes, beside, store, self._look)
        self._look()
        planned = render.plan(site, walked, beside, linked.graph, notes, store, self._look)
        if isinstance(planned, Problem):
            return outcome.failure(site, started, [planned])
        self._look()
        before, self.wiki = self.wiki, Wiki(site, walked, notes, linked, planned, self._standby)
        problems = (*site.problems, *walked.problems, *notes.problems, *linked.graph.problems)
        try:
            self._show_open(before, planned, linked.graph, problems)
            written = self._write(planned, notes, store)
        except TemplateError as error:
            written = error.problem
        except GaveWay:
            self.wiki.take_as_shown(before, self._screen.shown.fresh)
            raise
        if isinstance(written, Problem):
            return outcome.failure(site, started, [written])
        report = outcome.report(site, walked, notes, linked.graph, started, written)
        addresses = map(file_address, planned.used)
        files = {one: written.digests[one] for one in addresses if one in written.digests}
        self._screen.put(
            frame=planned.renderer.chrome,
            fresh=self._unwritten(planned, written) if written.problems else {},
            problems=by_path(report.problems),
            files=files,
            replaced=replaced_files(self._screen.shown, files),
        )
        return report

    def _unwritten(self, planned: render.Planned, written: Written) -> dict[str, bytes]:
        """What was on the screen, or is needed there, and could not be written: it stays in memory."""
        lacking = {one for one, digest in written.digests.items() if digest == UNKNOWN}
        pages = {ref.address: ref for ref in planned.pages}
        on_screen = {*self._screen.shown.fresh, *self._screen.open_pages()} & pages.keys()
        return {
            one: planned.theme[one] if one in planned.theme else planned.renderer.render(pages[one])
            for one in (*on_screen, *planned.theme)
            if one in lacking or one not in written.digests
        }

    def _write(self, planned: render.Planned, notes: read.Notes, store: cache.Store) -> Written | Problem:
        def look(stage: str, done: int, total: int) -> None:
            del stage, done, total
            self._look()

        return render.write(self._site, planned, notes, store, look)

    def _failed(self, report: Report) -> Report:
        """Keep what was shown, and say why it is not up to date."""
        self.wiki = None
        errors = tuple(one for one in report.problems if one.severity == "error")
        self._screen.put(failure=errors or report.problems)
        return report

    def _show_open(
        self, before: Wiki | None, planned: render.Planned, graph: Graph, problems: Iterable[Problem]
    ) -> None:
        """Render the pages that are open first, put them on the screen with all that is known of the new
        wiki, and tell browsers; the rest is written after."""
        shown = self._screen.shown
        moved, lost = moved_pages(shown.moved, shown.lost, self.graph, graph)
        wanted = set(self._screen.open_pages())
        wanted |= {moved[address] for address in wanted if address in moved}
        fresh = dict[str, bytes]()
        # A page with a new picture waits until the picture is in place.
        early = before is not None and set(planned.used) <= before.used
        if before is not None and early:
            fresh |= planned.theme
            for ref in planned.pages:
                if ref.address in wanted and before.keys.get(ref.address) != ref.key:
                    fresh[ref.address] = planned.renderer.render(ref)
        paths = {graph.addresses[id]: note.path for id, note in graph.notes.items()}
        told = by_path(problems)
        self._screen.put(
            output=self._site.output,
            content=self._site.content,
            frame=planned.renderer.chrome if early else shown.frame,
            fresh={**shown.fresh, **fresh},
            paths=paths,
            problems=told,
            moved=moved,
            lost=lost,
            withheld=withheld_pages(shown, paths, moved, told),
            failure=(),
        )
        self.graph = graph
        if early:
            self._screen.announce()
