"""Resolving a link target to a note or file.

In:  the names of all notes and files.
Out: for a target as typed in a note: the note or file it means, and how it was found.

The steps below are tried in order, and the first that finds something ends the search:

1. a path, from the note's folder, then from the content root, with or without extension: a note, then a file;
2. the file name of a note;
3. a title;
4. an alias;
5. a note by the same four, ignoring case and Unicode form;
6. the name of any other file;
7. the name of a note with hyphens for spaces, a date written differently, or the id, a moment in digits, that
   a Zettelkasten begins the note's name with;
8. for a path that leads nowhere, its last part as a name, with a Problem.

`names.py` holds the tables of names that the steps ask; if one step finds several, `choice.py` says which is
meant.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple
from urllib.parse import unquote

from notes_wiki.link.choice import choose, nearest_first
from notes_wiki.link.names import NoteNames, folded, stem
from notes_wiki.model import FoundFile, Note

_PAGES_OF_FOLDERS = frozenset(("index", "_index", "readme"))
"""Names that say nothing without their folder's: another folder's is not what a path meant."""

_EXPORTS = ("svg", "png", "light.svg", "light.png", "dark.svg", "dark.png")
"""What the names of the pictures end with that Excalidraw exports a drawing as."""


class Answer(NamedTuple):
    """What was found: a note's id or a file. `rivals`: other ids found at the same step, if none of them is
    nearest. `by_name`: a path that leads nowhere was found by its last part; `by_end`: all of it is the end
    of the note's path."""

    id: str = ""
    file: FoundFile | None = None
    rivals: tuple[str, ...] = ()
    by_name: bool = False
    by_end: bool = False


NOWHERE = Answer()


