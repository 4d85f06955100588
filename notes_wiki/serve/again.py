"""Why a build may be due although no watched file has changed.

In:  the reports of builds, the folder of the preview.
Out: whether it is time to build again: because an obstacle may be gone (a full disk, a missing permission),
     or because another program removed or overwrote the preview.
"""

from __future__ import annotations

import time
from pathlib import Path

from notes_wiki.model import Problem, Report
from notes_wiki.stages.unchanged import stamp_at
from notes_wiki.write.output import MANIFEST

AGAIN = 5.0
"""A failed build is tried again after this many seconds, or this many times its own duration if that is
longer."""
LEFT_ALONE = 60.0
"""Seconds for which a preview that another build has overwritten twice is left to that build: two servers,
one of which shows drafts, would otherwise overwrite each other for ever."""
_UNWRITTEN = "not-writable"


class InTheWay:
    """The obstacles to the last build."""

    def __init__(self) -> None:
        self._problems: tuple[Problem, ...] = ()
        self._again_at: float | None = None

    def is_due(self) -> bool:
        """Whether it is time to check if they are gone."""
        return self._again_at is not None and time.monotonic() >= self._again_at

    def is_told(self, report: Report) -> bool:
        """Record the obstacles to a build. Returns whether they are the same as before, and so need not be
        reported again."""
        problems = report.problems if report.failed else ()
        problems = problems or tuple(one for one in report.problems if one.code == _UNWRITTEN)
        wait = max(AGAIN, AGAIN * report.seconds)
        self._again_at = time.monotonic() + wait if problems else None
        told, self._problems = self._problems, problems
        return bool(problems) and told == problems


class InPlace:
    """The preview as we left it, recognised by the stamp of its manifest."""

    def __init__(self) -> None:
        self._left: tuple[int, int, int] | None = None
        self._left_alone_until = 0.0

    def leave(self, output: Path) -> None:
        """Take the folder's present state as the right one."""
        self._left = _stamp(output)

    def is_as_left(self, output: Path, *, at_work: bool) -> bool:
        """Whether the folder is unchanged; or its change is accepted, because it is left to another program
        for a while (`leave_alone`), or because a process of ours is `at_work` on it."""
        if self._left is None:
            return True
        found = _stamp(output)
        left_alone = at_work or time.monotonic() < self._left_alone_until
        return found == self._left or (found is not None and left_alone)

    def leave_alone(self) -> None:
        """Accept changes by other programs for a while."""
        self._left_alone_until = time.monotonic() + LEFT_ALONE


def _stamp(output: Path) -> tuple[int, int, int] | None:
    return stamp_at(str(output / MANIFEST))
