"""What is shown at the moment, and what each open page must know of it.

In:  the outcome of the last build.
Out: `PageState` for a page's address. `Shown` is replaced whole, never changed, so any thread may read it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from notes_wiki import problem, there
from notes_wiki.model import Problem, Record
from notes_wiki.serve import editors
from notes_wiki.serve.files import file_of


class Told(Record, frozen=True, array_like=False):
    """A problem as a page tells it: one line, all of the terminal's text, a link that opens the editor at
    the place ("" where there is none)."""

    severity: str
    line: str
    text: str
    link: str


_SHARED = frozenset(("config", "bad-definition"))
"""What may be wrong in files that are no notes and that every page depends on."""
_MACROS = (".tex", ".sty")
"""How the names of files of macros end: one that cannot be read is such a file too."""


class PageState(Record, frozen=True, array_like=False):
    """All that a page that is open must know to show what a clean build would."""

    digest: str
    """Of the page's bytes; "" where there is no such page."""
    frame: str
    """Of what all pages share; where it changes, pages are loaded anew."""
    moved: str
    """The address the page has now, relative to the root, where it had another; or ""."""
    problems: tuple[Told, ...]
    """Of the note on this page, and of the settings and macros that it shares with others."""
    news: str
    """Another one whenever the text of any page, or the index of all, may be another: a page may show
    something of others (a preview, results of a search, the map)."""
    failure: str
    """Why the page cannot be brought up to date, as the terminal tells it; or ""."""
    replaced: Mapping[str, str] = {}
    """Pictures and other files that were replaced under their names since the server began: address to
    digest."""


class Shown(msgspec.Struct, frozen=True):
    """The outcome of a build, as far as browsers see it."""

    output: Path
    content: Path
    frame: str = ""
    fresh: Mapping[str, bytes] = {}
    """Pages that are newer than their files, by address."""
    paths: Mapping[str, str] = {}
    """Address of each note's page to the note's path."""
    problems: Mapping[str, tuple[Problem, ...]] = {}
    """By path; "" for those of no file."""
    moved: Mapping[str, str] = {}
    """Former addresses of pages to where the notes are now."""
    lost: Mapping[str, str] = {}
    """Former addresses of pages whose notes are nowhere, to the notes' digests."""
    withheld: Mapping[str, str] = {}
    """Former addresses of pages whose notes cannot be shown because of an error, to the notes' paths."""
    failure: tuple[Problem, ...] = ()
    """Why there was no build at all."""
    files: Mapping[str, str] = {}
    """The files that notes use: address to digest."""
    replaced: Mapping[str, str] = {}
    """Those that have had another digest since the server began, with the last."""
    edition: int = 0
    """Counts whatever made the text of any page another."""
    editor: str = ""
    """The scheme of links that open the editor."""


class Screen:
    """What browsers see, with the way to tell them. The builder's thread puts, any thread reads.

    `open_pages` gives the addresses that are open, `announce` lets each of them hear its state anew.
    """

    def __init__(
        self, shown: Shown, open_pages: Callable[[], list[str]], announce: Callable[[], None]
    ) -> None:
        self.shown = shown
        self.open_pages = open_pages
        self.announce = announce

    def put(self, **changes: Any) -> None:
        """Show something else in these fields of `Shown`, all at once."""
        self.shown = msgspec.structs.replace(self.shown, **changes)

    def put_news(self, **changes: Any) -> None:
        """The same, where the text of some page is another by it."""
        self.put(edition=self.shown.edition + 1, **changes)


def by_path(problems: Iterable[Problem]) -> dict[str, tuple[Problem, ...]]:
    """The problems of each path, each once."""
    found: dict[str, list[Problem]] = {}
    for one in problems:
        found.setdefault(one.path, []).append(one)
    return {path: tuple(dict.fromkeys(of_path)) for path, of_path in found.items()}


def replaced_files(shown: Shown, files: Mapping[str, str]) -> dict[str, str]:
    """The files that have been replaced under their names, once those that notes use are `files`."""
    others = {
        address: digest for address, digest in files.items() if shown.files.get(address, digest) != digest
    }
    return {**shown.replaced, **others}


def page_digest(data: bytes) -> str:
    """What a page that shows these bytes is known by."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def state_of(shown: Shown, page: str) -> PageState:
    """What the page at this address must know."""
    path = shown.paths.get(page)
    own = shown.problems.get(path, ()) if path else ()
    problems = (*_of_shared_files(shown, path or ""), *own)
    blocking = shown.failure
    if not blocking and page in shown.withheld:
        of_note = shown.problems.get(shown.withheld[page], ())
        blocking = tuple(one for one in of_note if one.severity == "error")
    lines = problem.SourceLines(shown.content)  # one file is kept, and most problems are of one note
    return PageState(
        digest=_digest(shown, page),
        frame=shown.frame,
        moved=shown.moved.get(page, ""),
        problems=tuple(_told(shown, one, lines) for one in problems),
        news=str(shown.edition),
        failure="\n\n".join(_text(one, lines) for one in blocking),
        replaced=shown.replaced,
    )


def _of_shared_files(shown: Shown, note: str) -> Iterator[Problem]:
    """The problems of wiki.toml, and of the files of macros that hold in the folder of this note."""
    for path, problems in shown.problems.items():
        lacking = "unreadable" if path.endswith(_MACROS) else ""
        found = [one for one in problems if one.code in _SHARED or one.code == lacking]
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
    file = file_of(shown.output, page)
    try:
        return page_digest(file.read_bytes()) if file else ""
    except OSError:
        return ""


def _told(shown: Shown, found: Problem, lines: problem.SourceLines) -> Told:
    place = found.span
    line, column = (place.line, place.column) if place else (1, 1)
    file = Path(lines.file(found))
    link = editors.link(shown.editor, file, line, column) if shown.editor else ""
    head = f"{found.path}:{line}:{column}: {found.severity}[{found.code}] {found.message}"
    return Told(found.severity, head, _text(found, lines), link)


def _text(found: Problem, lines: problem.SourceLines) -> str:
    return problem.render_text(found, lines.line(found))
