"""The theme's files.

In:  folders of theme files (a site's own first).
Out: their bytes, at addresses that change when the bytes do. Files that notes use are in `attachments.py`.

All theme files are written below `-/theme/<digest>/`, with one digest for the whole theme: relative addresses
between them keep working (a style sheet finds its fonts), and no browser cache mixes two versions.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Collection, Sequence
from pathlib import Path

from notes_wiki import there
from notes_wiki.pattern import pattern
from notes_wiki.render.page import Theme, templates_fingerprint
from notes_wiki.render.templates import unreadable
from notes_wiki.theme import ThemeConfig, stylesheet


def theme_files(folders: Sequence[Path]) -> dict[str, Path]:
    """Every asset below `assets/` of the folders, by name; of two with one name, the first folder's."""
    found: dict[str, Path] = {}
    for folder in folders:
        root = folder / "assets"
        for path in sorted(root.rglob("*")):
            name = path.relative_to(root).as_posix()
            if there.is_file(path) and not any(part.startswith(".") for part in name.split("/")):
                found.setdefault(name, path)
    return found


OPTIONAL = frozenset(("live", "mermaid"))
"""Folders of assets that only a page with the feature of that name needs, and that may be large; "live" is
what `wiki serve` adds."""


EVERYWHERE = ("fonts.css", "style.css", "prose.css", "math.css", "find.css")
"""The style sheets of the default theme that every page needs, in the order in which they are loaded."""
AS_ONE = "page.css"
"""Their common name: a browser asks once for all of them, and what they have in common is compressed once."""


def gather_theme(
    folders: Sequence[Path], features: Collection[str] = (), settings: ThemeConfig | None = None
) -> tuple[Theme, dict[str, bytes]]:
    """The theme and the bytes of its files by address. The last of the folders is the default theme's.
    `settings` become `theme.css`. The sheets of `EVERYWHERE` are there as one, too, unless one of them is the
    site's own: it may say what only the beginning of a sheet can, or leave a bracket open. Optional folders
    (Mermaid) are read only if `features` names them; the addresses of the others are known all the same, so
    that pages do not change when the first diagram is drawn. Raises TemplateError if a file cannot be
    read."""
    files = theme_files(folders)
    optional = {name: path for name, path in files.items() if name.partition("/")[0] in OPTIONAL}
    ours = folders[-1] / "assets" if folders else None
    data = {
        name: _sent(_bytes(path), path.suffix) if path.parent == ours else _bytes(path)
        for name, path in files.items()
        if name not in optional
    }
    if all(name in files and files[name].parent == ours for name in EVERYWHERE):
        data[AS_ONE] = b"".join(data[name] for name in EVERYWHERE)
    if settings and (own := stylesheet(settings)):
        data["theme.css"] = own.encode()
    digest = hashlib.blake2b(digest_size=5)
    for name, content in data.items():
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    versions = hashlib.blake2b(digest_size=5)
    for name, path in optional.items():
        # The size tells versions of a large script apart: reading it would slow down every build.
        versions.update(f"{name}\0{path.stat().st_size}\0".encode())
    place, other = f"-/theme/{digest.hexdigest()}", f"-/theme/{versions.hexdigest()}"
    addresses = {name: f"{other if name in optional else place}/{name}" for name in (*files, *data)}
    fingerprint = templates_fingerprint(folders) + digest.hexdigest() + versions.hexdigest()
    for name, path in optional.items():
        if name.partition("/")[0] in features:
            data[name] = _bytes(path)
    return Theme(addresses, fingerprint), {addresses[name]: content for name, content in data.items()}


_BEHIND_CODE = pattern(rb"(?<=[;{}(),]) // .*")
_IN_SHEET = pattern(rb"/\*.*?\*/", re.S)
_QUOTED = pattern(rb'="([a-zA-Z][\w-]*)"\]')
"""The value of an attribute in a selector, which needs no quotation marks."""
SHORTER = (
    *((b"{\n", b"{"), (b"}\n", b"}"), (b";\n", b";"), (b",\n", b","), (b"\n}", b"}")),
    *(
        (b" {", b"{"),
        (b"{ ", b"{"),
        (b" }", b"}"),
        (b"; ", b";"),
        (b": ", b":"),
        (b", ", b","),
        (b" > ", b">"),
    ),
    (b";}", b"}"),
)
"""What says the same in a style sheet, in this order. No string in the theme's sheets holds any of it."""


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error


def _sent(source: bytes, suffix: str) -> bytes:
    """A script or style sheet of the default theme as it is sent: without comments and indentation, a sheet
    without most spaces and ends of lines, all of which are for readers of the source. Not for those of
    others, in which what looks like a comment may be text."""
    if suffix not in (".js", ".css"):
        return source
    if suffix == ".css":
        sheet = b"\n".join(line.strip() for line in _IN_SHEET.sub(b"", source).splitlines() if line.strip())
        for long, short in SHORTER:
            sheet = sheet.replace(long, short)
        return _QUOTED.sub(rb"=\1]", sheet)
    lines = (line.lstrip(b" ") for line in source.splitlines(keepends=True))
    return b"".join(
        _BEHIND_CODE.sub(b"", line) if b" // " in line else line
        for line in lines
        if line != b"\n" and not line.startswith(b"//")
    )


def list_files(folder: Path) -> tuple[str, ...]:
    """All files below a static folder, as POSIX paths relative to it; none if it does not exist."""
    found = []
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        prefix = Path(base).relative_to(folder).as_posix()
        prefix = "" if prefix == "." else prefix + "/"
        found += [prefix + name for name in names if not name.startswith(".")]
    return tuple(sorted(found))
