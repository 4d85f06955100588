"""All problem codes with their severity, and the making of problems.

In:  a code, a message that says what is wrong, the place, and a hint that says what to do.
Out: `model.Problem` records. `problem_text.py` prints them.

`CODES` is the only list of codes. `docs/problems.md` explains each with an example, and a test compares the
two. `make` refuses a code that is not listed, so no problem can be undocumented.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from notes_wiki.model import Problem, Severity, Span


class Code(NamedTuple):
    """A kind of problem: its severity, and one sentence that says what it means."""

    severity: Severity
    meaning: str


CODES: dict[str, Code] = {
    # config
    "config": Code(
        "error",
        "A setting in wiki.toml is not known, has a wrong value, or names something that does not exist.",
    ),
    "no-content": Code("error", "The folder of notes does not exist, or all notes are gone from it."),
    "no-notes": Code("info", "The folder of notes holds no notes."),
    # load
    "unreadable": Code("error", "A file cannot be read from the disk."),
    "unreadable-folder": Code(
        "error", "A folder of notes cannot be read, so wiki does not know what is in it."
    ),
    "not-utf8": Code("error", "A note is not UTF-8 text."),
    "binary-file": Code("error", "A file with the name of a note holds binary data."),
    "other-format": Code("info", "Files that seem to be notes are not written in Markdown."),
    "bad-file-name": Code("error", "A file's name cannot be read as UTF-8."),
    "link-loop": Code("warning", "A symbolic link leads back to a folder that holds it."),
    "hugo-config": Code(
        "error", "Hugo's configuration has a `cascade` and cannot be read, so no note is published."
    ),
    "front-matter": Code("error", "A note's front matter cannot be read, so the note is not published."),
    "publication-field": Code(
        "error", "A field such as draft or publish has a value that is neither true nor false."
    ),
    "front-matter-field": Code("warning", "A field of the front matter has a value of the wrong kind."),
    "escaped-tex": Code("warning", "TeX in front matter stands between double quotes, where \\t is a tab."),
    "front-matter-not-first": Code("info", "There are blank lines or spaces before the front matter."),
    # write
    "foreign-output": Code("error", "The output folder holds files that wiki did not write."),
    "foreign-file": Code("error", "A file that wiki did not write is where a page belongs."),
    "no-text-index": Code(
        "warning", "The texts could not be indexed, so search finds only titles and headings."
    ),
    "lost-note": Code(
        "error", "Reading a note, or laying its page out, took too much time or memory, or failed."
    ),
    "busy": Code("error", "Another build is running in the same folder."),
    # parse
    "unclosed-math": Code("warning", "A delimiter opens a formula that is never closed."),
    "unclosed-comment": Code("warning", "A sign opens a comment that is never closed."),
    "unclosed-block": Code("warning", "A line or a tag opens a block that is never closed."),
    "unmerged": Code("warning", "A note holds both sides of a conflict that Git could not merge."),
    "unknown-dialect": Code("warning", "A note's front matter names a dialect that does not exist."),
    "missing-footnote": Code("warning", "A footnote that a note refers to is not in the note."),
    "missing-citation": Code("warning", "A citation's key is in no bibliography."),
    "missing-bibliography": Code("warning", "A bibliography does not exist or cannot be read."),
    "bad-entry": Code("warning", "An entry of a bibliography that a note cites cannot be read."),
    "unknown-shortcode": Code("info", "A shortcode that wiki does not know is shown as typed."),
    "unknown-construct": Code("info", "Something that another program would replace is shown as typed."),
    "unsafe-address": Code("warning", "A link or image has an address that is not allowed."),
    "html-removed": Code("info", "Raw HTML holds an element that is not allowed in a note."),
    "nested-too-deeply": Code("warning", "Quotes or lists are nested too deeply to be read."),
    "note-too-large": Code("error", "A note's page would be many times larger than the note."),
    # edit
    "file-exists": Code("error", "A new file would overwrite one that exists."),
    "not-writable": Code("error", "A file or folder cannot be written."),
    # math
    "double-script": Code("warning", "A formula has two superscripts or two subscripts on one base."),
    "missing-script": Code("warning", "Nothing follows a ^ or a _."),
    "missing-brace": Code("warning", "A { is never closed."),
    "extra-brace": Code("warning", "A } closes nothing."),
    "missing-right": Code("warning", "A \\left has no \\right."),
    "extra-right": Code("warning", "A \\right or \\middle has no \\left."),
    "missing-delimiter": Code("warning", "A delimiter is missing or never closed."),
    "missing-end": Code("warning", "A \\begin has no \\end."),
    "extra-end": Code("warning", "An \\end has no \\begin."),
    "unknown-environment": Code("warning", "A formula uses an environment that is not known."),
    "misplaced-column": Code("warning", "An & is not inside a matrix or an alignment."),
    "misplaced-rule": Code("warning", "A \\hline is in the middle of a row, or not inside a table."),
    "nested-display": Code("warning", "A display environment is inside another."),
    "misplaced-limits": Code("warning", "A \\limits does not follow an operator."),
    "bad-length": Code("warning", "A length is missing or cannot be understood."),
    "unknown-colour": Code("warning", "A colour is not known."),
    "missing-argument": Code("warning", "A command's argument is missing."),
    "stray-hash": Code("warning", "A # is in a formula."),
    "stray-percent": Code("warning", "A % behind a number in a formula would begin a comment."),
    "stray-dollar": Code("warning", "A dollar sign or math delimiter is inside a formula."),
    "bad-chemistry": Code("warning", "A chemical formula cannot be read."),
    "accent-in-math": Code("warning", "An accent for text is in a formula."),
    "drawing": Code("info", "A drawing in a formula cannot be drawn, so its source is shown."),
    "math-in-text": Code("warning", "A math command is inside \\text."),
    "refused-command": Code("warning", "A command that is not allowed in notes is left out."),
    "bad-definition": Code("warning", "A macro's definition cannot be understood."),
    "formula-too-long": Code("error", "A formula is longer than 10,000 characters."),
    "formula-too-large": Code("error", "A formula expands or nests without bounds."),
    "formula-refused": Code("error", "A formula cannot be typeset, so its source is shown."),
    "bad-line": Code("error", "A line that `wiki math --batch` reads does not hold a formula."),
    "unknown-command": Code("warning", "A formula holds a command that no package or macro defines."),
    # link
    "missing-note": Code("warning", "A link leads to a note that does not exist."),
    "ambiguous-link": Code("warning", "A link can mean several notes, none of which is the nearest."),
    "wrong-path": Code("warning", "A link's path leads nowhere, but its last part is the name of a note."),
    "missing-fragment": Code("warning", "A link leads to a place in a note that does not exist."),
    "missing-file": Code("warning", "An image or file that a note shows does not exist."),
    "missing-label": Code("warning", "A reference's label does not exist."),
    "ambiguous-label": Code("warning", "A reference's label is defined in several other notes."),
    "duplicate-label": Code("warning", "A note defines a label twice."),
    "redirect": Code("warning", "An old address cannot lead to the note it is meant for."),
    "address-taken": Code("warning", "A note's name does not give it an address of its own."),
    # check
    "bare-math": Code("warning", "TeX is outside every formula, so it is shown as typed."),
    "unused-label": Code("info", "Nothing refers to an equation's label."),
    "empty-note": Code("info", "A note holds nothing but its title."),
    "orphan-note": Code("info", "No note links to a note."),
    "same-title": Code("info", "Two notes have the same title."),
    "conflict-copy": Code("info", "A note is a copy that a program for synchronising made of another."),
    # render
    "embed-cycle": Code("warning", "A note embeds itself, directly or through others."),
    "embed-depth": Code("warning", "Embeds are nested more than eight deep."),
    "embed-size": Code("warning", "A page would embed more than a megabyte."),
    "template": Code("error", "A template of the site cannot be read or run."),
}


def lost(path: str, done: str, cause: str) -> Problem:
    """The problem of a note on which a worker process died or took too long. `done`: what was to be done with
    it ("read"); `cause`: a `fork.Cause`."""
    why = {
        "time": "took more than ten seconds",
        "memory": "took more than a gigabyte of memory",
        "raised": "failed because of a mistake in wiki itself",
    }
    reason = why.get(cause, "ended the process that did it")
    hint = "Look for something very long or deeply nested in it; please report what you find."
    if cause == "no process":
        reason, hint = "needs a process, and none can be started", "End other programs, then build again."
    if cause == "raised":
        hint = "Please report the note together with the lines printed above; all other notes are built."
    return make(
        "lost-note",
        f"The note cannot be {done}: this {reason}, so it is left out.",
        hint=hint,
        path=path,
    )


def make(
    code: str, message: str, span: Span | None = None, *, hint: str = "", path: str = "", command: str = ""
) -> Problem:
    """A Problem with the severity of its code. Raises KeyError for a code that is not in `CODES`."""
    return Problem(code, CODES[code].severity, message, span, hint, path, command)


def first_of_each_code(problems: Iterable[Problem], most: int) -> tuple[tuple[Problem, ...], dict[str, int]]:
    """The first `most` problems of each code, errors before warnings before infos; and how many more there
    are of each code."""
    seen: Counter[str] = Counter()
    shown = []
    for found in sorted(problems, key=_gravest_first):
        seen[found.code] += 1
        if seen[found.code] <= most:
            shown.append(found)
    return tuple(shown), {code: count - most for code, count in seen.items() if count > most}


_ORDER = {"error": 0, "warning": 1, "info": 2}


def _gravest_first(found: Problem) -> tuple[int, str]:
    return _ORDER[found.severity], found.code


def located(problem: Problem, path: str) -> Problem:
    """The same problem in the file at `path` (relative to the content folder)."""
    return msgspec.structs.replace(problem, path=path)


def visible(text: str) -> str:
    """The text with control characters escaped, so that a file name cannot send commands to the terminal."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)