class Resolver:
    """Knows all notes and files; made once per build. Answers are cached by folder and target.

    `root` is the name of the content folder itself: a path may begin with it (`posts/x.md` if the folder
    `posts` is built).
    """

    def __init__(
        self,
        notes: Iterable[Note],
        files: Sequence[str] = (),
        static_files: Sequence[Sequence[str]] = (),
        root: str = "",
    ) -> None:
        self._root = f"{root}/"
        self._names = NoteNames(notes)
        self._files = {path: FoundFile(path) for path in files}
        self._static = {
            path: FoundFile(path, number)
            for number, paths in reversed(list(enumerate(static_files)))
            for path in paths
        }
        self._answers: dict[tuple[str, str], Answer] = {}

    @cached_property
    def _file_names(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path in self._files:
            found.setdefault(folded(path.rpartition("/")[2]), []).append(path)
        return found

    def names(self) -> list[str]:
        """The file names of all notes, for suggestions."""
        return list(self._names.file_names)

    def titles(self) -> list[str]:
        """All file names, titles and aliases, for suggestions."""
        return [name for table in self._names.named for name in table]

    def resolve(self, target: str, home: str) -> Answer:
        """What `target` means in the note with the id `home`."""
        folder = home.rpartition("/")[0]
        key = (folder, target)
        if (known := self._answers.get(key)) is None:
            known = self._look_up(target.strip(), folder)
            if "%" in target and known.file is None and (known.by_name or not known.id):
                unescaped = self._look_up(unquote(target.strip()), folder)
                known = known if unescaped == NOWHERE else unescaped
            self._answers[key] = known
        return known

    def file(self, target: str, home: str) -> FoundFile | None:
        """The file that an image in note `home` shows, or None."""
        folder = home.rpartition("/")[0]
        return self._file_at(target, folder) or self._file_named(target, folder)

    def drawn(self, path: str) -> FoundFile | None:
        """The picture beside a drawing of Excalidraw's that the drawing was exported as, or None."""
        names = (path, path.removesuffix(".excalidraw"))
        pictures = (self._files.get(f"{name}.{end}") for name in names for end in _EXPORTS)
        return next((picture for picture in pictures if picture is not None), None)

    @staticmethod
    def is_front(target: str, home: str) -> bool:
        """Whether a path in note `home` means the front page: `/`, `index.html` in the root."""
        path = stem(target.strip())
        folder = "" if path.startswith("/") else home.rpartition("/")[0]
        return posixpath.normpath(f"/{folder}/{path}").strip("/") in ("", "index")

    def _look_up(self, target: str, folder: str) -> Answer:
        name = stem(target)
        paths = self._paths(target, name, folder)
        for path in paths:
            if path in self._names.paths:
                return Answer(path)
        if (file := self._file_at(target, folder)) is not None:
            return Answer(file=file)
        if found := _named(self._names.named, target, name):
            return _nearest(found, folder)
        for path in paths:
            if found := self._names.folded_paths.get(folded(path)):
                return _nearest(found, folder)
        if found := _named(self._names.folded_named, folded(target), folded(name)):
            return _nearest(found, folder)
        if (file := self._file_named(target, folder)) is not None:
            return Answer(file=file)
        if otherwise := self._names.spelt_otherwise(name):
            return _nearest(otherwise, folder)
        return self._by_last_part(name, folder)

    def _by_last_part(self, name: str, folder: str) -> Answer:
        """The last step: the last part of a path that leads nowhere."""
        path = posixpath.normpath(name).strip("/")
        if "/" not in name:
            return NOWHERE
        last = path.rpartition("/")[2]
        pages = folded(last) in _PAGES_OF_FOLDERS
        found = self._names.file_names.get(last) or self._names.folded_named[0].get(folded(last))
        if not found:
            return NOWHERE
        end = folded("/" + path)
        ending = [id for id in found if folded("/" + id).endswith(end)]
        if pages and not ending:
            return NOWHERE
        answer = _nearest(ending or found, folder)
        return answer._replace(by_name=not ending, by_end=bool(ending))

    def _paths(self, target: str, without: str, folder: str) -> list[str]:
        """The ids that a target can mean as a path: from the note's folder, then from the root, each without
        the extension and as typed (`v1.md.md` is rare but possible); last, what `../page/` is where each page
        has a folder of its own, as in sites of MkDocs."""
        found: dict[str, None] = {}
        names = [without, target]
        if target.startswith("../") and target.endswith("/"):
            names.append(target[len("../") :])
        for name in dict.fromkeys(names):
            for path in self._places(name, folder):
                found[path] = None
                for page in ("index", "_index"):
                    found[f"{path}/{page}" if path else page] = None
        return list(found)

    def _places(self, name: str, folder: str) -> list[str]:
        """The paths that a target can mean, from the note's folder and from the content root; never outside
        it."""
        rooted = name.lstrip("/")
        starts = [rooted] if name.startswith("/") or not folder else [f"{folder}/{name}", rooted]
        if rooted.startswith(self._root):
            starts.append(rooted[len(self._root) :])
        if not any(mark in name for mark in ("./", "//", "..")) and not name.endswith(("/", ".")):
            return starts
        places = [posixpath.normpath(start) for start in starts]
        inside = [place for place in places if place != ".." and not place.startswith("../")]
        return ["" if place == "." else place for place in inside]

    def _file_at(self, target: str, folder: str) -> FoundFile | None:
        """The file at a path; if the path begins with a slash, static folders come first."""
        rooted = target.lstrip("/")
        if target.startswith("/") and (static := self._static.get(rooted)) is not None:
            return static
        for path in self._places(target, folder):
            if (found := self._files.get(path)) is not None:
                return found
        return self._static.get(rooted)

    def _file_named(self, target: str, folder: str) -> FoundFile | None:
        """The file with the target's file name; if there are several, one whose path ends with the whole
        target."""
        named = self._file_names.get(folded(target.rpartition("/")[2]))
        if not named:
            return None
        end = folded("/" + target.lstrip("./"))
        ending = [path for path in named if folded("/" + path).endswith(end)]
        return self._files[nearest_first(ending or named, folder)[0]]


def _named(steps: Iterable[dict[str, list[str]]], target: str, without: str) -> list[str] | None:
    """What the first of these steps finds that knows the target, with or without its extension."""
    for step in steps:
        if found := step.get(target) or step.get(without):
            return found
    return None


def _nearest(found: Sequence[str], folder: str) -> Answer:
    id, rivals = choose(found, folder)
    return Answer(id, rivals=rivals)
