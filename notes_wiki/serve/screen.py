"""What browsers see now, and what each open page must know of it.

In:  the result of the last build, and of the edits since.
Out: the `PageState` for a page's address. `Shown` is replaced as a whole, never changed, so any thread may
     read it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from notes_wiki import problem_text, there
from notes_wiki.model import Problem, Record
from notes_wiki.serve import editors
from notes_wiki.serve.files import file_of


class PageProblem(Record, frozen=True, array_like=False):
    """A problem as a page shows it: one line, the full text as on the terminal, and a link that opens the
    editor at the place ("" if there is none)."""

    severity: str
    line: str
    text: str
    link: str


_SHARED = frozenset(("config", "bad-definition"))
"""Codes of problems in files other than notes that pages depend on: settings and macros."""
_MACROS = (".tex", ".sty")
"""Suffixes of macro files. If one of them cannot be read, that concerns all pages, too."""


class PageState(Record, frozen=True, array_like=False):
    """All that an open page must know to show what a clean build would produce."""

    digest: str
    """The digest of the page's bytes; "" if there is no such page."""
    frame: str
    """The digest of what all pages share; if it changes, pages are reloaded."""
    moved: str
    """The page's new address, relative to the root, if it has moved; or ""."""
    problems: tuple[PageProblem, ...]
    """The problems of the note on this page, and of the settings and macros that it shares with others."""
    news: str
    """Changes whenever the text of any page, or the index of all, may have changed, because a page may show
    something of others (a preview, search results, the map)."""
    failure: str
    """Why the page cannot be brought up to date, as printed on the terminal; or ""."""
    building: str | None = None
    """How far the first build has come, in words; None once it is done."""
    replaced: Mapping[str, str] = {}
    """Pictures and other files that were replaced under the same name since the server started: address to
    digest."""


class Shown(msgspec.Struct, frozen=True):
    """The result of a build, as far as browsers see it."""

    output: Path
    content: Path
    frame: str = ""
    fresh: Mapping[str, bytes] = {}
    """Pages that are newer than their files, by address."""
    paths: Mapping[str, str] = {}
    """Address of each note's page to the note's path."""
    problems: Mapping[str, tuple[Problem, ...]] = {}
    """By path; "" for those that belong to no file."""
    moved: Mapping[str, str] = {}
    """Former addresses of pages to where the notes are now."""
    lost: Mapping[str, str] = {}
    """Former addresses of pages whose notes are nowhere, to the notes' digests."""
    withheld: Mapping[str, str] = {}
    """Former addresses of pages whose notes cannot be shown because of an error, to the notes' paths."""
    failure: tuple[Problem, ...] = ()
    """Why there was no build at all."""
    full: tuple[Problem, ...] = ()
    """What the last build could not write because the disk is full: such a page may be an old one."""
    building: str | None = None
    """How far the first build has come, in words; None once it is done."""
    files: Mapping[str, str] = {}
    """The files that notes use: address to digest."""
    replaced: Mapping[str, str] = {}
    """Those that have changed since the server started, with their last digest."""
    edition: int = 0
    """Counts the changes to the text of any page."""
    editor: str = ""
    """The scheme of links that open the editor."""


class Screen:
    """What browsers see, and the means to notify them. The builder's threads write, any thread may read.

    `open_pages` returns the addresses that are open; `announce` sends each of them its new state.
    """

    def __init__(
        self, shown: Shown, open_pages: Callable[[], list[str]], announce: Callable[[], None]
    ) -> None:
        self.shown = shown
        self.open_pages = open_pages
        self.announce = announce

    def put(self, **changes: Any) -> None:
        """Change these fields of `Shown`, all at once."""
        self.shown = msgspec.structs.replace(self.shown, **changes)

    def put_news(self, **changes: Any) -> None:
        """The same, if this changes the text of some page."""
        self.put(edition=self.shown.edition + 1, **changes)


def by_path(problems: Iterable[Problem]) -> dict[str, tuple[Problem, ...]]:
    """The problems of each path, without repetitions."""
    found: dict[str, list[Problem]] = {}
    for one in problems:
        found.setdefault(one.path, []).append(one)
    return {path: tuple(dict.fromkeys(of_path)) for path, of_path in found.items()}


def replaced_files(shown: Shown, files: Mapping[str, str]) -> dict[str, str]:
    """The files that were replaced under the same name, once notes use these `files`."""
    changed = {
        address: digest for address, digest in files.items() if shown.files.get(address, digest) != digest
    }
    return {**shown.replaced, **changed}


def page_digest(data: bytes) -> str:
    """The digest by which a page's bytes are recognised."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def state_of(shown: Shown, page: str) -> PageState:
    """What the page at this address must know."""
    path = shown.paths.get(page)
    own = shown.problems.get(path, ()) if path else ()
    problems = (*_of_shared_files(shown, path or ""), *own)
    lines = problem_text.SourceLines(shown.content)
    return PageState(
        digest=_digest(shown, page),
        frame=shown.frame,
        moved=shown.moved.get(page, ""),
        problems=tuple(_page_problem(shown, one, lines) for one in problems),
        news=str(shown.edition),
        failure=failure_of(shown, page),
        building=shown.building,
        replaced=shown.replaced,
    )


def failure_of(shown: Shown, page: str) -> str:
    """Why the page at this address cannot be brought up to date, as printed on the terminal; or ""."""
    blocking = shown.failure or shown.full
    if not blocking and page in shown.withheld:
        of_note = shown.problems.get(shown.withheld[page], ())
        blocking = tuple(one for one in of_note if one.severity == "error")
    lines = problem_text.SourceLines(shown.content)
    return "\n\n".join(_text(one, lines) for one in blocking)


def _of_shared_files(shown: Shown, note: str) -> Iterator[Problem]:
    """The problems of wiki.toml, and of the macro files that apply to the folder of this note."""
    for path, problems in shown.problems.items():
        of_macros = "unreadable" if path.endswith(_MACROS) else ""
        found = [one for one in problems if one.code in _SHARED or one.code == of_macros]
        if not found or path in shown.paths.values():
            continue
        inside = not Path(path).is_absolute() and there.exists(shown.content / path)
        folder = path[: path.rfind("/") + 1] if inside else ""
        if note.startswith(folder):
            yield from found


def _digest(shown: Shown, page: str) -> str:
    data = shown.fresh.get(page)
    if data is not None:
        return page_digest(data)
    file = file_of(shown.output, page) if shown.building is None else None
    try:
        return page_digest(file.read_bytes()) if file else ""
    except OSError:
        return ""


def _page_problem(shown: Shown, found: Problem, lines: problem_text.SourceLines) -> PageProblem:
    place = found.span
    line, column = (place.line, place.column) if place else (1, 1)
    file = Path(lines.file(found))
    link = editors.link(shown.editor, file, line, column) if shown.editor else ""
    head = f"{found.path}:{line}:{column}: {found.severity}[{found.code}] {found.message}"
    return PageProblem(found.severity, head, _text(found, lines), link)


def _text(found: Problem, lines: problem_text.SourceLines) -> str:
    return problem_text.render_text(found, lines.line(found))
