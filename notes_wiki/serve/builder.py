"""The two threads in which all building happens, and what they print.

In:  hints from the watcher.
Out: a session that is up to date; one line for each change, and the problems that are new.
"""

from __future__ import annotations

import gc
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path

from notes_wiki import problem, report, there
from notes_wiki.model import Problem, Report
from notes_wiki.serve.session import Followed, GaveWay, Session
from notes_wiki.serve.watch import Watcher
from notes_wiki.write.lock import Busy, lock

POSTPONED = 15.0
"""Seconds for which a whole build is abandoned and restarted whenever something is saved that cannot be
followed; after that it is finished in any case. A checkout may take as long, and a whole build of 10,000
notes takes three seconds."""
_PATIENCE = 1.0
"""Seconds to wait for another program's build before saying so."""
_BUSY = "Another build is running in this folder; waiting for it to finish."
_NAMED = 3
"""How many notes a line names before it is shortened."""


class Builder(threading.Thread):
    """Follows the watcher until it is stopped: edits in this thread, whole builds in a second one, which
    makes the first build at once. `after_first` is called when that is done, or has to wait for another
    program."""

    def __init__(
        self, session: Session, watcher: Watcher, after_first: Callable[[], None] = lambda: None
    ) -> None:
        super().__init__(name="builder", daemon=True)
        self._session = session
        self._watcher = watcher
        self._after_first = after_first
        self._printed = set[tuple[str, str, str]]()
        """The problems that were printed and still exist, as `_identity` names them."""
        self._printing = threading.Lock()
        self._whole_builds = threading.Thread(
            target=self._build_whenever_due, name="whole build", daemon=True
        )
        self._build_due = threading.Event()
        self._is_building = False
        self._is_quiet = False
        """Whether nothing was reported at the last heartbeat."""
        self._has_garbage = False
        self._has_newer = False
        """Whether something was saved, since the build at work began, that only another build can show."""
        self._owed_since: float | None = None
        """When the first of the builds began that were abandoned since one was finished."""
        self._stopped = False

    def run(self) -> None:
        """Follow every hint. An exception is an error of ours: it is printed, and following goes on."""
        if not self._session.is_built:
            self._build_due.set()
        self._whole_builds.start()
        while (paths := self._watcher.wait()) is not None:
            try:
                self._watcher.renew()
                self.step(paths)
            except Exception:  # keep serving: the traceback is worth more than a crash
                traceback.print_exc()
                self._session.forget()
                self._build_due.set()
        self._stopped = True
        self._session.give_up()
        self._build_due.set()
        self._whole_builds.join()

    def step(self, paths: frozenset[str]) -> None:
        """Follow one hint. A whole build is due if that is not enough, and at a heartbeat (no paths)."""
        started = time.perf_counter()
        self._is_quiet = not paths
        if paths:
            followed = self._session.follow(paths)
        else:
            followed = self._session.follow_open() if self._is_building else None
        if followed is not None and followed.pages:
            self._say_followed(followed, time.perf_counter() - started)
        if followed is not None and followed.exact:
            return
        self._has_newer |= bool(paths) and (followed is None or followed.is_partial)
        if paths or not self._is_building:
            self._build_due.set()

    def _build_whenever_due(self) -> None:
        """Make whole builds, whenever one is due, until the builder is stopped."""
        if not self._session.is_built:
            self._wait_for_another()
        while self._build_due.wait() and not self._stopped:
            self._build_due.clear()
            self._is_building = True
            try:
                self.build()
            except Busy:
                say(_BUSY)
                self._session.forget()
                if not self._session.is_built:
                    self._after_first()
            except Exception:  # as in `run`
                traceback.print_exc()
                self._session.forget()
            finally:
                self._is_building = False

    def _wait_for_another(self) -> None:
        """If another program is building, so that the first build has to wait, say so after a moment."""
        state = self._session.site.state
        try:
            if there.is_folder(state):
                with lock(state, wait=_PATIENCE, look=self._session.look_up):
                    pass
        except GaveWay:
            pass
        except Busy:
            say(_BUSY)
            self._after_first()

    def build(self) -> None:
        """Compare the files and build what is out of date; if nothing is, write what is shown from memory to
        the disk. An abandoned build needs no new request: the change it was abandoned for has made one."""
        started = time.perf_counter()
        self._has_newer, is_first = False, not self._session.is_built
        try:
            done = self._session.refresh(self._gives_way)
        except GaveWay:
            self._owed_since = self._owed_since or started
            return
        self._owed_since = None
        self._has_garbage |= done is not None
        if done is not None:
            self._watcher.watch_links(self._session.links())
        if is_first and done is not None:
            self._say_first(done)
        elif done is not None:
            self._say_built(done)
        elif self._is_quiet:
            if failure := self._session.flush():
                say(failure)
            if self._has_garbage:
                self._collect_garbage()

    def _collect_garbage(self) -> None:
        """Free what reference cycles keep alive: replaced templates (wikis and edits form no cycles). This is
        done only when nothing has been saved for a while, because it halts every thread, for a tenth of a
        second at 10,000 notes, half a second if other programs use the processor. `wiki serve` keeps Python
        from full collections at any other time."""
        self._has_garbage = False
        gc.collect()

    def _gives_way(self) -> bool:
        """Whether to abandon the whole build now, because something else that needs one has been saved."""
        owed = self._owed_since
        may_postpone = owed is None or time.perf_counter() - owed < POSTPONED
        return self._stopped or (self._has_newer and self._session.is_built and may_postpone)

    def _say_followed(self, followed: Followed, seconds: float) -> None:
        names = ", ".join(followed.notes[:_NAMED]) + (", …" if len(followed.notes) > _NAMED else "")
        pages = report.count(followed.pages, "page")
        problems = f"; {report.count(len(followed.problems), 'problem')}" if followed.problems else ""
        self._say_new(followed.problems, set(followed.notes))
        say(f"{_now()}  {names}: {pages} in {seconds * 1000:.0f} ms{problems}")

    def _say_first(self, done: Report) -> None:
        with self._printing:
            self._printed = {_identity(one) for one in done.problems}
        report.print_build(done, as_json=False)
        sys.stdout.flush()
        self._after_first()

    def _say_built(self, done: Report) -> None:
        self._say_new(done.problems, None)
        if done.failed:
            say(f"{_now()}  Nothing was built; the pages stay as they were.")
        else:
            say(f"{_now()}  {report.summary(done)}")

    def _say_new(self, problems: Iterable[Problem], notes: set[str] | None) -> None:
        """Print the problems that are new. `notes` are the notes they can belong to, None for all."""
        with self._printing:
            self._say_new_locked(problems, notes)

    def _say_new_locked(self, problems: Iterable[Problem], notes: set[str] | None) -> None:
        found = {_identity(one): one for one in problems}
        new = [one for identity, one in found.items() if identity not in self._printed]
        kept = set() if notes is None else {one for one in self._printed if one[0] not in notes}
        self._printed = kept | set(found)
        shown, left = problem.first_of_each_code(new, report.FIRST)
        report.print_problems(shown, Path(self._session.site.content))
        report.print_left(left)


def say(line: str) -> None:
    """Print a line at once."""
    print(line, flush=True)


def _identity(found: Problem) -> tuple[str, str, str]:
    """What two reports of one problem have in common, even if lines were inserted above it."""
    return found.path, found.code, found.message


def _now() -> str:
    return time.strftime("%H:%M:%S")
