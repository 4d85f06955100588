"""What the user sees of a build: problems, the summary line, the exit code.

In:  a `model.Report`.
Out: text on the terminal, or one JSON object on standard output. The problems of a build go to standard
     error, because its result is the site; those of a check are its result and go to standard output.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TextIO

from notes_wiki import problem, problem_text
from notes_wiki.check.unknown_commands import Unknown, unknown_commands
from notes_wiki.model import Explained, Problem, Renamed, Report

FIRST = 10
"""How many problems of each code a build prints."""
CROWD = 50
"""If there are this many problems in all, a build prints only a few of each code: users who come from another
program want to see which kinds there are, and that the site was written."""
FEW = 3
"""How many of each code it prints then."""
SHOWN = 5
"""How many pages of each kind `--explain` names."""
_OF_WRITING = frozenset(("not-writable", "foreign-file"))
"""Codes of problems with writing, which `wiki check` does not find because it writes no site."""
_UNFINISHED = _OF_WRITING | {"unreadable-folder"}
"""Codes of problems that leave the site incomplete although no note is to blame."""


def exit_code(report: Report, *, strict: bool = False, errors: bool = False) -> int:
    """0; or 1 if the site or part of it could not be written, if `strict` and there is any warning, or if
    `errors` and there is any error."""
    severities = {found.severity for found in report.problems}
    unfinished = any(found.code in _UNFINISHED for found in report.problems)
    bad = report.failed or unfinished or (errors and "error" in severities)
    return int(bad or (strict and bool(severities & {"error", "warning"})))


def print_build(report: Report, *, as_json: bool) -> None:
    """Print the first problems of each code, then one summary line."""
    if as_json:
        _print_json(report)
        return
    most = FIRST if len(report.problems) < CROWD else FEW
    shown, left = problem.first_of_each_code(report.problems, most)
    print_problems(shown, Path(report.content))
    print_left(left)
    if report.failed:
        print("No site was written.", file=sys.stderr)
        return
    if report.explained is not None:
        print_explained(report.explained)
    print(summary(report))
    if report.renamed:
        print(renamed(report.renamed))


def print_left(left: Mapping[str, int]) -> None:
    """Print how many more problems of each code there are than were printed."""
    for code, more in left.items():
        where = "" if code in _OF_WRITING else "; `wiki check` prints all of them"
        print(f"… and {more:,} more of [{code}]{where}.", file=sys.stderr)


def renamed(found: Sequence[Renamed]) -> str:
    """A line about addresses of the last build that lead nowhere now, and how to keep them."""
    first = found[0]
    text = f"/{first.address} no longer leads anywhere, because its note is now {first.path}."
    if len(found) > 1:
        text = f"{len(found):,} pages have new addresses: {text}"
    alias = first.address.removesuffix("index.html")
    return f'{text} To keep an old address, add it to the note\'s front matter: aliases: ["/{alias}"]'


def print_check(report: Report, *, as_json: bool) -> None:
    """Print every problem, then the unknown commands, then the number of problems: of each code, if there are
    many, and in total."""
    if as_json:
        _print_json(report)
        return
    print_problems(report.problems, Path(report.content), sys.stdout)
    if unknown := unknown_commands(report.problems):
        print("Unknown commands, the most frequent first:")
        for one in unknown:
            print(f"  {missing_macro(one)}")
        print()
    if len(report.problems) > FIRST:
        print("Problems of each kind:")
        print("  " + ", ".join(f"{code} ×{number:,}" for code, number in by_code(report)) + "\n")
    if not report.failed:
        print(f"{count(report.notes, 'note')}, {count(report.formulas, 'formula')}: {severities(report)}.")


def print_explained(explained: Sequence[Explained]) -> None:
    """Print what differs from the last build, and which pages were rebuilt because of it."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for one in explained:
        groups.setdefault(one.reasons, []).append(one.address)
    if not groups:
        print("No page depends on anything that changed.")
        return
    print("Rebuilt pages, by what differs from the last build:")
    for reasons, pages in groups.items():
        more = f", and {len(pages) - SHOWN:,} more" if len(pages) > SHOWN else ""
        print(f"  {', '.join(reasons) or 'not known'}: {', '.join(pages[:SHOWN])}{more}")


