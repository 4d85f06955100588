"""What a link leads to.

In:  the names of all notes and files.
Out: for a target as typed in a note: the note or file it means, and how sure that is.

The steps, of which the first that finds something ends it: (1) a path, from the note's folder, then from
the content root, with or without extension; (2) a file name; (3) a title; (4) an alias; (5) the same four
without regard to case and Unicode form; (6) for a path that leads nowhere, its last part as a name, with
a Problem. Several found at one step: the nearest folder wins, then the shorter path, then the alphabet.
"""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from notes_wiki.load.walk import NOTE_SUFFIXES
from notes_wiki.model import FoundFile, Note

SUFFIXES = (*NOTE_SUFFIXES, ".html")


class Answer(NamedTuple):
    """What was found: a note's id or a file; `rivals` the other ids found at the same step where none
    is nearest; `by_name` whether a path that leads nowhere was found by its last part."""

    id: str = ""
    file: FoundFile | None = None
    rivals: tuple[str, ...] = ()
    by_name: bool = False


NOWHERE = Answer()


def folded(name: str) -> str:
    """A name without regard to case and Unicode form."""
    return name.casefold() if name.isascii() else unicodedata.normalize("NFKC", name).casefold()


class Resolver:
    """All the names there are. Made once a build; answers are remembered by folder and target."""

    def __init__(
        self, notes: Iterable[Note], files: Sequence[str] = (), static_files: Sequence[Sequence[str]] = ()
    ) -> None:
        self._paths: dict[str, list[str]] = {}
        self._names: dict[str, list[str]] = {}
        self._titles: dict[str, list[str]] = {}
        self._aliases: dict[str, list[str]] = {}
        for note in notes:
            self._paths.setdefault(note.id, []).append(note.id)
            self._names.setdefault(note.id.rpartition("/")[2], []).append(note.id)
            self._titles.setdefault(note.linking.title.plain, []).append(note.id)
            if note.linking.meta.title:
                titles = self._titles.setdefault(note.linking.meta.title, [])
                if note.id not in titles:
                    titles.append(note.id)
            for alias in note.linking.meta.aliases:
                self._aliases.setdefault(alias, []).append(note.id)
        self._steps = (self._paths, self._names, self._titles, self._aliases)
        self._folded = tuple(_fold(step) for step in self._steps)
        self._files = {path: FoundFile(path) for path in files}
        self._file_names: dict[str, list[str]] = {}
        for path in files:
            self._file_names.setdefault(folded(path.rpartition("/")[2]), []).append(path)
        self._static = {
            path: FoundFile(path, number)
            for number, paths in reversed(list(enumerate(static_files)))
            for path in paths
        }
        self._answers: dict[tuple[str, str], Answer] = {}

    def titles(self) -> list[str]:
        """Every title and alias, for suggestions."""
        return [*self._titles, *self._aliases]

    def resolve(self, target: str, home: str) -> Answer:
        """What `target` means in note `home` (an id)."""
        folder = home.rpartition("/")[0]
        key = (folder, target)
        if (known := self._answers.get(key)) is None:
            known = self._answers[key] = self._look_up(target, folder)
        return known

    def _look_up(self, target: str, folder: str) -> Answer:
        target = target.strip()
        for step in self._note_steps(target, folder):
            if step.id:
                return step
        if (file := self._file(target, folder)) is not None:
            return Answer(file=file)
        if "/" in target:
            last = _stem(target.rstrip("/").rpartition("/")[2])
            for names in (self._names, self._folded[1]):
                found = names.get(last if names is self._names else folded(last))
                if found:
                    answer = _choose(found, folder)
                    return answer._replace(by_name=True)
        return NOWHERE

    def _note_steps(self, target: str, folder: str) -> Iterable[Answer]:
        stem = _stem(target)
        paths = _paths_from(target, stem, folder)
        for name_of, steps in ((str, self._steps), (folded, self._folded)):
            for path in paths:
                if found := steps[0].get(name_of(path)):
                    yield _choose(found, folder)
            for step in steps[1:]:
                found = step.get(name_of(target)) or (step.get(name_of(stem)) if stem != target else None)
                if found:
                    yield _choose(found, folder)

    def _file(self, target: str, folder: str) -> FoundFile | None:
        if target.startswith("/") and (static := self._static.get(target.lstrip("/"))) is not None:
            return static
        for path in _paths_from(target, target, folder):
            if (found := self._files.get(path)) is not None:
                return found
        if (static := self._static.get(target)) is not None:
            return static
        by_name = self._file_names.get(folded(target.rpartition("/")[2]))
        if by_name:
            return self._files[_nearest_first(by_name, folder)[0]]
        return None


def _stem(target: str) -> str:
    lowered = target.lower()
    return next((target[: -len(end)] for end in SUFFIXES if lowered.endswith(end)), target)


def _paths_from(target: str, stem: str, folder: str) -> list[str]:
    """The ids that a target may mean as a path: from the note's folder, then from the root, and there
    with its extension taken off or as it stands (`v1.md.md` is rare but lawful)."""
    found: dict[str, None] = {}
    starts = [""] if target.startswith("/") else [folder, ""]
    for start in starts:
        for name in (stem, target):
            path = posixpath.normpath(posixpath.join(start, name.lstrip("/")))
            if not path.startswith(".."):
                found[path] = None
                found[posixpath.join(path, "index")] = None
    return list(found)


def _choose(found: list[str], folder: str) -> Answer:
    if len(found) == 1:
        return Answer(found[0])
    ranked = _nearest_first(found, folder)
    nearest = _distance(ranked[0], folder)
    rivals = tuple(id for id in ranked[1:] if _distance(id, folder) == nearest)
    return Answer(ranked[0], rivals=rivals)


def _nearest_first(paths: Iterable[str], folder: str) -> list[str]:
    return sorted(dict.fromkeys(paths), key=lambda path: (_distance(path, folder), len(path), path))


def _distance(path: str, folder: str) -> int:
    """Folders to go up and down from one folder to a path's."""
    here = folder.split("/") if folder else []
    there = path.split("/")[:-1]
    shared = len(posixpath.commonprefix([here, there]))
    return len(here) + len(there) - 2 * shared


def _fold(step: dict[str, list[str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, ids in step.items():
        found.setdefault(folded(name), []).extend(ids)
    return found
