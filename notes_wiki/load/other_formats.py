"""Files that are notes in formats other than Markdown.

In:  the files beside the notes.
Out: a problem for each format, so that nobody wonders why these notes are nowhere to be found.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from notes_wiki import problem
from notes_wiki.model import Problem

_CONVERTERS = {
    ".org": "ox-hugo, or `pandoc -f org -t markdown`",
    ".ipynb": "`jupyter nbconvert --to markdown`",
    ".rst": "`pandoc -f rst -t markdown`",
    ".adoc": "`asciidoctor -b docbook`, then `pandoc -f docbook -t markdown`",
    ".textile": "`pandoc -f textile -t markdown`",
}
"""The endings of such files, and what turns them into Markdown."""


def other_formats(paths: Iterable[str]) -> tuple[Problem, ...]:
    """A problem for each format; `paths` are those of all files that are not notes, relative to the content
    folder. Each problem names the first of its files."""
    found: dict[str, list[str]] = {}
    for path in paths:
        ending = PurePosixPath(path).suffix.lower()
        if ending in _CONVERTERS:
            found.setdefault(ending, []).append(path)
    return tuple(_problem(ending, found[ending]) for ending in _CONVERTERS if ending in found)


def _problem(ending: str, paths: list[str]) -> Problem:
    count = len(paths)
    files = "1 file that ends" if count == 1 else f"{count:,} files that end"
    return problem.make(
        "other-format",
        f"{files} in {ending} {'is' if count == 1 else 'are'} not published: notes are written in Markdown.",
        hint=f"Convert to Markdown with {_CONVERTERS[ending]}; "
        f"if these are no notes, name *{ending} in `ignore`.",
        path=paths[0],
    )