def missing_macro(unknown: Unknown) -> str:
    """A line about an unknown command. One that occurs only once is more likely misspelt than a missing
    macro, unless it is known to be a package's."""
    text = f"{unknown.command} ×{unknown.count} in {count(unknown.notes, 'note')}"
    if unknown.package:
        return f"{text}: write \\usepackage{{{unknown.package}}} in preamble.tex"
    return f"{text}: if it is a macro of yours, define it in preamble.tex" if unknown.count > 1 else text


def print_problems(found: Iterable[Problem], content: Path, stream: TextIO | None = None) -> None:
    """Print problems with their source lines, by default to standard error."""
    stream = stream or sys.stderr
    lines = problem_text.SourceLines(content)
    colour = colourful(stream)
    for one in found:
        line, named = lines.line(one), problem.located(one, lines.file(one))
        print(problem_text.render_text(named, line, colour=colour), end="\n\n", file=stream)


def print_diff(diff: str, stream: TextIO | None = None) -> None:
    """Print a unified diff, coloured on a terminal."""
    stream = stream or sys.stdout
    codes = {"-": "31", "+": "32", "@": "36"} if colourful(stream) else {}
    for row in diff.split("\n"):
        code = codes.get(row[:1], "")
        shown = problem.visible(row.replace("\t", "    "))
        print(f"\033[{code}m{shown}\033[0m" if code else shown, file=stream)


def colourful(stream: TextIO) -> bool:
    """Whether to use colour: on a terminal whose TERM is not "dumb", unless NO_COLOR is set."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def summary(report: Report) -> str:
    """The line that a build ends with."""
    withheld = f" ({report.withheld:,} not published)" if report.withheld else ""
    return (
        f"{count(report.notes, 'note')}{withheld}, {count(report.formulas, 'formula')}, "
        f"{count(report.links, 'link')}; files: {report.written:,} written, {report.unchanged:,} unchanged, "
        f"{report.removed:,} removed; {severities(report)}; {report.seconds:.2f} s -> {report.output}"
    )


def severities(report: Report) -> str:
    """The number of problems of each severity, in words."""
    found = [one.severity for one in report.problems]
    counts = [count(found.count(kind), kind) for kind in ("error", "warning", "info") if kind in found]
    return ", ".join(counts) or "no problems"


def by_code(report: Report) -> list[tuple[str, int]]:
    """The codes of the problems and how often each occurs, the most frequent first."""
    counts = Counter(one.code for one in report.problems)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def count(number: int, noun: str) -> str:
    """ "1 note", "1,835 notes", "2 info"."""
    return f"{number:,} {noun}{'' if number == 1 or noun == 'info' else 's'}"


def _print_json(report: Report) -> None:
    lines = problem_text.SourceLines(Path(report.content))
    record = {
        "notes": report.notes,
        "withheld": report.withheld,
        "formulas": report.formulas,
        "links": report.links,
        "written": report.written,
        "unchanged": report.unchanged,
        "removed": report.removed,
        "seconds": round(report.seconds, 3),
        "failed": report.failed,
        "content": report.content,
        "output": report.output,
        **({} if report.explained is None else {"explained": _explained(report.explained)}),
        "renamed": [{"address": one.address, "path": one.path} for one in report.renamed],
        "problems": [problem_text.as_json(one, lines.line(one), lines.file(one)) for one in report.problems],
        "unknown_commands": [
            {"command": one.command, "count": one.count, "notes": one.notes}
            for one in unknown_commands(report.problems)
        ],
    }
    json.dump(record, sys.stdout, ensure_ascii=False, indent=1)
    print()


def _explained(explained: Sequence[Explained]) -> list[dict[str, object]]:
    return [{"page": one.address, "differs": list(one.reasons)} for one in explained]
