"""What the configuration of a Hugo site says about publishing: its `cascade`, which applies to all pages.

In:  the content folder.
Out: which notes the cascade withholds, in the form of `publication_terms.cascade`. If it cannot be read: a
     Problem, and all notes are withheld.
"""

from __future__ import annotations

import json
from pathlib import Path

from notes_wiki import problem
from notes_wiki.load.block import as_value
from notes_wiki.load.markers import CONFIGS, folders_of_markers, is_hugo
from notes_wiki.load.publication import withheld_by_cascade
from notes_wiki.model import Problem

_ENDS = ("toml", "yaml", "yml", "json")
_OWN = tuple(f"hugo.{end}" for end in _ENDS)
_SPLIT = tuple(
    f"config/{environment}/{name}.{end}"
    for environment in ("_default", "production")
    for name in ("hugo", "config", "cascade")
    for end in _ENDS
)
"""The files of a split configuration. In a file named after a key, the key itself is left out."""
_MOST_VALUES = 10_000
"""How many values a cascade may have: with YAML's aliases, a few lines can stand for more than memory
holds."""


def cascade(content: Path) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """What the site's configuration withholds, as lines of `publication_terms.cascade`, and a Problem for
    what cannot be read."""
    lines: list[str] = []
    problems: list[Problem] = []
    for path in places_of_config(content):
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            continue  # no file, or none that Hugo could read
        if "cascade" not in text.lower() and path.stem != "cascade":
            continue
        # Other programs have a `config.toml` too, though not in a folder like `config/_default`.
        if path.name in CONFIGS and path.parent.parent.name != "config" and not is_hugo(path):
            continue
        try:
            data = _loaded(text, path.suffix)
            value = data if path.stem == "cascade" else _key(data, "cascade")
            _check_size(value)
            lines += withheld_by_cascade(as_value(value)).splitlines()
        except (ValueError, RecursionError):
            lines.append("all *")
            problems.append(_unreadable(path))
    return tuple(lines), tuple(problems)


def places_of_config(content: Path) -> list[Path]:
    """Every path at which such a configuration file could be."""
    return [folder / name for folder in folders_of_markers(content) for name in (*_OWN, *CONFIGS, *_SPLIT)]


def _loaded(text: str, suffix: str) -> object:
    """The parsed contents of a file. Raises ValueError if they do not parse as its suffix says."""
    if suffix == ".toml":
        import tomllib

        return tomllib.loads(text)
    if suffix == ".json":
        return json.loads(text)
    import yaml  # here, because it takes ten milliseconds and few wikis need it

    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ValueError from error


def _key(data: object, name: str) -> object:
    if not isinstance(data, dict):
        return None
    return next((value for key, value in data.items() if str(key).lower() == name), None)


def _check_size(value: object) -> None:
    """Raise ValueError if a value consists of more than `_MOST_VALUES`, each alias counted in full."""
    waiting, count = [value], 0
    while waiting:
        one = waiting.pop()
        count += 1
        if count > _MOST_VALUES:
            raise ValueError
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            waiting += one.values()


def _unreadable(path: Path) -> Problem:
    return problem.make(
        "hugo-config",
        f"Hugo's configuration {path.name} has a `cascade` and cannot be read, so no note is published.",
        hint="Correct the file; until then wiki cannot tell which notes it keeps back.",
        path=str(path),
    )
