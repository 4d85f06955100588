"""Reading the tables of wiki.toml, and checking their keys and values.

In:  the text of the file, and its parsed tables.
Out: records; for each wrong key or value a Problem with its line, what was expected and the nearest known
     key.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from types import NoneType
from typing import Any, Literal, TypeVar, get_args, get_origin

import msgspec

from notes_wiki import problem, there
from notes_wiki.config.records import ALWAYS_LOADED, FILE, PACKAGES, PLACEHOLDERS, Config, MathConfig
from notes_wiki.model import Problem, Span
from notes_wiki.nearest import nearest
from notes_wiki.pattern import pattern
from notes_wiki.theme import ThemeConfig, expected, unusable
from notes_wiki.wording import Wording

_CONTROL = pattern("[\x00-\x08\x0b-\x1f\x7f]")
_Table = TypeVar("_Table", Config, MathConfig, ThemeConfig, Wording)

_GUARDS = ("ignore", "publish", "content", "output")
"""Settings that keep things from being published: a mistake in them must not publish anything."""


class TableReader:
    """Reads tables key by key, so that a wrong key does not affect the others. Collects `problems`; `unsafe`
    says whether one of `_GUARDS` is among them."""

    def __init__(self, path: str, text: str) -> None:
        self._path = path
        self._lines = text.splitlines()
        self.problems: list[Problem] = []
        self.unsafe = False

    def table(self, table: _Table, data: object, name: str) -> _Table:
        """`table` updated from `data`. Keys and values that do not fit are reported and ignored."""
        if not isinstance(data, Mapping):
            self._wrong(
                name,
                name,
                f"`{name}` should be a table, [{name}].",
                f"Write [{name}] on a line of its own, and its settings below it.",
            )
            return table
        fields = {field.encode_name: field for field in msgspec.structs.fields(table)}
        found: dict[str, Any] = {}
        for key, value in data.items():
            field = fields.get(key)
            if field is None:
                self._unknown(key, name, list(fields))
                continue
            try:
                found[field.name] = msgspec.convert(value, field.type)
            except msgspec.ValidationError:
                whole = f"{name}.{key}" if name else key
                self.unsafe |= whole in _GUARDS
                message = f"`{whole}` should be {_expected(field.type)}; it is {_shown(value)}."
                meanwhile = "nothing is written" if whole in _GUARDS else "the default is used"
                self._wrong(key, name, message, f"Correct it; until then {meanwhile}.")
        return msgspec.structs.replace(table, **found)

    def base_url(self, address: str) -> str:
        """`base-url`, or "" if it is not a web address."""
        if not address or re.match(r"https?://[^/\s]", address):
            return address
        message = f"`base-url` should be an address that begins with https://; it is {_shown(address)}."
        hint = 'Write it as in "https://example.org/notes/"; until then the site has no feed and no sitemap.'
        self._wrong("base-url", "", message, hint)
        return ""

    def theme(self, data: object) -> ThemeConfig:
        """`[theme]`, without values that a style sheet cannot hold."""
        theme = self.table(ThemeConfig(), data, "theme")
        wrong = unusable(theme)
        for key in wrong:
            hint = f"Write {expected(key)}, without any of ; {{ }} < > @ \\ or url()."
            self._wrong(key, "theme", f"`theme.{key}` is not a value that a style sheet can hold.", hint)
        names = {field.encode_name: field.name for field in msgspec.structs.fields(theme)}
        return msgspec.structs.replace(theme, **{names[key]: "" for key in wrong})

    def printable(self, value: Any, key: str) -> Any:
        """A value without control characters, nested values included: no page can show them, and two of them
        mark the holes in a note's text."""
        if isinstance(value, str):
            kept = _CONTROL.sub("", value)
            if kept != value:
                message = f"`{key}` holds a control character, U+{ord(_CONTROL.findall(value)[0]):04X}."
                self._wrong(key, "", message, "Remove it; until then it is ignored.")
            return kept
        if isinstance(value, list):
            return [self.printable(one, key) for one in value]
        if isinstance(value, dict):
            return {_CONTROL.sub("", name): self.printable(one, name) for name, one in value.items()}
        return value

    def redirects(self, patterns: Mapping[str, str]) -> None:
        """Report placeholders in `redirects` that are unknown, or that are on one side only."""
        for address, target in patterns.items():
            unknown = [one for one in re.findall(r"\{[^{}]*\}", address + target) if one not in PLACEHOLDERS]
            if unknown:
                message = f"`redirects` has {unknown[0]}, which is not a known placeholder."
                self._wrong(address, "redirects", message, f"The placeholders are {', '.join(PLACEHOLDERS)}.")
            elif ("{" in address) != ("{" in target):
                one, every = (target, address) if "{" in address else (address, target)
                message = f"`redirects` has a placeholder in {every}, but none in {one}."
                self._wrong(address, "redirects", message, "Write a placeholder in both, or in neither.")

    def packages(self, names: tuple[str, ...]) -> None:
        """Report unknown `math.packages`."""
        known = (*PACKAGES, *ALWAYS_LOADED)
        for name in names:
            if name not in known:
                near = nearest(name, known)
                hint = f"The packages are {', '.join(PACKAGES)}; define commands of others in `macros`."
                if near:
                    hint = f"Did you mean `{near}`?"
                self._wrong("packages", "math", f"The package `{name}` is not known.", hint)

    def places(self, config: Config, given: Mapping[str, Any], home: Path, content: Path) -> None:
        """Report folders and files that the settings name but that do not exist. `given`: the settings by
        key."""
        for name in config.static:
            if not there.is_folder(home / name):
                self._missing("static", "", f"There is no folder {name} beside {FILE}")
        if given.get("templates") == config.templates and not there.is_folder(home / config.templates):
            self._missing("templates", "", f"There is no folder {config.templates} beside {FILE}")
        preambles = config.math.preamble if "math.preamble" in given else ()
        for name in preambles if preambles != MathConfig().preamble else ():
            if not any(there.is_file(folder / name) for folder in (home, content)) and not any(
                name in files for _, _, files in os.walk(content)
            ):
                self._missing("preamble", "math", f"There is no file {name} beside {FILE} or among the notes")

    def _missing(self, key: str, table: str, what: str) -> None:
        whole = f"{table}.{key}" if table else key
        hint = "Correct the path, which is relative to the folder of wiki.toml, or remove it."
        self._wrong(key, table, f"{what}, but `{whole}` names it.", hint)

    def _unknown(self, key: str, table: str, known: list[str]) -> None:
        near = nearest(key.replace("_", "-"), known)
        guard = not table and near in _GUARDS
        self.unsafe |= guard
        hint = f"Did you mean `{near}`?" if near else f"The settings are {', '.join(known)}."
        hint += " Correct it; until then nothing is written." if guard else ""
        whole = f"{table}.{key}" if table else key
        self._wrong(key, table, f"There is no setting `{whole}`.", hint)

    def _wrong(self, key: str, table: str, message: str, hint: str) -> None:
        place = self._place(key, table)
        self.problems.append(problem.make("config", message, place, hint=hint, path=self._path))

    def _place(self, key: str, table: str) -> Span | None:
        """The place of a key: the first line with its name, below the header of its table if it has one."""
        inside = not table or key == table
        pattern = re.compile(rf"""\s*(?:\[+\s*)?["']?{re.escape(key)}["']?\s*[=.\]]""")
        for number, line in enumerate(self._lines, 1):
            if table and re.match(rf"\s*\[\s*{re.escape(table)}\s*\]", line):
                inside = True
                if key == table:
                    return Span(number)
            elif inside and pattern.match(line):
                column = line.index(key) + 1
                return Span(number, column, len(key))
        # Written on one line with its table: math.packages = …, redirects = { … }.
        return self._place(table, "") if table and key != table else None


def _expected(kind: object) -> str:
    """In words, what kind of value a setting takes."""
    choices = [part for part in get_args(kind) if part is not NoneType]
    if get_origin(kind) is Literal:
        return f"one of {', '.join(json.dumps(choice) for choice in choices)}"
    if get_origin(kind) is tuple:
        return 'a list of texts, such as ["a", "b"]'
    if get_origin(kind) is dict:
        return f"a table whose values are each {_expected(choices[1])}"
    if choices:
        return _expected(choices[0])
    words = {str: "a text in quotes", bool: "true or false", int: "a whole number"}
    return words[kind] if isinstance(kind, type) and kind in words else "something else"


def _shown(value: object) -> str:
    """A value in TOML's notation, shortened to fit a line."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 40 else text[:39] + "…"
