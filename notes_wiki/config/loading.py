"""Finding wiki.toml and reading all of it.

In:  the folder a command runs in, and what the command line overrides.
Out: `Loaded`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from notes_wiki import problem
from notes_wiki.config.reading import TableReader
from notes_wiki.config.records import FILE, Config, MathConfig
from notes_wiki.config.toml_mistakes import in_words
from notes_wiki.model import Problem, Span
from notes_wiki.wording import wording


def place_of(folder: Path, name: str) -> Path:
    """The path of a file that a setting names: relative to `folder`, or below a home folder ("~"). The home
    of an unknown user is left as typed, and no such file exists."""
    try:
        return folder / Path(name).expanduser()
    except RuntimeError:
        return folder / name


class Loaded(msgspec.Struct, frozen=True):
    """A configuration and where it was found; its paths are relative to `folder`."""

    config: Config
    folder: Path
    problems: tuple[Problem, ...] = ()
    unsafe: bool = False
    """A setting that keeps notes from being published cannot be read, so nothing may be published."""


def load(folder: Path, file: Path | None = None, content: Path | None = None) -> Loaded:
    """Read `file`, or else wiki.toml in `folder` if it exists. `content` is the folder of notes if the
    command line names one. Never raises: what cannot be read is a Problem, and defaults are used instead."""
    path = file or folder / FILE
    home = path.parent if file else folder
    try:
        text = path.read_text(encoding="utf-8-sig")
        tables = tomllib.loads(text)
    except FileNotFoundError:
        if file is None:
            return Loaded(Config(), home)
        failed = _unreadable(path, "there is no such file")
    except UnicodeDecodeError as error:
        why = f"byte {error.start:,} is not UTF-8 text"
        failed = _unreadable(path, why, "Save the file as UTF-8 text.")
    except OSError as error:
        failed = _unreadable(path, error.strerror or str(error))
    except tomllib.TOMLDecodeError as error:
        failed = _not_toml(path, text, error)
    else:
        reader = TableReader(str(path), text)
        config = _read(reader, tables, home, content)
        return Loaded(config, home, tuple(reader.problems), reader.unsafe)
    return Loaded(Config(), home, (failed,), unsafe=True)


def _read(reader: TableReader, tables: dict[str, object], home: Path, content: Path | None) -> Config:
    """The configuration in these tables; `reader` collects problems."""
    tables = {key: reader.printable(value, key) for key, value in tables.items()}
    math_table, theme_table, words_table = (tables.pop(name, {}) for name in ("math", "theme", "words"))
    math = reader.table(MathConfig(), math_table, "math")
    theme = reader.theme(theme_table)
    config = reader.table(Config(), tables, "")
    base = wording(config.language)
    words = reader.table(base, words_table, "words")
    words = msgspec.structs.replace(words, statements={**base.statements, **words.statements})
    config = msgspec.structs.replace(
        config, base_url=reader.base_url(config.base_url), math=math, theme=theme, words=words
    )
    reader.redirects(config.redirects)
    reader.packages(math.packages)
    of_math = math_table if isinstance(math_table, Mapping) else {}
    named = tables | {f"math.{key}": value for key, value in of_math.items()}
    reader.places(config, named, home, content or home / config.content)
    return config


def _not_toml(path: Path, text: str, error: tomllib.TOMLDecodeError) -> Problem:
    found = re.search(r"line (\d+), column (\d+)", str(error))
    place = Span(int(found[1]), int(found[2])) if found else Span(max(1, len(text.splitlines())))
    message = f"{path.name} is not TOML: {in_words(error)}."
    hint = "Correct this line; until then nothing is written, because wiki cannot tell what may be published."
    return problem.make("config", message, place, hint=hint, path=str(path))


def _unreadable(
    path: Path, why: str, hint: str = "Check its name, and that you have permission to read it."
) -> Problem:
    return problem.make("config", f"{path} cannot be read: {why}.", hint=hint, path=str(path))
