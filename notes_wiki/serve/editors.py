"""Links that open an editor at a place in a file.

In:  the editor's name, or an address with `{path}`, `{line}` and `{column}` in it; a place.
Out: the address of the link.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

EDITORS = {
    "vscode": "vscode://file{path}:{line}:{column}",
    "vscodium": "vscodium://file{path}:{line}:{column}",
    "cursor": "cursor://file{path}:{line}:{column}",
    "zed": "zed://file{path}:{line}:{column}",
    "emacs": "emacs://open?url=file://{path}&line={line}&column={column}",
    "vim": "vim://open?url=file://{path}&line={line}&column={column}",
    "nvim": "nvim://open?url=file://{path}&line={line}&column={column}",
    "mvim": "mvim://open?url=file://{path}&line={line}&column={column}",
    "sublime": "subl://open?url=file://{path}&line={line}&column={column}",
    "textmate": "txmt://open?url=file://{path}&line={line}&column={column}",
    "idea": "idea://open?file={path}&line={line}&column={column}",
    "obsidian": "obsidian://open?path={path}",
}
"""The scheme that each editor, or the handler people install for it, registers with the system."""

_NEVER = ("javascript:", "data:", "vbscript:")


def scheme_of(editor: str) -> str | None:
    """The address for an editor's name or an address of one's own; None for what is neither."""
    if editor in EDITORS:
        return EDITORS[editor]
    usable = ":" in editor and "{path}" in editor and not editor.strip().lower().startswith(_NEVER)
    return editor if usable else None


def link(scheme: str, file: Path, line: int, column: int) -> str:
    """The address that opens `file` at a line and column, both counted from 1."""
    path = quote(str(file.resolve()), safe="/")
    return scheme.replace("{path}", path).replace("{line}", str(line)).replace("{column}", str(column))
