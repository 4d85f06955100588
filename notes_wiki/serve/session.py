"""The wiki while it is being written: builds one after another, and what each open page must know.

In:  hints that something may have changed.
Out: the preview brought up to date; for a page's address, its `PageState`.

There are two ways to follow a change. `follow` takes the note that was named and works out the pages that
it touches, in memory, within milliseconds. `refresh` looks at all files, by stat, and builds whatever is
not as it should be; it comes after everything that `follow` could not do, and at every heartbeat.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Mapping

import msgspec

from notes_wiki.load.walk import Entry
from notes_wiki.model import Graph, Problem, Report
from notes_wiki.render.page import TemplateError
from notes_wiki.render.refs import PageRef
from notes_wiki.serve import snapshot
from notes_wiki.serve.files import file_of
from notes_wiki.serve.settle import Settler
from notes_wiki.serve.shown import PageState, Shown, state_of
from notes_wiki.serve.wiki import Edit, Wiki
from notes_wiki.stages import link, outcome, read, render
from notes_wiki.stages.options import BuildOptions, silent
from notes_wiki.stages.site import Site, open_site, open_store, store_file
from notes_wiki.write import cache

_MANY = 8
"""Notes changed at once from which a whole build is no slower."""


class Followed(msgspec.Struct, frozen=True):
    """What `follow` did: the notes it followed, the pages that are others now, and whether a whole build
    must come after."""

    notes: tuple[str, ...]
    pages: int
    exact: bool
    problems: tuple[Problem, ...] = ()
    """Of these notes."""


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
        self._open_pages = open_pages
        self._announce = announce
        self._site = open_site(options)
        self._seen: snapshot.Snapshot | None = None
        self._seen_at = 0
        self._wiki: Wiki | None = None
        self._settler = Settler(options)
        self._unwritten = False
        self._unindexed = False
        self.shown = Shown(self._site.output, self._site.content, editor=scheme)

    @property
    def site(self) -> Site:
        """The settings and folders of the last build."""
        return self._site

    # --- a whole build ----------------------------------------------------------------------------

    def refresh(self) -> Report | None:
        """Look at the files and build where anything has changed; None where nothing has."""
        site = open_site(self._options)
        seen_at = time.time_ns()
        seen = snapshot.take(site)
        if seen == self._seen and not self._racy(seen):
            return None
        self._settler.stop()
        # Settings and folders are read again after they were looked at: what comes in between would else
        # be among what was seen and missing from the build, for good.
        site = open_site(self._options)
        self._site, self._seen, self._seen_at = site, seen, seen_at
        report = self._build(site, seen)
        self._announce()
        return report

    def forget(self) -> None:
        """Build everything that is not as it should be at the next `refresh`, whatever was seen."""
        self._seen = None

    def settle(self) -> None:
        """Have what is shown from memory written down and the texts indexed, in a process of its own; to be
        called when there is nothing else to do."""
        if self._settler.finished():
            fresh = {
                address: data
                for address, data in self.shown.fresh.items()
                if not self._is_written(address, data)
            }
            self.shown = msgspec.structs.replace(self.shown, fresh=fresh)
            self._unwritten = bool(fresh)
        elif (self._unwritten or self._unindexed) and not self._settler.running:
            self._unindexed = False
            self._settler.start()

    def _is_written(self, address: str, data: bytes) -> bool:
        file = file_of(self.shown.output, address)
        try:
            return file is not None and file.read_bytes() == data
        except OSError:
            return False

    def close(self) -> None:
        """End what is at work."""
        self._settler.stop()

    def _racy(self, seen: snapshot.Snapshot) -> bool:
        """Whether a note may have changed again, within the clock's tick, after it was read."""
        wiki, since = self._wiki, self._seen_at - snapshot.TICK_NS
        if wiki is None:
            return False
        racy = [entry.path for entry in seen.walked.notes if entry.mtime_ns >= since]
        if racy:
            self._seen_at = time.time_ns()
        return any(not wiki.is_current(path) for path in racy)

    def _build(self, site: Site, seen: snapshot.Snapshot) -> Report:
        started = time.perf_counter()
        if site.failed:
            return self._failed(outcome.failure(site, started))
        with open_store(site) as store:
            notes = read.read_notes(site, seen.walked, store, silent)
            linked = link.linked(site, seen.walked, notes)
            planned = render.plan(site, seen.walked, linked.graph, notes, store)
            if isinstance(planned, Problem):
                read.remember(store, notes)
                return self._failed(outcome.failure(site, started, [planned]))
            before, self._wiki = self._wiki, Wiki(site, seen.walked, notes, linked, planned)
            problems = (*seen.walked.problems, *notes.problems, *linked.graph.problems)
            try:
                self._show_open(site, before, planned, linked.graph, (*site.problems, *problems))
                written = render.write(site, planned, notes, store, silent)
            except TemplateError as error:
                written = error.problem
            read.remember(store, notes)
        if isinstance(written, Problem):
            return self._failed(outcome.failure(site, started, [written]))
        report = outcome.report(site, seen.walked, notes, linked.graph, started, written)
        self.shown = msgspec.structs.replace(
            self.shown, frame=planned.renderer.chrome, fresh={}, problems=_by_path(report.problems)
        )
        self._unwritten, self._unindexed = False, True
        return report

    def _failed(self, report: Report) -> Report:
        """Keep what was shown, and say why it is not up to date."""
        self._wiki = None
        errors = tuple(one for one in report.problems if one.severity == "error")
        self.shown = msgspec.structs.replace(self.shown, failure=errors or report.problems)
        return report

    def _show_open(
        self,
        site: Site,
        before: Wiki | None,
        planned: render.Planned,
        graph: Graph,
        problems: Iterable[Problem],
    ) -> None:
        """Render the pages that are open first, and tell them; the rest is written after."""
        moved = _moved(self.shown.moved, before.graph if before else None, graph)
        wanted = set(self._open_pages())
        wanted |= {moved[address] for address in wanted if address in moved}
        fresh = dict[str, bytes]()
        # A page with a new picture waits until the picture is in place.
        early = before is not None and set(planned.used) <= before.used
        if before is not None and early:
            fresh |= planned.theme
            for ref in planned.pages:
                if ref.address in wanted and before.keys.get(ref.address) != ref.key:
                    fresh[ref.address] = planned.renderer.render(ref)
        pages = {graph.addresses[id]: note.path for id, note in graph.notes.items()}
        by_path = _by_path(problems)
        self.shown = msgspec.structs.replace(
            self.shown,
            output=site.output,
            content=site.content,
            frame=planned.renderer.chrome if early else self.shown.frame,
            fresh={**self.shown.fresh, **fresh},
            paths=pages,
            problems=by_path,
            moved=moved,
            withheld=_withheld(self.shown, pages, moved, by_path),
            failure=(),
        )
        if early:
            self._announce()

    # --- one edit ---------------------------------------------------------------------------------

    def follow(self, paths: Iterable[str]) -> Followed | None:
        """Follow edits of the notes among these paths (as the system names them); None where something
        else changed, so that only `refresh` can tell."""
        wiki = self._wiki
        notes = self._notes_named(wiki, paths) if wiki else None
        if wiki is None or not notes or len(notes) > _MANY:
            return None
        pages, exact, told = 0, True, list[Problem]()
        with cache.Store.open(store_file(self._site)) as store:
            for path in notes:
                try:
                    edit = wiki.edit(path, store)
                    if edit is None:
                        return None
                    pages += self._show(wiki, edit)
                    if edit.bodies.lost:  # another build has forgotten everything meanwhile
                        self.forget()
                        return None
                except TemplateError:
                    return None
                exact = exact and edit.exact
                told += edit.problems
                if edit.exact:
                    self._have_seen(edit.entry)
        return Followed(tuple(notes), pages, exact, tuple(told))

    def _have_seen(self, entry: Entry) -> None:
        """Nothing is left to be built for a note that was followed to the end."""
        self._unwritten = True
        if self._seen is not None:
            walked = self._seen.walked
            notes = tuple(entry if one.path == entry.path else one for one in walked.notes)
            self._seen = snapshot.Snapshot(msgspec.structs.replace(walked, notes=notes), self._seen.others)
        self._seen_at = time.time_ns()

    def _notes_named(self, wiki: Wiki, paths: Iterable[str]) -> list[str] | None:
        """The notes that were named, or None where anything else was that counts."""
        notes = []
        root = str(self._site.content) + os.sep
        for path in paths:
            if path.startswith(root):
                name = path.removeprefix(root).replace(os.sep, "/")
                if name in wiki.paths:
                    notes.append(name)
                    continue
            if os.path.lexists(path):
                return None
            # What is gone and was never known is an editor's temporary file.
        return list(dict.fromkeys(notes))

    def _show(self, wiki: Wiki, edit: Edit) -> int:
        """Render the pages of an edit, those that are open first, and tell them. Returns their number."""
        wanted = set(self._open_pages())
        later: list[PageRef] = []
        fresh: dict[str, bytes] = {}
        for ref in edit.pages():
            if wiki.keys.get(ref.address) == ref.key:
                continue
            wiki.keys[ref.address] = ref.key
            if ref.address not in wanted and ref.name != edit.note.id:
                later.append(ref)
                continue
            fresh[ref.address] = edit.renderer.render(ref)
            self._publish(edit, fresh)
        self._publish(edit, fresh)
        for ref in later:
            fresh[ref.address] = edit.renderer.render(ref)
        if later:
            self._publish(edit, fresh)
        return len(fresh)

    def _publish(self, edit: Edit, fresh: dict[str, bytes]) -> None:
        self.shown = msgspec.structs.replace(
            self.shown,
            fresh={**self.shown.fresh, **fresh},
            problems={**self.shown.problems, edit.note.path: edit.problems},
        )
        self._announce()

    # --- for the server's thread ------------------------------------------------------------------

    def state(self, page: str) -> PageState:
        """What the page at this address must know."""
        return state_of(self.shown, page)


