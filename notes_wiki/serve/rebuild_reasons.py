"""Why a build may be due although no watched file has changed.

In:  the reports of builds, the folder of the preview.
Out: whether it is time to build again: because an obstacle may be gone (a full disk, a missing permission),
     or because another program removed or overwrote the preview.
"""

from __future__ import annotations

import time
from pathlib import Path

from notes_wiki.load.stamps import Stamp, stamp_at
from notes_wiki.model import Problem, Report
from notes_wiki.write.output import MANIFEST

RETRY_AFTER = 5.0
"""A failed build is tried again after this many seconds, or this many times its own duration if that is
longer."""
TOLERATED_FOR = 60.0
"""Seconds for which a preview that another build has overwritten is left to that build: two servers, one of
which shows drafts, would otherwise overwrite each other for ever."""
_NOT_WRITABLE = "not-writable"


class Obstacles:
    """The problems that kept the last build from writing everything."""

    def __init__(self) -> None:
        self._problems: tuple[Problem, ...] = ()
        self._retry_at: float | None = None

    def is_retry_due(self) -> bool:
        """Whether it is time to check if they are gone."""
        return self._retry_at is not None and time.monotonic() >= self._retry_at

    def record(self, report: Report) -> bool:
        """Record the obstacles to a build. Returns whether they are the same as before, and so need not be
        reported again."""
        problems = report.problems if report.failed else ()
        problems = problems or tuple(one for one in report.problems if one.code == _NOT_WRITABLE)
        wait = max(RETRY_AFTER, RETRY_AFTER * report.seconds)
        self._retry_at = time.monotonic() + wait if problems else None
        before, self._problems = self._problems, problems
        return bool(problems) and problems == before


class PreviewStamp:
    """The preview as we last wrote it, recognised by the stamp of its manifest."""

    def __init__(self) -> None:
        self._recorded: Stamp | None = None
        self._tolerated_until = 0.0

    def record(self, output: Path) -> None:
        """Take the folder's present state as ours."""
        self._recorded = _stamp(output)

    def is_ours(self, output: Path, *, at_work: bool) -> bool:
        """Whether the folder is in the recorded state; or its change is accepted, because changes by other
        programs are tolerated for a while, or because a process of ours is `at_work` on it."""
        if self._recorded is None:
            return True
        found = _stamp(output)
        accepted = at_work or time.monotonic() < self._tolerated_until
        return found == self._recorded or (found is not None and accepted)

    def tolerate_changes(self) -> None:
        """Accept changes by other programs for a while."""
        self._tolerated_until = time.monotonic() + TOLERATED_FOR


def _stamp(output: Path) -> Stamp | None:
    return stamp_at(str(output / MANIFEST))
