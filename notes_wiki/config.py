"""wiki.toml -> Config.

In:  the folder a command runs in, and what the command line overrides.
Out: a typed, frozen `Config`. An unknown key or a wrong type is a Problem with its file and line, what
     was expected and the nearest known key; the rest of the file still counts.
"""

from __future__ import annotations

import difflib
import json
import os
import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from types import NoneType
from typing import Any, Literal, TypeVar, get_args, get_origin

import msgspec

from notes_wiki import problem
from notes_wiki.model import DialectName, Problem, Span
from notes_wiki.theme import ThemeConfig, expected, unusable
from notes_wiki.wording import Wording, wording

HtmlTrust = Literal["safe", "escape", "trusted"]


class MathConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """`[math]`: how formulas are read and set."""

    engine: Literal["auto", "math-core", "latex2mathml"] = "auto"
    """"auto": math-core first, latex2mathml for what it refuses. Either name: that engine alone."""
    number: Literal["referenced", "all", "none"] = "referenced"
    preamble: tuple[str, ...] = ("preamble.tex", "preamble.sty", "macros.tex", "_macros.tex", "_macros.qmd")
    """Files of macro definitions, in the content folder or beside wiki.toml."""
    macros: dict[str, str] = {}
    """Macro name (with backslash) to body; arguments as #1, #2."""
    packages: tuple[str, ...] = ()
    """Packages to load besides those that only add commands, e.g. "siunitx"."""
    single_dollar: bool | None = None
    """Whether `$…$` is math; None leaves it to the dialect."""


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """wiki.toml, with the defaults for what it does not say. Folders are relative to wiki.toml."""

    title: str = "Notes"
    description: str = ""
    author: str = ""
    base_url: str = ""
    """Where the site will stand ("https://example.org/notes/"): canonical links, feeds and the sitemap."""
    language: str = "en"
    content: str = "content"
    output: str = "site"
    templates: str = "templates"
    static: tuple[str, ...] = ()
    """Folders whose files are addressed from the site's root (`/ox-hugo/x.png`)."""
    ignore: tuple[str, ...] = ("Templates/", "templates/", "node_modules/", "_*", "README.md.bak")
    """Globs of files and folders that are not notes; dotfiles and dotfolders never are."""
    urls: Literal["flat", "folder"] = "flat"
    publish: Literal["all", "explicit"] = "all"
    """"explicit": only notes whose front matter says `publish: true`."""
    html: HtmlTrust = "safe"
    """What becomes of raw HTML: "safe" keeps what can do no harm, "escape" shows it as text, "trusted" keeps
    all of it."""
    html_folders: dict[str, HtmlTrust] = {}
    """Folder glob to trust; the longest glob that matches wins."""
    bibliography: tuple[str, ...] = ()
    """BibTeX files, relative to wiki.toml; where none is named, those found among the notes."""
    dialect: DialectName | None = None
    dialects: dict[str, DialectName] = {}
    """Folder glob to dialect; the longest glob that matches wins."""
    redirects: dict[str, str] = {}
    """Addresses of the site that went before, to notes: "/posts/{slug}/" = "{slug}", "/about/" = "me"."""
    statements: tuple[str, ...] = ()
    """Kinds of statements besides theorems, lemmas, definitions …: "scenario", "protocol"."""
    statement_counters: Literal["shared", "separate"] = "shared"
    """"shared": theorems, lemmas, definitions … of a note are counted in one row; "separate": each kind in
    its own."""
    editor: str = ""
    """The editor that `wiki serve` opens at a problem ("vscode", "emacs", "vim", …), or the address of a
    link with {path}, {line} and {column} in it."""
    math: MathConfig = MathConfig()
    theme: ThemeConfig = ThemeConfig()
    words: Wording = Wording()
    """The words of the interface: those of `language`, with what `[words]` says in their place."""


FILE = "wiki.toml"
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")

PACKAGES = ("physics", "siunitx")
"""Packages that `packages` loads: those that change what a command means."""
ALWAYS_LOADED = (
    *("amsmath", "amssymb", "amsfonts", "amsthm", "mathtools", "bm", "cancel", "braket", "mhchem"),
    *("mathrsfs", "color", "xcolor", "tikz-cd"),
)
"""Packages whose commands are known whether `packages` names them or not."""
PLACEHOLDERS = ("{slug}", "{name}", "{path}")
"""What stands for the note in an address of `redirects`."""


def place_of(folder: Path, name: str) -> Path:
    """Where a file is that a setting names: relative to `folder`, or below a home ("~"). A home
    that is nobody's stands for itself, and there is no file."""
    try:
        return folder / Path(name).expanduser()
    except RuntimeError:
        return folder / name


