"""BibTeX files -> what can be cited.

In:  the texts of `.bib` files, and of CSL files (`csl.py`).
Out: a `Library`: the raw entries of each file, by key.

Only the beginnings of entries are looked for, so that a file of thousands takes milliseconds and a broken
entry affects only itself; `parse/bibtex.py` reads the entries that a note cites.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from notes_wiki import problem
from notes_wiki.config import place_of
from notes_wiki.load import csl
from notes_wiki.model import Problem, Record
from notes_wiki.nearest import nearest
from notes_wiki.pattern import pattern

# An entry begins at the start of a line: all programs that write BibTeX agree on that, if on little else.
_BEGINNING = pattern(r"^[ \t]*@[ \t]*(\w+)[ \t]*[{(][ \t]*\n?[ \t]*([^\s,{}()=#\"%]*)", re.M)
_NO_ENTRIES = frozenset(("string", "preamble", "comment"))


class BibEntry(Record, frozen=True):
    """One entry as it is written in the file `path`, from line `line` on."""

    key: str
    text: str
    path: str
    line: int


class BibFile(Record, frozen=True):
    """A file's entries by key (of two with the same key, the first), and its `@string` definitions."""

    path: str
    entries: dict[str, BibEntry]
    strings: str


class Scope:
    """The entries that one note may cite. If two files have the same key, the file named first wins."""

    def __init__(self, files: Sequence[BibFile]) -> None:
        self._files = files
        self._by_end: dict[str, dict[str, str]] = {}
        """Keys by `_ends`, each in lower case and as written; filled when first needed."""

    def __bool__(self) -> bool:
        return any(file.entries for file in self._files)

    def __contains__(self, key: str) -> bool:
        return any(key in file.entries for file in self._files)

    def find(self, key: str) -> tuple[BibEntry, BibFile] | None:
        """The entry with this key and the file it is in, or None."""
        return next(((file.entries[key], file) for file in self._files if key in file.entries), None)

    def nearest(self, key: str) -> str:
        """The known key most like this one, or "". Only keys with the same beginning or end are compared."""
        if not self._by_end:
            for name in self.keys():
                for part in _ends(name):
                    self._by_end.setdefault(part, {})[name.lower()] = name
        alike = {low: name for part in _ends(key) for low, name in self._by_end.get(part, {}).items()}
        return alike.get(nearest(key.lower(), alike), "")

    def keys(self) -> list[str]:
        """All keys, in the order of their files."""
        return list(dict.fromkeys(key for file in self._files for key in file.entries))


def _ends(key: str) -> tuple[str, str]:
    """The beginning and the end of a key. A misspelt key shares at least one of them with the right one."""
    return "^" + key[:3].lower(), key[-5:].lower() + "$"


class Library:
    """All bibliographies of a wiki. `default` names those for notes that name none themselves; None means all
    `.bib` files."""

    def __init__(self, files: Mapping[str, str], default: Sequence[str] | None = None) -> None:
        self._texts = dict(files)
        self._files: dict[str, BibFile] = {}
        bib_files = [path for path in files if not path.lower().endswith(csl.SUFFIXES)]
        self._default = tuple(bib_files if default is None else default)
        self._scopes: dict[tuple[str, ...], Scope] = {}
        parts = [*self._default, "", *(part for item in sorted(files.items()) for part in item)]
        self.digest = hashlib.blake2b("\0".join(parts).encode(), digest_size=16).hexdigest() if files else ""
        """The digest of everything that a citation may depend on; "" if there is nothing to cite."""

    def scope(self, names: tuple[str, ...] = ()) -> tuple[Scope, list[str]]:
        """What a note that names these files may cite, and the names that match no file. A name matches the
        file whose path ends with it."""
        if names not in self._scopes:
            paths = [self._path(name) for name in names] if names else list(self._default)
            self._scopes[names] = Scope([self._file(path) for path in paths if path in self._texts])
        return self._scopes[names], [name for name in names if not self._path(name)]

    def _file(self, path: str) -> BibFile:
        if path not in self._files:
            self._files[path] = read(path, self._texts[path])
        return self._files[path]

    def _path(self, name: str) -> str:
        named = name if name.lower().endswith((".bib", *csl.SUFFIXES)) else f"{name}.bib"
        wanted = "/" + os.path.normpath(named).lstrip("./")
        ending = [path for path in self._texts if ("/" + path).endswith(wanted)]
        return min(ending, key=lambda path: (path.count("/"), path), default="")


NOTHING = Library({})


def read(path: str, text: str) -> BibFile:
    """The entries of one file."""
    if path.lower().endswith(csl.SUFFIXES):
        made = csl.entries(text, "." + path.rpartition(".")[2].lower())
        works: dict[str, BibEntry] = {}
        for key, entry, line in made:
            works.setdefault(key, BibEntry(key, entry, path, line))
        return BibFile(path, works, "")
    beginnings = list(_BEGINNING.finditer(text))
    ends = [*(found.start() for found in beginnings[1:]), len(text)]
    entries: dict[str, BibEntry] = {}
    strings: list[str] = []
    line, counted = 1, 0
    for found, end in zip(beginnings, ends, strict=False):
        line += text.count("\n", counted, found.start())
        counted = found.start()
        kind, key = found[1].lower(), found[2]
        if kind == "string":
            strings.append(text[found.start() : end])
        elif kind not in _NO_ENTRIES and key:
            entries.setdefault(key, BibEntry(key, text[found.start() : end], path, line))
    return BibFile(path, entries, "".join(strings))


def is_bibliography(content: Path, path: str) -> bool:
    """Whether a file among the notes is a bibliography, BibTeX or CSL."""
    name = path.lower()
    return name.endswith(".bib") or (name.endswith(csl.SUFFIXES) and csl.is_csl(content / path))


def read_library(
    named: Sequence[str], found: Iterable[str], content: Path, home: Path
) -> tuple[Library, tuple[Problem, ...]]:
    """The library of a wiki: the files `named` in wiki.toml (relative to `home`), and those `found` in the
    content folder. If none is named, all BibTeX files are the default. A Problem for each that cannot be
    read."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    places = {path: content / path for path in found}
    default = None
    if named:
        known = {os.path.realpath(place): path for path, place in places.items()}
        default = []
        for name in named:
            place = place_of(home, name)
            path = known.get(os.path.realpath(place), name)
            places.setdefault(path, place)
            default.append(path)
    for path, place in places.items():
        try:
            data = place.read_bytes()
        except OSError as error:
            message = f"The bibliography {path} cannot be read: {error.strerror or error}."
            hint = "Check its name in `bibliography`, and that you have permission to read it."
            problems.append(problem.make("missing-bibliography", message, hint=hint, path=path))
            continue
        texts[path] = _decoded(data)
    return Library(texts, default), tuple(problems)


def _decoded(data: bytes) -> str:
    """The text of a file in UTF-8 or, as in old files, in Latin-1; without the reserved characters."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    return re.sub("[\x00-\x03\ue000-\uf8ff]", "\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
