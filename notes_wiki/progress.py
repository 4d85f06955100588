"""Progress of long work: a bar on a terminal, plain lines elsewhere.

In:  calls from the stages of a build: the stage, how much is done, how much there is.
Out: text on standard error. Work that is quickly done shows nothing. Only the main process shows progress;
     the worker processes of a build report to it.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

Progress = Callable[[str, int, int], None]
"""Called with the stage's name, how much is done and how much there is."""

QUIET = 0.5
"""Seconds of work before anything is shown."""
EVERY = 2.0
"""Seconds between two plain lines."""

_DOING = {"parse": "Reading notes", "render": "Writing pages", "check": "Checking notes"}


@contextmanager
def progress(*, enabled: bool = True, clock: Callable[[], float] = time.monotonic) -> Iterator[Progress]:
    """A `Progress` that shows what it is called with; `clock` gives the time in seconds."""
    with ExitStack() as opened:
        if not enabled:
            yield lambda stage, done, total: None
            return
        show = _bar(opened, clock) if sys.stderr.isatty() else _lines(clock)
        home = os.getpid()
        yield lambda stage, done, total: show(stage, done, total) if os.getpid() == home else None


def _lines(clock: Callable[[], float]) -> Progress:
    """A line now and then."""
    last = clock()

    def advance(stage: str, done: int, total: int) -> None:
        nonlocal last
        if clock() - last >= EVERY and done < total:
            last = clock()
            print(f"{_DOING.get(stage, stage)}: {done:,} of {total:,}", file=sys.stderr, flush=True)

    return advance


def _bar(opened: ExitStack, clock: Callable[[], float]) -> Progress:
    """A bar for each stage, removed at the end. rich is imported only when there is a bar to show."""
    started = clock()
    shown: Progress | None = None

    def advance(stage: str, done: int, total: int) -> None:
        nonlocal shown
        if shown is None and clock() - started >= QUIET:
            shown = _rich(opened)
        if shown is not None:
            shown(_DOING.get(stage, stage), done, total)

    return advance


def _rich(opened: ExitStack) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description:>14}"), BarColumn(), MofNCompleteColumn())
    bar = opened.enter_context(Bar(*columns, console=Console(stderr=True), transient=True))
    tasks: dict[str, TaskID] = {}

    def advance(stage: str, done: int, total: int) -> None:
        if stage not in tasks:
            tasks[stage] = bar.add_task(stage, total=total)
        bar.update(tasks[stage], completed=done, total=total)

    return advance
