"""The report of a build.

In:  the results of the stages.
Out: a `Report`: counts, and all problems in the order of their places.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

from notes_wiki import problem
from notes_wiki.load import walk as walking
from notes_wiki.model import Graph, Problem, Report
from notes_wiki.stages.read import Notes
from notes_wiki.stages.site import Site
from notes_wiki.write.output import Written


def failure(site: Site, started: float, found: Sequence[Problem] = ()) -> Report:
    """The report of a build that wrote no site."""
    return Report(
        problems=(*site.problems, *found),
        seconds=time.perf_counter() - started,
        failed=True,
        content=str(site.content),
        output=str(site.output),
    )


def busy(site: Site) -> Problem:
    """The problem that another build kept the folder locked for too long."""
    message = f"Another build has been running in {site.state} for a minute; nothing was written."
    return problem.make("busy", message, hint="Wait until it is done, or stop it, then build again.")


def unindexed(site: Site) -> Problem:
    """The problem that the full-text index was not made, because another build kept the folder locked."""
    message = f"Another build has been running in {site.state} for a minute; the texts were not indexed."
    return problem.make("no-text-index", message, hint="Wait until it is done, or stop it, then build again.")


def _none_there(site: Site) -> Problem:
    """The problem that a folder holds no note: perhaps it is not the one that was meant."""
    return problem.make(
        "no-notes",
        f"The folder {site.content} holds no notes: no file in it ends in .md, .markdown, .mdx, .qmd or "
        ".Rmd.",
        hint='Write one (wiki new "My first note"), or name the right folder with --content.',
    )


def report(
    site: Site,
    walked: walking.Walk,
    notes: Notes,
    graph: Graph,
    started: float,
    written: Written | None = None,
    found: Sequence[Problem] = (),
) -> Report:
    """The report of a build or a check."""
    problems = (
        *site.problems,
        *walked.problems,
        *(() if walked.notes or walked.problems else (_none_there(site),)),
        *notes.problems,
        *graph.problems,
        *(written.problems if written else ()),
        *found,
    )
    return Report(
        notes=len(graph.notes),
        withheld=len(notes.withheld),
        formulas=sum(note.facts.formulas for note in graph.notes.values()),
        links=sum(len(note.linking.links) for note in graph.notes.values()),
        written=written.written if written else 0,
        unchanged=written.unchanged if written else 0,
        removed=written.removed if written else 0,
        problems=tuple(dict.fromkeys(sorted(problems, key=_by_place))),
        seconds=time.perf_counter() - started,
        content=str(site.content),
        output=str(site.output),
        explained=written.explained if written else None,
        renamed=written.renamed if written else (),
    )


def _by_place(found: Problem) -> tuple[str, int, int, str]:
    span = found.span
    return found.path, span.line if span else 0, span.column if span else 0, found.code
