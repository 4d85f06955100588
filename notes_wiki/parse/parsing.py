"""The parser as the stages of a build use it: which settings hold for which note, and the bytes that are
remembered of a parsed note.

In:  the configuration, the content folder with its preamble files, sources.
Out: keys to remember notes by; encoded link facts, facts and bodies, made here or asked of another process.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import msgspec

from notes_wiki.config import Config, HtmlTrust
from notes_wiki.load import file_problems
from notes_wiki.load.bibliography import is_bibliography, read_library
from notes_wiki.load.globs import folder_chooser
from notes_wiki.load.markers import is_gitbook, ticks_are_formulas, words_come_first
from notes_wiki.load.parts import read_parts
from notes_wiki.load.site_macros import site_macros, site_substitutions
from notes_wiki.model import DialectName, Problem, Source
from notes_wiki.parse.request import Encoded, encode_request, encode_settings, encoded
from notes_wiki.parse.settings import ParseSettings

if TYPE_CHECKING:
    from notes_wiki.math.macros import Macro
    from notes_wiki.parse.note import Parser


_Kind = tuple[DialectName, HtmlTrust, str, str]
"""What may differ from folder to folder; the third is the folder whose preambles hold, the last the one that
names of included parts begin in, "" if there are none."""


class Parsing:
    """The settings of all notes of one wiki, and a parser for each kind of folder. `files` are the paths of
    all that lies among the notes: bibliographies and the preambles of folders are found there; `parts` those
    of the private notes that others may include."""

    def __init__(
        self,
        config: Config,
        content: Path,
        home: Path,
        dialect_of: Callable[[str], DialectName],
        *,
        files: Iterable[str] = (),
        parts: Iterable[str] = (),
    ) -> None:
        self._config = config
        self._dialect_of = dialect_of
        self._words_first = words_come_first(content)
        self._inline_dollars = is_gitbook(content)
        self._ticked_math = ticks_are_formulas(content)
        self._html_of = folder_chooser(config.html_folders, config.html)
        self._texts, problems = _preamble_texts(config, content, home)
        self._texts = {**site_macros(content), **self._texts}
        self._folders, of_folders = _folder_preambles(config, content, files)
        self._parts = read_parts(content, parts, only_asked=config.publish != "all")
        self._substitutions = site_substitutions(content)
        bib_files = [path for path in files if is_bibliography(content, path)]
        self._library, of_bibliographies = read_library(config.bibliography, bib_files, content, home)
        self.problems = (*problems, *of_folders, *of_bibliographies)
        self._settings: dict[_Kind, ParseSettings] = {}
        self._digests: dict[_Kind, str] = {}
        self._parsers: dict[_Kind, Parser] = {}
        self._requests: dict[_Kind, bytes] = {}

    def key(self, path: str, digest: str) -> str:
        """What a note with these bytes is remembered under. The file's name is in it, for it may be the
        title. Not a hash of all that, which for every note of a wiki would take longer than one edit does."""
        kind = self._kind(path)
        settings = self._digests.get(kind) or self._digest_of(kind)
        return digest + settings + path.rpartition("/")[2].rpartition(".")[0]

    def _digest_of(self, kind: _Kind) -> str:
        """The digest of the settings and the bibliography that a note is parsed with."""
        text = self._settings_of(kind).digest + self._library.digest
        self._digests[kind] = hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
        return self._digests[kind]

    def macros(self) -> frozenset[str]:
        """The names of the macros that the wiki's preamble defines, with their backslashes."""
        folders = ("", *self._folders)
        return frozenset(name for folder in folders for name in self._preamble(folder)[0])

    def prepare(self) -> None:
        """Make the parsers before processes are forked, so that each inherits them."""
        for kind in self._digests:
            self._parser(kind)
        if self._library.digest:
            import notes_wiki.parse.bibtex  # noqa: F401  # imported before processes are forked, so that each inherits it

    def encoded(self, source: Source) -> Encoded:
        """A note, parsed here."""
        return encoded(self._parser(self._kind(source.path)), source)

    def request(self, source: Source) -> bytes:
        """The request to another process to parse a note (`request.answering`)."""
        kind = self._kind(source.path)
        if kind not in self._requests:
            self._requests[kind] = encode_settings(self._settings_of(kind), self._library)
        return encode_request(self._requests[kind], source)

    def _kind(self, path: str) -> _Kind:
        return self._dialect_of(path), self._html_of(path), self._preamble_folder(path), self._folder(path)

    def _folder(self, path: str) -> str:
        return posixpath.dirname(path) if self._parts else ""

    def _preamble_folder(self, path: str) -> str:
        """The nearest folder, of those that a note lies in, that has a preamble."""
        if not self._folders:
            return ""
        folder = posixpath.dirname(path)
        while folder and folder not in self._folders:
            folder = posixpath.dirname(folder)
        return folder

    def _parser(self, kind: _Kind) -> Parser:
        if kind not in self._parsers:
            from notes_wiki.parse.note import Parser

            self._parsers[kind] = Parser(self._settings_of(kind), self._library)
        return self._parsers[kind]

    def _settings_of(self, kind: _Kind) -> ParseSettings:
        if kind not in self._settings:
            macros, packages = self._preamble(kind[2])
            math = msgspec.structs.replace(
                self._config.math, packages=tuple(dict.fromkeys((*self._config.math.packages, *packages)))
            )
            self._settings[kind] = ParseSettings(
                kind[0],
                math,
                kind[1],
                macros,
                self._config.statements,
                self._config.words,
                self._config.language,
                self._words_first,
                self._inline_dollars,
                self._ticked_math,
                self._substitutions,
                self._parts,
                kind[3],
            )
        return self._settings[kind]

    def _preamble(self, folder: str) -> tuple[dict[str, Macro], tuple[str, ...]]:
        """What the wiki's preambles define, and then those of a folder and of the ones it lies in."""
        macros: dict[str, Macro] = {}
        packages: tuple[str, ...] = ()
        above = [str(parent) for parent in reversed(PurePosixPath(folder).parents)] if folder else []
        nested = [self._folders.get(one, {}) for one in (*above, folder)]
        named = [item for texts in (self._texts, *nested) for item in texts.items()]
        if not named:  # and nothing to import the reader for
            return macros, packages
        from notes_wiki.math.preamble import read_preamble

        problems: list[Problem] = []
        for path, text in named:
            found = read_preamble(text, path, macros)
            macros, packages = found.macros, (*packages, *found.packages)
            problems += found.problems
        self.problems = tuple(dict.fromkeys((*self.problems, *problems)))
        return macros, packages