_Table = TypeVar("_Table", Config, MathConfig, ThemeConfig, Wording)


class Loaded(msgspec.Struct, frozen=True):
    """A configuration and where it was found: `folder` is what its relative paths begin at."""

    config: Config
    folder: Path
    problems: tuple[Problem, ...] = ()
    unsafe: bool = False
    """What it says of what may be published cannot be known: then nothing may be."""


_GUARDS = ("ignore", "publish", "content", "output")
"""Settings that keep things from being published: a mistake here must not publish them."""


def load(folder: Path, file: Path | None = None, content: Path | None = None) -> Loaded:
    """Read `file`, or wiki.toml in `folder` where there is one; `content` is the folder of notes where the
    command line names it. Never raises: what cannot be read is a Problem, and defaults stand in for it."""
    path = file or folder / FILE
    home = path.parent if file else folder
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        if file is None:
            return Loaded(Config(), home)
        return Loaded(Config(), home, (_unreadable(path, "there is no such file"),), unsafe=True)
    except (OSError, UnicodeDecodeError) as error:
        return Loaded(Config(), home, (_unreadable(path, str(error)),), unsafe=True)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+), column (\d+)", str(error))
        place = Span(int(found[1]), int(found[2])) if found else Span(max(1, len(text.splitlines())))
        message = f"{path.name} is not TOML: {str(error).split(' (at ')[0]}."
        hint = "Mend this line; until then nobody can tell what may be published, so nothing is."
        told = problem.make("config", message, place, hint=hint, path=str(path))
        return Loaded(Config(), home, (told,), unsafe=True)
    reader = _Reader(str(path), text)
    data = {key: reader.printable(value, key) for key, value in data.items()}
    said_of_math = data.pop("math", {})
    math = reader.table(MathConfig(), said_of_math, "math")
    theme = reader.theme(data.pop("theme", {}))
    said = data.pop("words", {})
    config = reader.table(Config(), data, "")
    base = wording(config.language)
    words = reader.table(base, said, "words")
    words = msgspec.structs.replace(words, statements={**base.statements, **words.statements})
    config = msgspec.structs.replace(
        config, base_url=reader.base_url(config.base_url), math=math, theme=theme, words=words
    )
    reader.redirects(config.redirects)
    reader.packages(math.packages)
    of_math = said_of_math if isinstance(said_of_math, Mapping) else {}
    named = data | {f"math.{key}": value for key, value in of_math.items()}
    reader.places(config, named, home, content or home / config.content)
    return Loaded(config, home, tuple(reader.problems), reader.unsafe)


