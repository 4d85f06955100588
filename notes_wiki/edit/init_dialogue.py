"""The dialogue of `wiki init`: which files were written, and what is left for the user to do.

In:  a folder, the wiki's title, whether GitHub Pages is to publish it.
Out: the exit code; paths and the next command on standard output, everything else on standard error.
"""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

from notes_wiki import report
from notes_wiki.edit.init import IGNORED, init, not_ignored
from notes_wiki.model import Problem


def make_wiki(folder: Path, title: str, *, github_pages: bool, wiki_from: str | None = None) -> int:
    """Make a new wiki in `folder`. `wiki_from` is what the workflow for GitHub Pages installs wiki from, as
    pip accepts it; None stands for where this copy came from.

    Returns the exit code: 1 if nothing was written.
    """
    origin = _origin(wiki_from) if github_pages else ""
    made = init(folder, title, github_pages=github_pages, origin=origin)
    if isinstance(made, Problem):
        report.print_problems((made,), folder)
        return 1
    for path in made:
        print(path)
    if missing := not_ignored(folder):
        print(
            f"Add these lines to {folder / IGNORED}, which was left as it is: {' '.join(missing)}",
            file=sys.stderr,
        )
    if github_pages:
        print(_where_the_workflow_looks(origin), file=sys.stderr)
    change = "" if folder == Path() else f"cd {shlex.quote(str(folder))} && "
    print(f"Preview it while you write: {change}wiki serve --open")
    return 0


def _origin(wiki_from: str | None) -> str:
    from notes_wiki.edit.origin import origin

    return wiki_from or origin()


def _where_the_workflow_looks(origin: str) -> str:
    if origin:
        return f"The workflow installs wiki from {origin}."
    return (
        "The workflow does not know where to install wiki from: set the repository's variable NOTES_WIKI "
        "on GitHub to something that pip can install, such as git+https://…."
    )