def _by_path(problems: Iterable[Problem]) -> dict[str, tuple[Problem, ...]]:
    found: dict[str, list[Problem]] = {}
    for one in problems:
        found.setdefault(one.path, []).append(one)
    return {path: tuple(dict.fromkeys(of_path)) for path, of_path in found.items()}


def _moved(known: Mapping[str, str], before: Graph | None, after: Graph) -> dict[str, str]:
    """Former addresses of pages to where the notes are now: the same note at another address, or a note
    with the same bytes under another name."""
    if before is None:
        return dict(known)
    addresses = set(after.addresses.values())
    gone = {id: note for id, note in before.notes.items() if before.addresses[id] not in addresses}
    if not gone:
        return {old: new for old, new in known.items() if old not in addresses}
    new = {note.digest: id for id, note in after.notes.items() if id not in before.notes}
    moved = dict(known)
    for id, note in gone.items():
        now = id if id in after.notes else new.get(note.digest)
        if now is not None:
            moved[before.addresses[id]] = after.addresses[now]
    # A note that moved twice is where it moved last; an address that is a page again is no former one.
    latest = {old: moved.get(there, there) for old, there in moved.items()}
    return {old: there for old, there in latest.items() if old not in addresses}


def _withheld(
    shown: Shown,
    pages: dict[str, str],
    moved: dict[str, str],
    problems: dict[str, tuple[Problem, ...]],
) -> dict[str, str]:
    """Former pages of notes that are still there and cannot be shown for an error of theirs."""
    former = {**shown.withheld, **shown.paths}
    return {
        address: path
        for address, path in former.items()
        if address not in pages
        and address not in moved
        and any(one.severity == "error" for one in problems.get(path, ()))
    }
