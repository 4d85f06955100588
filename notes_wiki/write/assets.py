"""Files that pages use: the theme's, and the notes' own pictures and documents.

In:  folders of theme files (a site's own first); the files that published notes use.
Out: the theme's files with addresses that change when their bytes do; copies in the output folder.

A theme file is written to `-/theme/<digest>/…`, all under one digest of the whole theme: style sheets
find their fonts by the relative addresses they were written with, and no cache serves an old mixture.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from notes_wiki.model import FoundFile, Problem
from notes_wiki.render.page import Theme, templates_fingerprint
from notes_wiki.render.urls import file_address
from notes_wiki.theme import ThemeConfig, stylesheet
from notes_wiki.write.output import Output, page_not_writable

_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".bmp", ".tiff", ".avif")


def theme_files(folders: Sequence[Path]) -> dict[str, Path]:
    """Name to file of every asset: those below `assets/` of each folder, the first folder's first."""
    found: dict[str, Path] = {}
    for folder in folders:
        root = folder / "assets"
        for path in sorted(root.rglob("*")):
            name = path.relative_to(root).as_posix()
            if path.is_file() and not any(part.startswith(".") for part in name.split("/")):
                found.setdefault(name, path)
    return found


OPTIONAL = frozenset(("mermaid",))
"""Folders of assets that only a page with the feature of that name needs, and that may be large."""


def gather_theme(
    folders: Sequence[Path], features: Collection[str] = (), settings: ThemeConfig | None = None
) -> tuple[Theme, dict[str, bytes]]:
    """The theme, and the bytes of its files by address. What wiki.toml sets of it is `theme.css`. Of the
    optional folders only those are read whose feature some note of the wiki has; the addresses of the others
    are known too, so that no page changes when the first diagram is drawn."""
    files = theme_files(folders)
    optional = {name: path for name, path in files.items() if name.partition("/")[0] in OPTIONAL}
    data = {name: path.read_bytes() for name, path in files.items() if name not in optional}
    if settings and (own := stylesheet(settings)):
        data["theme.css"] = own.encode()
    digest = hashlib.blake2b(digest_size=5)
    for name, content in data.items():
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    versions = hashlib.blake2b(digest_size=5)
    for name, path in optional.items():
        # A large script is told from another version by its size: reading it would cost every build.
        versions.update(f"{name}\0{path.stat().st_size}\0".encode())
    place, other = f"-/theme/{digest.hexdigest()}", f"-/theme/{versions.hexdigest()}"
    addresses = {name: f"{other if name in optional else place}/{name}" for name in (*files, *data)}
    fingerprint = templates_fingerprint(folders) + digest.hexdigest() + versions.hexdigest()
    for name, path in optional.items():
        if name.partition("/")[0] in features:
            data[name] = path.read_bytes()
    return Theme(addresses, fingerprint), {addresses[name]: content for name, content in data.items()}


def copy_used(
    files: Iterable[FoundFile], content: Path, static: Sequence[Path], output: Output
) -> tuple[Problem, ...]:
    """Copy the files that published notes use. One that cannot be read is a Problem."""
    problems = []
    for file in files:
        source = source_path(file, content, static)
        try:
            data = source.read_bytes()
        except OSError as error:
            problems.append(page_not_writable(file.path, error))
            continue
        output.put(file_address(file), data)
    return tuple(problems)


def source_path(file: FoundFile, content: Path, static: Sequence[Path]) -> Path:
    """Where a file that notes use lies on the disk."""
    return (static[file.static] if file.static >= 0 else content) / file.path


def list_files(folder: Path) -> tuple[str, ...]:
    """All files below a static folder, as POSIX paths relative to it; none where it does not exist."""
    found = []
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        prefix = Path(base).relative_to(folder).as_posix()
        prefix = "" if prefix == "." else prefix + "/"
        found += [prefix + name for name in names if not name.startswith(".")]
    return tuple(sorted(found))


def picture_sizes(
    files: Iterable[FoundFile], content: Path, static: Sequence[Path]
) -> dict[FoundFile, tuple[int, int]]:
    """Width and height in pixels of the pictures among these files, from their headers."""
    pictures = [file for file in files if file.path.lower().endswith(_PICTURES)]
    if not pictures:
        return {}
    import imagesize

    sizes = {}
    for file in pictures:
        try:
            width, height = imagesize.get(source_path(file, content, static))
        except (OSError, ValueError):
            continue  # shown without its size; a file that cannot be read is told when it is copied
        if width > 0 and height > 0:
            sizes[file] = (round(width), round(height))
    return sizes
