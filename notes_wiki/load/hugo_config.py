"""What the configuration of a Hugo site says about publishing: its `cascade`, which applies to all pages.

In:  the content folder.
Out: which notes the cascade withholds, in the form of `terms.cascade`. If it cannot be read: a Problem, and
     all notes are withheld.
"""

from __future__ import annotations

import json
from pathlib import Path

from notes_wiki import problem
from notes_wiki.load.block import MOST_LEVELS
from notes_wiki.load.markers import CONFIGS, folders_of_markers, is_hugo
from notes_wiki.load.publication import kept_back
from notes_wiki.load.terms import Value
from notes_wiki.model import Problem

_ENDS = ("toml", "yaml", "yml", "json")
_OWN = tuple(f"hugo.{end}" for end in _ENDS)
_SPLIT = tuple(
    f"config/{environment}/{name}.{end}"
    for environment in ("_default", "production")
    for name in ("hugo", "config", "cascade")
    for end in _ENDS
)
"""Files of a configuration that is split; of one called after a key, the key is not in it."""
_MOST_VALUES = 10_000
"""Values that a cascade may have; YAML's aliases can make a few lines stand for more than memory holds."""


def cascade(content: Path) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """What the site's configuration withholds, as lines of `terms.cascade`, and a Problem for what cannot be
    read."""
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
            lines += kept_back(_value(value, MOST_LEVELS, [_MOST_VALUES])).splitlines()
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
    import yaml  # ten milliseconds, for few sites

    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ValueError from error


def _key(data: object, name: str) -> object:
    if not isinstance(data, dict):
        return None
    return next((value for key, value in data.items() if str(key).lower() == name), None)


def _value(value: object, levels: int, left: list[int]) -> Value:
    """A value in the form that front matter has, with texts as leaves. Raises ValueError if it is too
    large."""
    left[0] -= 1
    if levels == 0 or left[0] < 0:
        raise ValueError
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return tuple(_value(item, levels - 1, left) for item in value)
    if isinstance(value, dict):
        return {str(key): _value(item, levels - 1, left) for key, item in value.items()}
    return "" if value is None else str(value)


def _unreadable(path: Path) -> Problem:
    return problem.make(
        "hugo-config",
        f"Hugo's configuration {path.name} has a `cascade` and cannot be read, so no note is published.",
        hint="Correct the file; until then wiki cannot tell which notes it keeps back.",
        path=str(path),
    )
