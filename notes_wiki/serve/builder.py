"""The thread in which all building happens, and what it says on the terminal.

In:  hints of the watcher.
Out: a session that is up to date, one line for each change, problems that are new.
"""

from __future__ import annotations

import sys
import threading
import time
import traceback
from collections.abc import Iterable
from pathlib import Path

from notes_wiki import problem, report
from notes_wiki.model import Problem, Report
from notes_wiki.serve.session import Followed, GaveWay, Session
from notes_wiki.serve.watch import Watcher
from notes_wiki.write.lock import Busy

_BREATH = 0.03
"""Seconds between telling an open page and building the rest, in which the page is fetched."""
POSTPONED = 15.0
"""Seconds for which a whole build gives way to newer edits, at most; then it is made. Whoever writes may
save every few seconds, and a whole build of 10,000 notes takes three."""
_NAMED = 3
"""Notes that a line names."""


class Builder(threading.Thread):
    """Follows the watcher until it is stopped."""

    def __init__(self, session: Session, watcher: Watcher, told: Iterable[Problem] = ()) -> None:
        super().__init__(name="builder", daemon=True)
        self._session = session
        self._watcher = watcher
        self._told = {_identity(one) for one in told}
        self._owed_since: float | None = None

    def run(self) -> None:
        """Build after every hint. An exception is an error of ours: it is printed, and building goes on."""
        while (paths := self._watcher.wait()) is not None:
            try:
                self._watcher.renew()
                self.step(paths)
            except Busy:
                say("Another build is at work in this folder; waiting for it.")
                self._session.forget()
            except Exception:  # a server that stays up tells more than one that is gone
                traceback.print_exc()
                self._session.forget()
        self._session.close()

    def step(self, paths: frozenset[str]) -> None:
        """Follow one hint. A whole build may be put off for the next one."""
        started = time.perf_counter()
        followed = self._session.follow(paths) if paths else None
        if followed is not None:
            if followed.pages:
                self._say_followed(followed, time.perf_counter() - started)
            if followed.exact and self._owed_since is None:
                return
            time.sleep(_BREATH)
        try:
            done = self._session.refresh(self._gives_way)
        except GaveWay:
            self._owed_since = self._owed_since or started
            return
        self._owed_since = None
        if done is not None:
            self._say_built(done)
        elif not paths and (told := self._session.settle()):
            say(told)

    def _gives_way(self) -> bool:
        """Whether a whole build is given up now, for what was saved since it began."""
        owed = self._owed_since
        return self._watcher.pending and (owed is None or time.perf_counter() - owed < POSTPONED)

    def _say_followed(self, followed: Followed, seconds: float) -> None:
        names = ", ".join(followed.notes[:_NAMED]) + (", …" if len(followed.notes) > _NAMED else "")
        pages = f"{followed.pages} page{'' if followed.pages == 1 else 's'}"
        counted = f"; {_count(followed.problems)}" if followed.problems else ""
        self._say_new(followed.problems, set(followed.notes))
        say(f"{_now()}  {names}: {pages} in {seconds * 1000:.0f} ms{counted}")

    def _say_built(self, done: Report) -> None:
        self._say_new(done.problems, None)
        if done.failed:
            say(f"{_now()}  Nothing was built; the last good pages stay.")
        else:
            say(f"{_now()}  {report.summary(done)}")

    def _say_new(self, problems: Iterable[Problem], notes: set[str] | None) -> None:
        """Print the problems that were not there before; `notes` are those they are about, None for all."""
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
    """What makes two problems the same though lines were put in above."""
    return found.path, found.code, found.message


def _count(problems: tuple[Problem, ...]) -> str:
    return f"{len(problems)} problem{'' if len(problems) == 1 else 's'}"


def _now() -> str:
    return time.strftime("%H:%M:%S")
