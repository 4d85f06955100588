r"""`wiki fix --bare-math`: putting delimiters around TeX outside formulas.

In:  the notes of a wiki.
Out: a `Fix` for each note that would change, to be shown; then, on request, the changed files.

Nothing but delimiters is inserted, and only if the note, parsed again, has exactly these formulas in addition
to those it had. Otherwise the line stays as it is.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from notes_wiki import problem
from notes_wiki.check.tex_outside import Bare, bare_math
from notes_wiki.edit.rewrite import LINE_END, Insertion, insert, write
from notes_wiki.load import walk as walking
from notes_wiki.load.front_matter import split
from notes_wiki.model import Problem, Record, Source
from notes_wiki.parse.dialects import DIALECTS
from notes_wiki.parse.note import Parser
from notes_wiki.parse.settings import ParseSettings
from notes_wiki.stages import read
from notes_wiki.stages.check import known_commands
from notes_wiki.stages.site import Site


class Fix(Record, frozen=True):
    """What would change in one note: its whole text `before` and `after`, and how many formulas are added
    (`count`)."""

    path: str
    before: str
    after: str
    count: int


def bare_math_fixes(site: Site, only: Collection[str] = ()) -> Iterator[Fix]:
    """The changes to all notes of a site, or to those with these paths (relative to the content folder)."""
    walked = read.walk(site)
    commands = known_commands(site, walked)
    dialect_of = site.dialect_of()
    for entry in walked.notes:
        if only and entry.path not in only:
            continue
        # Read once: positions found in one text must not be applied to another.
        data = walking.read_bytes(site.content, entry)
        source = data if isinstance(data, Problem) else walking.source(entry.path, data)
        if isinstance(data, Problem) or isinstance(source, Problem):
            continue
        dialect = _dialect(source, dialect_of(entry.path))
        found = list(bare_math(source, dialect, commands, site.config.math.single_dollar))
        if found:
            yield from _fix(data, _Wrapper(source, ParseSettings(dialect, site.config.math)), found)


def _dialect(source: Source, of_folder: str) -> str:
    own = split(source.text).meta.dialect
    return own if own in DIALECTS else of_folder


def _fix(data: bytes, wrapper: _Wrapper, found: Sequence[Bare]) -> Iterator[Fix]:
    chosen = found if wrapper.adds_only(found) else _by_line(wrapper, found)
    if not chosen:
        return
    # From the file's own bytes, because the loaded text has only LF line ends.
    before = data.decode("utf-8")
    yield Fix(wrapper.source.path, before, insert(before, wrapper.insertions(chosen)), len(chosen))


def _by_line(wrapper: _Wrapper, found: Sequence[Bare]) -> list[Bare]:
    """The runs of those lines that can be wrapped; each line is tried together with those before it."""
    kept: list[Bare] = []
    for line in dict.fromkeys(bare.span.line for bare in found):
        of_line = [bare for bare in found if bare.span.line == line]
        if wrapper.adds_only([*kept, *of_line]):
            kept += of_line
    return kept


class _Wrapper:
    """Wraps runs of a note in delimiters, and tries what comes of it."""

    def __init__(self, source: Source, settings: ParseSettings) -> None:
        self.source = source
        self._settings = settings
        self._lines = source.text.split("\n")
        self._parser = Parser(settings)
        self._formulas_before = self._formulas(source)

    def adds_only(self, found: Sequence[Bare]) -> bool:
        """Whether the note, with these runs wrapped, has exactly these formulas more than before."""
        text = insert(self.source.text, self.insertions(found))
        wrapped = msgspec.structs.replace(self.source, text=text)
        return self._formulas(wrapped) == self._formulas_before + Counter(bare.tex for bare in found)

    def insertions(self, found: Iterable[Bare]) -> list[Insertion]:
        """The delimiters of these runs."""
        made = []
        for bare in found:
            opening, closing = self._delimiters(bare)
            made.append(Insertion(bare.span.line, bare.span.column, opening))
            made.append(Insertion(bare.span.line, bare.span.column + bare.span.length, closing))
        return made

    def _formulas(self, source: Source) -> Counter[str]:
        return Counter(formula.tex for formula in self._parser.parse(source).body.formulas)

    def _delimiters(self, bare: Bare) -> tuple[str, str]:
        if bare.whole:
            return "$$", "$$"
        if self._settings.dialect == "hugo":
            return "\\\\(", "\\\\)"
        if self._settings.math.single_dollar is False or "$" in self._lines[bare.span.line - 1]:
            return "\\(", "\\)"
        return "$", "$"


def diff(fix: Fix) -> str:
    """The change as a unified diff."""
    before, after = LINE_END.split(fix.before), LINE_END.split(fix.after)
    rows = difflib.unified_diff(before, after, fix.path, fix.path, lineterm="", n=0)
    return "\n".join(rows)


def apply(content: Path, fix: Fix) -> Problem | None:
    """Write a change. Returns a Problem if the note has changed since it was read, or cannot be written."""
    try:
        written = write(content / fix.path, fix.before.encode("utf-8"), fix.after.encode("utf-8"))
    except OSError as error:
        message = f"{fix.path} cannot be written: {error.strerror or error}."
        return problem.make(
            "not-writable",
            message,
            hint="Check that you have permission to write it; the note is unchanged.",
            path=fix.path,
        )
    if not written:
        message = f"{fix.path} has changed since it was read, so it was left as it is."
        return problem.make("not-writable", message, hint="Run the command again.", path=fix.path)
    return None