class _Reader:
    """Reads one table after another, a key at a time, so that a wrong one costs only itself."""

    def __init__(self, path: str, text: str) -> None:
        self._path = path
        self._lines = text.splitlines()
        self.problems: list[Problem] = []
        self.unsafe = False

    def table(self, table: _Table, data: object, name: str) -> _Table:
        """`table` with what `data` says put in; keys that do not fit are told and left out."""
        if not isinstance(data, Mapping):
            self._wrong(
                name, name, f"`{name}` should be a table, [{name}].", f"Write [{name}] on a line of its own."
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
                self._wrong(key, name, message, "Mend it; until then it has its default.")
        return msgspec.structs.replace(table, **found)

    def base_url(self, address: str) -> str:
        """`base-url`, "" where it is no address that others could follow."""
        if not address or re.match(r"https?://[^/\s]", address):
            return address
        message = f"`base-url` should be an address that begins with https://; it is {_shown(address)}."
        hint = (
            'Write it whole, as in "https://example.org/notes/"; until then there are no feed and no sitemap.'
        )
        self._wrong("base-url", "", message, hint)
        return ""

    def theme(self, data: object) -> ThemeConfig:
        """`[theme]`, without what could not stand in a style sheet."""
        theme = self.table(ThemeConfig(), data, "theme")
        wrong = unusable(theme)
        for key in wrong:
            hint = f"Write {expected(key)}, without any of ; {{ }} < > @ \\ or url()."
            self._wrong(key, "theme", f"`theme.{key}` is no value that a style sheet can hold.", hint)
        names = {field.encode_name: field.name for field in msgspec.structs.fields(theme)}
        return msgspec.structs.replace(theme, **{names[key]: "" for key in wrong})

    def printable(self, value: Any, key: str) -> Any:
        """A value without control characters, in all that it holds: no page can show them, and two of them
        mark holes in what is remembered of a note."""
        if isinstance(value, str):
            kept = _CONTROL.sub("", value)
            if kept != value:
                message = f"`{key}` holds a control character, U+{ord(_CONTROL.findall(value)[0]):04X}."
                self._wrong(key, "", message, "Take it out; until then it is left out.")
            return kept
        if isinstance(value, list):
            return [self.printable(one, key) for one in value]
        if isinstance(value, dict):
            return {_CONTROL.sub("", name): self.printable(one, name) for name, one in value.items()}
        return value

    def redirects(self, patterns: Mapping[str, str]) -> None:
        """`redirects`: a placeholder that stands for nothing would be taken for a part of the address."""
        for pattern, target in patterns.items():
            unknown = [one for one in re.findall(r"\{[^{}]*\}", pattern + target) if one not in PLACEHOLDERS]
            if unknown:
                message = f"`redirects` has {unknown[0]}, which stands for nothing."
                self._wrong(pattern, "redirects", message, f"Known are {', '.join(PLACEHOLDERS)}.")

    def packages(self, names: tuple[str, ...]) -> None:
        """`math.packages`: those that nobody knows."""
        known = (*PACKAGES, *ALWAYS_LOADED)
        for name in names:
            if name not in known:
                near = difflib.get_close_matches(name, known, 1, 0.6)
                hint = (
                    f"Did you mean `{near[0]}`?"
                    if near
                    else (f"Known are {', '.join(PACKAGES)}; what else it has can stand in `macros`.")
                )
                self._wrong("packages", "math", f"wiki has no package `{name}`.", hint)

    def places(self, config: Config, said: Mapping[str, Any], home: Path, content: Path) -> None:
        """The folders and files that the settings name (`said`: by key) and that are not there."""
        for name in config.static:
            if not _there(home / name, Path.is_dir):
                self._missing("static", "", f"no folder {home / name}")
        if said.get("templates") == config.templates and not _there(home / config.templates, Path.is_dir):
            self._missing("templates", "", f"no folder {home / config.templates}")
        preambles = config.math.preamble if "math.preamble" in said else ()
        for name in preambles if preambles != MathConfig().preamble else ():
            if not any(_there(folder / name, Path.is_file) for folder in (home, content)) and not any(
                name in files for _, _, files in os.walk(content)
            ):
                self._missing("preamble", "math", f"no file {name} beside {FILE} or among the notes")

    def _missing(self, key: str, table: str, what: str) -> None:
        whole = f"{table}.{key}" if table else key
        hint = "Check the name, which begins at the folder of wiki.toml, or take it out."
        self._wrong(key, table, f"`{whole}` names what is not there: {what}.", hint)

    def _unknown(self, key: str, table: str, known: list[str]) -> None:
        near = difflib.get_close_matches(key.replace("_", "-"), known, 1, 0.6)
        self.unsafe |= not table and bool(near) and near[0] in _GUARDS
        hint = f"Did you mean `{near[0]}`?" if near else f"Known are {', '.join(known)}."
        whole = f"{table}.{key}" if table else key
        self._wrong(key, table, f"There is no setting `{whole}`.", hint)

    def _wrong(self, key: str, table: str, message: str, hint: str) -> None:
        place = self._place(key, table)
        self.problems.append(problem.make("config", message, place, hint=hint, path=self._path))

    def _place(self, key: str, table: str) -> Span | None:
        """The line of a key: the first with its name, below its table's header where it has one."""
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
        # Said in one line with its table: math.packages = …, redirects = { … }.
        return self._place(table, "") if table and key != table else None


def _there(path: Path, kind: Callable[[Path], bool]) -> bool:
    try:
        return kind(path)
    except OSError:  # a name too long for any disk
        return False


def _expected(kind: object) -> str:
    """What a setting expects, in words."""
    choices = [part for part in get_args(kind) if part is not NoneType]
    if get_origin(kind) is Literal:
        return f"one of {', '.join(json.dumps(choice) for choice in choices)}"
    if get_origin(kind) is tuple:
        return 'a list of texts, like ["a", "b"]'
    if get_origin(kind) is dict:
        return f"a table whose values are {_expected(choices[1])}"
    if choices:
        return _expected(choices[0])
    words = {str: "a text in quotes", bool: "true or false", int: "a whole number"}
    return words[kind] if isinstance(kind, type) and kind in words else "something else"


def _shown(value: object) -> str:
    """A value as TOML has it, cut to a line."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 40 else text[:39] + "…"


def _unreadable(path: Path, why: str) -> Problem:
    return problem.make(
        "config", f"{path} cannot be read: {why}.", hint="Check its name and its permissions.", path=str(path)
    )
