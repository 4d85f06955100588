"""Parsing as a stage: which settings hold for which note, and the bytes that are remembered.

In:  the configuration, the content folder with its preamble files, sources.
Out: keys to remember notes by; encoded link facts, facts and bodies.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import msgspec

from notes_wiki import problem
from notes_wiki.config import Config, DialectName
from notes_wiki.load.walk import dialect_chooser
from notes_wiki.model import Problem, Source

if TYPE_CHECKING:
    from notes_wiki.math.macros import Macro
    from notes_wiki.parse.note import Parser, ParseSettings


class Parsing:
    """The settings of all notes of one wiki, and a parser for each dialect it uses."""

    def __init__(
        self, config: Config, content: Path, home: Path, dialect: DialectName, *, only: bool = False
    ) -> None:
        self._config = config
        self._dialect_of = dialect_chooser({} if only else config.dialects, dialect)
        self._texts, self.problems = _preamble_texts(config, content, home)
        self._settings: dict[str, ParseSettings] = {}
        self._digests: dict[str, str] = {}
        self._parsers: dict[str, Parser] = {}

    def key(self, path: str, digest: str) -> str:
        """What a note with these bytes is remembered under. The file's name is in it, for it may be the
        title."""
        dialect = self._dialect_of(path)
        if dialect not in self._digests:
            self._digests[dialect] = self._settings_of(dialect).digest
        parts = (digest, PurePosixPath(path).stem, self._digests[dialect])
        return hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

    def macros(self) -> frozenset[str]:
        """The names of the macros that the wiki's preamble defines, with their backslashes."""
        return frozenset(self._preamble()[0])

    def prepare(self) -> None:
        """Make the parsers before processes are forked, so that each inherits them."""
        for dialect in self._digests:
            self._parser(dialect)

    def encoded(self, source: Source) -> tuple[bytes, bytes, str, bytes]:
        """A note's link facts, facts, digest of the body, and body."""
        parsed = self._parser(self._dialect_of(source.path)).parse(source)
        body = _encode(parsed.body)
        digest = hashlib.blake2b(body, digest_size=16).hexdigest()
        return _encode(parsed.linking), _encode(parsed.facts), digest, body

    def _parser(self, dialect: str) -> Parser:
        if dialect not in self._parsers:
            from notes_wiki.parse.note import Parser

            self._parsers[dialect] = Parser(self._settings_of(dialect))
        return self._parsers[dialect]

    def _settings_of(self, dialect: str) -> ParseSettings:
        if dialect not in self._settings:
            from notes_wiki.parse.note import ParseSettings

            macros, packages = self._preamble()
            math = msgspec.structs.replace(
                self._config.math, packages=tuple(dict.fromkeys((*self._config.math.packages, *packages)))
            )
            self._settings[dialect] = ParseSettings(dialect, math, self._config.html, macros)
        return self._settings[dialect]

    def _preamble(self) -> tuple[dict[str, Macro], tuple[str, ...]]:
        from notes_wiki.math.preamble import read_preamble

        macros: dict[str, Macro] = {}
        packages: tuple[str, ...] = ()
        problems: list[Problem] = []
        for path, text in self._texts.items():
            found = read_preamble(text, path, macros)
            macros, packages = found.macros, (*packages, *found.packages)
            problems += found.problems
        self.problems = tuple(dict.fromkeys((*self.problems, *problems)))
        return macros, packages


_encode = msgspec.msgpack.Encoder().encode


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
                message = f"The preamble {path} cannot be read: {error}."
                problems.append(problem.make("unreadable", message, hint="Save it as UTF-8 text.", path=name))
                continue
            texts.setdefault(name if folder == content else str(path), text)
    return texts, tuple(problems)
