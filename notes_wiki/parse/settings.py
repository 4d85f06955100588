"""The settings that parsing depends on.

In:  the configuration, as it applies to one folder.
Out: `ParseSettings`, and their digest, which is part of the key that a parsed note is remembered under.

This module does not import the parser: a build that finds every note remembered never loads it.
"""

from __future__ import annotations

import hashlib
from typing import Literal

import msgspec

from notes_wiki.config import MathConfig
from notes_wiki.installed import versions
from notes_wiki.math.macros import Macro
from notes_wiki.model import Record
from notes_wiki.wording import Wording

PARSER_VERSION = 64
"""Raised whenever the same source would give another `Parsed`: what is remembered is then forgotten."""

_LIBRARIES = ("markdown-it-py", "mdit-py-plugins", "nh3", "pygments", "pybtex", "math-core", "latex2mathml")


class ParseSettings(Record, frozen=True):
    """Everything besides the source that `Parsed` depends on. `dialect` applies unless the note's front
    matter names one."""

    dialect: str = "wiki"
    math: MathConfig = MathConfig()
    html: Literal["safe", "escape", "trusted"] = "safe"
    preamble: dict[str, Macro] = {}
    statements: tuple[str, ...] = ()
    """Kinds of statements besides those that everyone knows."""
    words: Wording = Wording()
    """The wiki's words; where a note is in another language, that one's stand in its text."""
    language: str = ""
    """The wiki's language."""
    words_first: bool = False
    """Whether a wikilink is `[[words|target]]` and not `[[target|words]]`."""

    inline_dollars: bool = False
    """Whether a formula between two dollars stands in the line, if words do."""
    ticked_math: bool = False
    """Whether formulas stand between double backquotes."""
    substitutions: dict[str, str] = {}
    """MyST's names for all notes, with the texts that they stand for."""
    parts: dict[str, str] = {}
    """Texts that notes may include, by path."""
    folder: str = ""
    """The folder of the notes, where there are such texts."""

    @property
    def digest(self) -> str:
        """A digest of the settings, and of the versions of the parser and its libraries."""
        known = [PARSER_VERSION, *versions(_LIBRARIES)]
        own = msgspec.structs.astuple(self)
        data = msgspec.msgpack.encode((*own, known))
        return hashlib.blake2b(data, digest_size=16).hexdigest()
