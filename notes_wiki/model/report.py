"""The result of a build."""

from __future__ import annotations

import msgspec

from notes_wiki.model.problems import Problem
from notes_wiki.model.record import Record


class Explained(Record, frozen=True):
    """Why a page was rebuilt: the names of what differs from the last build; none if that is not known."""

    address: str
    reasons: tuple[str, ...] = ()


class Renamed(Record, frozen=True):
    """A former address of a page that leads nowhere now, and the path of the note that has its text."""

    address: str
    path: str


class Report(msgspec.Struct, frozen=True):
    """What a build did: files written, left as they were, removed (counts of pages and assets).

    `failed`: no site could be written, and `problems` say why. `content` and `output` are the folders as
    the user would type them; `content` is where the paths of problems begin.
    """

    notes: int = 0
    formulas: int = 0
    links: int = 0
    written: int = 0
    unchanged: int = 0
    removed: int = 0
    problems: tuple[Problem, ...] = ()
    seconds: float = 0.0
    failed: bool = False
    content: str = ""
    output: str = ""
    withheld: int = 0
    """Notes that have no page because of what they say themselves, their folder says, or `publish`."""
    explained: tuple[Explained, ...] | None = None
    """The pages that were made anew, where a build was asked to explain itself."""
    renamed: tuple[Renamed, ...] = ()
    """The pages of the last build whose notes have other names now."""
