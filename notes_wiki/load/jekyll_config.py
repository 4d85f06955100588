"""The collections that a Jekyll site publishes, `collections: {notes: {output: true}}` in its `_config.yml`.

In:  the content folder.
Out: the names of their folders, `_notes`. A file that cannot be read names none, because what Jekyll may keep
     back must not be published.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from notes_wiki import there

CONFIG = "_config.yml"
_NEVER = frozenset(("drafts", "posts"))
"""Folders that Jekyll has a rule of its own for."""


def published_collections(content: Path) -> frozenset[str]:
    """The folders of the collections that say `output: true`."""
    path = content / CONFIG
    if not there.is_file(path):
        return frozenset()
    import yaml  # ten milliseconds, for few wikis

    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError):
        return frozenset()
    collections = data.get("collections") if isinstance(data, Mapping) else None
    if not isinstance(collections, Mapping):
        return frozenset()
    return frozenset(
        f"_{name}"
        for name, said in collections.items()
        if isinstance(name, str)
        and name not in _NEVER
        and isinstance(said, Mapping)
        and said.get("output") is True
    )