def _preamble_texts(
    config: Config, content: Path, home: Path
) -> tuple[Mapping[str, str], tuple[Problem, ...]]:
    """The preamble files there are, beside wiki.toml and in the content folder, with their texts."""
    texts: dict[str, str] = {}
    problems = []
    for folder in dict.fromkeys((home, content)):
        for name in config.math.preamble:
            path = folder / name
            try:
                text = path.read_text(encoding="utf-8-sig")
            except (FileNotFoundError, NotADirectoryError):
                continue
            except (OSError, UnicodeDecodeError) as error:
                problems.append(file_problems.unreadable_preamble(str(path), name, error))
                continue
            texts.setdefault(name if folder == content else str(path), text)
    return texts, tuple(problems)


def _folder_preambles(
    config: Config, content: Path, files: Iterable[str]
) -> tuple[Mapping[str, Mapping[str, str]], tuple[Problem, ...]]:
    """The preambles of folders within the content folder, by folder, in the order of the settings."""
    names = {name: place for place, name in enumerate(config.math.preamble) if "/" not in name}
    found: dict[str, dict[str, str]] = {}
    problems: list[Problem] = []
    paths = [path for path in map(PurePosixPath, files) if path.name in names and len(path.parts) > 1]
    for path in sorted(paths, key=lambda path: names[path.name]):
        try:
            text = (content / path).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            problems.append(file_problems.unreadable_preamble(str(path), str(path), error))
            continue
        found.setdefault(str(path.parent), {})[str(path)] = text
    return found, tuple(problems)
