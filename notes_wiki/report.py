"""What the user sees of a build: progress, problems, the summary line, the exit code.

In:  a `model.Report`.
Out: text on the terminal (progress and problems on standard error, the summary on standard output), or
     one JSON object on standard output.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from notes_wiki import problem as problems
from notes_wiki.check.unknown_commands import unknown_commands
from notes_wiki.model import Problem, Report

Progress = Callable[[str, int, int], None]
"""Called with the stage's name, how much is done and how much there is."""

FIRST = 10
"""How many problems of each code a build prints."""


@contextmanager
def progress(*, enabled: bool) -> Iterator[Progress]:
    """A progress bar on a terminal; elsewhere nothing, for the summary says it all.

    rich is imported only when a stage is long enough to be shown.
    """
    if not (enabled and sys.stderr.isatty()):
        yield lambda stage, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description:>8}"), BarColumn(), MofNCompleteColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def advance(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage, total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield advance


def exit_code(report: Report, *, strict: bool = False, errors: bool = False) -> int:
    """0, or 1 where no site could be written, with `strict` at any warning, with `errors` at any error."""
    severities = {found.severity for found in report.problems}
    bad = report.failed or (errors and "error" in severities)
    return int(bad or (strict and bool(severities & {"error", "warning"})))


def print_build(report: Report, *, as_json: bool) -> None:
    """Print the first problems of each code, then one summary line."""
    if as_json:
        _print_json(report)
        return
    shown, left = problems.first_of_each_code(report.problems, FIRST)
    print_problems(shown, Path(report.content))
    for code, count in left.items():
        print(f"… and {count} more of [{code}]; `wiki check` prints them all.", file=sys.stderr)
    if report.failed:
        print("No site was written.", file=sys.stderr)
    else:
        print(summary(report))


def print_check(report: Report, *, as_json: bool) -> None:
    """Print every problem, then the commands that are unknown, then how many problems there are."""
    if as_json:
        _print_json(report)
        return
    print_problems(report.problems, Path(report.content))
    for unknown in unknown_commands(report.problems):
        where = f"in {_count(unknown.notes, 'note')}"
        print(f"{unknown.command} ×{unknown.count} {where}: define it in preamble.tex?", file=sys.stderr)
    print(f"{_count(report.notes, 'note')}, {_count(report.formulas, 'formula')}: {_problems(report)}.")


def print_problems(found: Iterable[Problem], content: Path) -> None:
    """Print problems with their source lines to standard error, in colour on a terminal."""
    lines = problems.SourceLines(content)
    colour = sys.stderr.isatty()
    for one in found:
        print(problems.render_text(one, lines.line(one), colour=colour), end="\n\n", file=sys.stderr)


def summary(report: Report) -> str:
    """The one line that a build ends with."""
    return (
        f"{_count(report.notes, 'note')}, {_count(report.formulas, 'formula')}, "
        f"{_count(report.links, 'link')}; pages: {report.written:,} written, {report.unchanged:,} unchanged, "
        f"{report.removed:,} removed; {_problems(report)}; {report.seconds:.2f} s -> {report.output}"
    )


def _problems(report: Report) -> str:
    severities = [found.severity for found in report.problems]
    counts = [
        _count(severities.count(kind), kind) for kind in ("error", "warning", "info") if kind in severities
    ]
    return ", ".join(counts) or "no problems"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _print_json(report: Report) -> None:
    lines = problems.SourceLines(Path(report.content))
    record = {
        "notes": report.notes,
        "formulas": report.formulas,
        "links": report.links,
        "written": report.written,
        "unchanged": report.unchanged,
        "removed": report.removed,
        "seconds": round(report.seconds, 3),
        "failed": report.failed,
        "content": report.content,
        "output": report.output,
        "problems": [problems.as_json(found, lines.line(found)) for found in report.problems],
    }
    json.dump(record, sys.stdout, ensure_ascii=False, indent=1)
    print()
