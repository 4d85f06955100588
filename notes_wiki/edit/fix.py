r"""`wiki fix --bare-math`: putting delimiters around TeX outside formulas.

In:  the notes of a wiki.
Out: a `Fix` for each note that would change, to be shown; then, on request, the changed files.

Nothing but delimiters is inserted, and only if the note, parsed again, has exactly these formulas in addition
to those it had. A line for which that is not so stays as it is.
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
from notes_wiki.model import Problem, Record, Source
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
        source = walking.read(site.content, entry)
        if isinstance(source, Source):
            dialect = dialect_of(entry.path)
            found = list(bare_math(source, dialect, commands, site.config.math.single_dollar))
            if found:
                yield from _fix(site, source, found, ParseSettings(dialect, site.config.math))


def _fix(site: Site, source: Source, found: Sequence[Bare], settings: ParseSettings) -> Iterator[Fix]:
    parser = Parser(settings)
    unchanged = _formulas(parser, source)
    kept = (
        [list(found)]
        if _holds(parser, source, unchanged, found, settings)
        else _by_line(parser, source, unchanged, found, settings)
    )
    chosen = [bare for line in kept for bare in line]
    if not chosen:
        return
    # The file's own bytes, because the loaded text has only LF line ends.
    before = (site.content / source.path).read_bytes().decode("utf-8")
    after = insert(before, _insertions(source, chosen, settings))
    yield Fix(source.path, before, after, len(chosen))


def _by_line(
    parser: Parser,
    source: Source,
    unchanged: Counter[str],
    found: Sequence[Bare],
    settings: ParseSettings,
) -> list[list[Bare]]:
    """The lines whose runs can be wrapped; each is tried together with those before it."""
    kept: list[list[Bare]] = []
    for line in dict.fromkeys(bare.span.line for bare in found):
        row = [bare for bare in found if bare.span.line == line]
        if _holds(parser, source, unchanged, [*(bare for done in kept for bare in done), *row], settings):
            kept.append(row)
    return kept


def _holds(
    parser: Parser,
    source: Source,
    unchanged: Counter[str],
    found: Sequence[Bare],
    settings: ParseSettings,
) -> bool:
    """Whether wrapping these runs adds exactly these formulas to the `unchanged` ones."""
    text = insert(source.text, _insertions(source, found, settings))
    wrapped = msgspec.structs.replace(source, text=text)
    wanted = unchanged + Counter(bare.tex for bare in found)
    return _formulas(parser, wrapped) == wanted


def _formulas(parser: Parser, source: Source) -> Counter[str]:
    return Counter(formula.tex for formula in parser.parse(source).body.formulas)


def _insertions(source: Source, found: Iterable[Bare], settings: ParseSettings) -> list[Insertion]:
    lines = source.text.split("\n")
    made = []
    for bare in found:
        opening, closing = _delimiters(bare, lines[bare.span.line - 1], settings)
        made.append(Insertion(bare.span.line, bare.span.column, opening))
        made.append(Insertion(bare.span.line, bare.span.column + bare.span.length, closing))
    return made


def _delimiters(bare: Bare, line: str, settings: ParseSettings) -> tuple[str, str]:
    if bare.whole:
        return "$$", "$$"
    if settings.dialect == "hugo":
        return "\\\\(", "\\\\)"
    if settings.math.single_dollar is False or "$" in line:
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
            "not-writable", message, hint="Check its permissions; it is as it was.", path=fix.path
        )
    if not written:
        message = f"{fix.path} has changed since it was read, so it was left as it is."
        return problem.make("not-writable", message, hint="Run the command again.", path=fix.path)
    return None
