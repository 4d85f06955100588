"""TeX outside formulas, with its place.

In:  a `Source` and its dialect.
Out: a problem for each run of bare TeX.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from notes_wiki import problem
from notes_wiki.check.bare_math import runs
from notes_wiki.check.prose import prose
from notes_wiki.model import Problem, Record, Source, Span

HINT = "Put delimiters around it; `wiki fix --bare-math` does this in all notes."
LONGEST_SHOWN = 60
"""Characters of a run that a message repeats."""


class Bare(Record, frozen=True):
    """A run of TeX without delimiters: where it is, and whether it can be displayed on its own line."""

    span: Span
    tex: str
    whole: bool


def bare_math(
    source: Source, dialect: str, commands: Collection[str], single_dollar: bool | None = None
) -> Iterator[Bare]:
    """The runs of bare TeX in a note. `commands`: the known commands, with backslashes."""
    for line in prose(source, dialect, single_dollar):
        for run in runs(line.text, commands):
            span = Span(line.line, line.column + run.start, run.end - run.start)
            yield Bare(span, line.text[run.start : run.end], run.whole and line.whole)


def tex_outside(
    source: Source, dialect: str, commands: Collection[str], single_dollar: bool | None = None
) -> list[Problem]:
    """The runs of bare TeX in a note, as problems."""
    found = []
    for bare in bare_math(source, dialect, commands, single_dollar):
        shown = bare.tex if len(bare.tex) <= LONGEST_SHOWN else bare.tex[: LONGEST_SHOWN - 1] + "…"
        message = f"This TeX is outside every formula, so it is shown as typed: {shown}"
        found.append(problem.make("bare-math", message, bare.span, hint=HINT, path=source.path))
    return found
