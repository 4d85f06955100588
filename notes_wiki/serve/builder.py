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
"""Seconds for which a whole build is given up and begun anew for what was saved meanwhile and cannot be
followed, at most; then it is made. A checkout may go on for so long, and a whole build of 10,000 notes takes
three."""
_PATIENCE = 1.0
"""Seconds to wait for another build before that is said."""
_BUSY = "Another build is at work in this folder; waiting for it."
_NAMED = 3
"""How many notes a line names."""


class Builder(threading.Thread):
    """Follows the watcher until it is stopped: edits in this thread, whole builds in one beside it, the first
    of them at once. `after_first` is called when that is done, or waits for another program's."""

    def __init__(
        self, session: Session, watcher: Watcher, after_first: Callable[[], None] = lambda: None
    ) -> None:
        super().__init__(name="builder", daemon=True)
        self._session = session
        self._watcher = watcher
        self._after_first = after_first
        self._told = set[tuple[str, str, str]]()
        self._telling = threading.Lock()
        self._due = threading.Event()
        self._behind = threading.Thread(target=self._build_behind, name="whole build", daemon=True)
        self._at_work = False
        self._is_quiet = False
        self._is_unswept = False
        self._has_newer = False
        self._stopped = False
        self._owed_since: float | None = None

    def run(self) -> None:
        """Follow every hint. An exception is an error of ours: it is printed, and following goes on."""
        if not self._session.is_built:
            self._due.set()
        self._behind.start()
        while (paths := self._watcher.wait()) is not None:
            try:
                self._watcher.renew()
                self.step(paths)
            except Exception:  # a server that stays up tells more than one that is gone
                traceback.print_exc()
                self._session.forget()
                self._due.set()
        self._stopped = True
        self._session.give_up()
        self._due.set()
        self._behind.join()

    def step(self, paths: frozenset[str]) -> None:
        """Follow one hint. A whole build is due if that is not enough, and at a heartbeat (no paths)."""
        started = time.perf_counter()
        self._is_quiet = not paths
        if paths:
            followed = self._session.follow(paths)
        else:
            followed = self._session.follow_open() if self._at_work else None
        if followed is not None and followed.pages:
            self._say_followed(followed, time.perf_counter() - started)
        if followed is not None and followed.exact:
            return
        self._has_newer |= bool(paths) and (followed is None or followed.others)
        if paths or not self._at_work:
            self._due.set()

    def _build_behind(self) -> None:
        """Build whenever that is due."""
        if not self._session.is_built:
            self._wait_for_another()
        while self._due.wait() and not self._stopped:
            self._due.clear()
            self._at_work = True
            try:
                self.build()
            except Busy:
                say(_BUSY)
                self._session.forget()
                if not self._session.is_built:
                    self._after_first()
            except Exception:  # as above
                traceback.print_exc()
                self._session.forget()
            finally:
                self._at_work = False

    def _wait_for_another(self) -> None:
        """Say so soon where another program's build is at work, for which the first one waits."""
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
        the disk. A build that was abandoned is due again together with the change it was abandoned for."""
        started = time.perf_counter()
        self._has_newer, is_first = False, not self._session.is_built
        try:
            done = self._session.refresh(self._gives_way)
        except GaveWay:
            self._owed_since = self._owed_since or started
            return
        self._owed_since = None
        self._is_unswept |= done is not None
        if is_first and done is not None:
            self._say_first(done)
        elif done is not None:
            self._say_built(done)
        elif self._is_quiet:
            if told := self._session.settle():
                say(told)
            if self._is_unswept:
                self._sweep()

    def _sweep(self) -> None:
        """Free what reference cycles keep: templates that were replaced, for no wiki and no edit leaves any.
        Only when nothing has been saved for a while: every thread waits for it, a tenth of a second at 10,000
        notes, half a second if other programs use the processor. `wiki serve` keeps Python from collecting at
        any other time."""
        self._is_unswept = False
        gc.collect()

    def _gives_way(self) -> bool:
        """Whether to abandon the whole build now, because something else that needs one has been saved."""
        owed = self._owed_since
        newer = (
            self._has_newer
            and self._session.is_built
            and (owed is None or time.perf_counter() - owed < POSTPONED)
        )
        return newer or self._stopped

    def _say_followed(self, followed: Followed, seconds: float) -> None:
        names = ", ".join(followed.notes[:_NAMED]) + (", …" if len(followed.notes) > _NAMED else "")
        pages = f"{followed.pages} page{'' if followed.pages == 1 else 's'}"
        counted = f"; {_count(followed.problems)}" if followed.problems else ""
        self._say_new(followed.problems, set(followed.notes))
        say(f"{_now()}  {names}: {pages} in {seconds * 1000:.0f} ms{counted}")

    def _say_first(self, done: Report) -> None:
        with self._telling:
            self._told = {_identity(one) for one in done.problems}
        report.print_build(done, as_json=False)
        sys.stdout.flush()
        self._after_first()

    def _say_built(self, done: Report) -> None:
        self._say_new(done.problems, None)
        if done.failed:
            say(f"{_now()}  Nothing was built; the last good pages stay.")
        else:
            say(f"{_now()}  {report.summary(done)}")

    def _say_new(self, problems: Iterable[Problem], notes: set[str] | None) -> None:
        """Print the problems that are new. `notes` are the notes they can belong to, None for all."""
        with self._telling:
            self._say_new_alone(problems, notes)

    def _say_new_alone(self, problems: Iterable[Problem], notes: set[str] | None) -> None:
        found = {_identity(one): one for one in problems}
        new = [one for identity, one in found.items() if identity not in self._told]
        kept = set() if notes is None else {one for one in self._told if one[0] not in notes}
        self._told = kept | set(found)
        shown, left = problem.first_of_each_code(new, report.FIRST)
        report.print_problems(shown, Path(self._session.site.content))
        for code, count in left.items():
            print(f"… and {count} more of [{code}]; `wiki check` prints them all.", file=sys.stderr)


def say(line: str) -> None:
    """Print a line at once."""
    print(line, flush=True)


def _identity(found: Problem) -> tuple[str, str, str]:
    """What two reports of one problem have in common, even if lines were inserted above it."""
    return found.path, found.code, found.message


def _count(problems: tuple[Problem, ...]) -> str:
    return f"{len(problems)} problem{'' if len(problems) == 1 else 's'}"


def _now() -> str:
    return time.strftime("%H:%M:%S")
