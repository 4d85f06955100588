"""The dialogue of `wiki fix`: what would change, a question, what was changed.

In:  the options of a build, the paths of notes, a function that asks.
Out: the exit code; the diff on standard output, everything else on standard error.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from notes_wiki import report
from notes_wiki.edit import fix
from notes_wiki.stages.options import BuildOptions
from notes_wiki.stages.site import Site, open_site

Ask = Callable[[str], bool]


def bare_math(options: BuildOptions, notes: Sequence[Path], ask: Ask | None) -> int:
    """Wrap TeX outside formulas in delimiters. `ask` is None if the answer is known to be yes.

    Returns the exit code: 1 if a note should have been changed but could not be.
    """
    site = open_site(options)
    report.print_problems(site.problems, site.content)
    if site.failed:
        return 1
    only: list[str] = []
    for note in notes:
        if (path := _inside(site, note)) is None:
            print(
                f"{note} is not in the folder of notes, {site.content}. Name that folder with --content.",
                file=sys.stderr,
            )
            return 1
        only.append(path)
    found = list(fix.bare_math_fixes(site, only))
    if not found:
        print("Nothing to fix: there is no TeX outside formulas.", file=sys.stderr)
        return 0
    for one in found:
        report.print_diff(fix.diff(one))
    made = sum(one.count for one in found)
    what = f"{report.count(made, 'formula')} in {report.count(len(found), 'note')}"
    if ask is not None and not ask(f"Put delimiters around {what}?"):
        print(
            f"Nothing was changed. With --yes, wiki puts delimiters around {what} without asking.",
            file=sys.stderr,
        )
        return 0
    problems = [failed for one in found if (failed := fix.apply(site.content, one)) is not None]
    report.print_problems(problems, site.content)
    changed = len(found) - len(problems)
    print(f"{report.count(changed, 'note')} changed.", file=sys.stderr)
    return int(bool(problems))


def _inside(site: Site, note: Path) -> str | None:
    """A note's path relative to the content folder, or None if it is outside."""
    relative = os.path.relpath(os.path.abspath(note), os.path.abspath(site.content))  # noqa: PTH100  # resolve() would follow symbolic links
    return None if relative.startswith("..") else Path(relative).as_posix()
