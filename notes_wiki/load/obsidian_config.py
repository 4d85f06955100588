"""The folders in which an Obsidian vault keeps its templates, as its own plug-in and Templater are set.

In:  the content folder.
Out: the paths of these folders in it; none where nothing is set, or cannot be read.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from notes_wiki import there

CONFIGS = {
    ".obsidian/templates.json": "folder",
    ".obsidian/plugins/templater-obsidian/data.json": "templates_folder",
}
"""Settings file -> the key of the folder of templates."""


def template_folders(content: Path) -> frozenset[str]:
    """The folders whose notes are only there to be copied."""
    found = (_setting(content / name, key) for name, key in CONFIGS.items())
    return frozenset(folder for folder in found if folder)


def _setting(path: Path, key: str) -> str:
    if not there.is_file(path):
        return ""
    try:
        folder = msgspec.json.decode(path.read_bytes(), type=dict[str, object]).get(key)
    except (OSError, msgspec.DecodeError, RecursionError):
        return ""
    return folder.strip().strip("/") if isinstance(folder, str) else ""
