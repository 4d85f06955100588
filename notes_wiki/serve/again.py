"""What makes a build due again though no file that is looked at has changed.

In:  the reports of builds, the folder of the preview.
Out: whether it is time to build again: because what stood in the way may be gone (a disk was full, a
     permission missing), or because somebody else removed the preview or wrote it over.
"""

from __future__ import annotations

import time
from pathlib import Path

from notes_wiki.model import Problem, Report
from notes_wiki.stages.unchanged import stamp_at
from notes_wiki.write.output import MANIFEST

AGAIN = 5.0
"""Seconds after which a build that failed is tried again though no file has changed; and so many times
as long as it took."""
LEFT_ALONE = 60.0
"""Seconds for which a preview that another build wrote over a second time is left to it: two servers, of
which one shows drafts, would write over one another for ever."""
_UNWRITTEN = "not-writable"


class InTheWay:
    """What stood in the way of the last build."""

    def __init__(self) -> None:
        self._problems: tuple[Problem, ...] = ()
        self._again_at: float | None = None

    def is_due(self) -> bool:
        """Whether it is time to look whether it is gone."""
        return self._again_at is not None and time.monotonic() >= self._again_at

    def is_told(self, report: Report) -> bool:
        """Take note of what stood in the way of a build. Whether that is what stood there before."""
        problems = report.problems if report.failed else ()
        problems = problems or tuple(one for one in report.problems if one.code == _UNWRITTEN)
        wait = max(AGAIN, AGAIN * report.seconds)
        self._again_at = time.monotonic() + wait if problems else None
        told, self._problems = self._problems, problems
        return bool(problems) and told == problems


class InPlace:
    """The preview as it was left, by the stamp of the list of what is in it."""

    def __init__(self) -> None:
        self._left: tuple[int, int, int] | None = None
        self._left_alone_until = 0.0

    def leave(self, output: Path) -> None:
        """This is how it is meant to be."""
        self._left = _stamp(output)

    def is_as_left(self, output: Path, *, at_work: bool) -> bool:
        """Whether it still is so, or is left to whoever wrote it over: for a time, or while a process of ours
        is `at_work` on it."""
        if self._left is None:
            return True
        found = _stamp(output)
        left_alone = at_work or time.monotonic() < self._left_alone_until
        return found == self._left or (found is not None and left_alone)

    def leave_alone(self) -> None:
        """Leave it, for a time, to whoever writes it over the next time."""
        self._left_alone_until = time.monotonic() + LEFT_ALONE


def _stamp(output: Path) -> tuple[int, int, int] | None:
    return stamp_at(str(output / MANIFEST))
