"""Small wikis for tests: a folder with notes and settings, built in this process."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from notes_wiki.build import BuildOptions, build
from notes_wiki.model import Report


def write(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files, given by their paths in the folder."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())


def build_wiki(home: Path, out: Path, *, jobs: int = 1, clean: bool = False, **more: Any) -> Report:
    """Build the wiki whose wiki.toml lies in `home` into `out`."""
    return build(BuildOptions(config=home / "wiki.toml", out=out, jobs=jobs, clean=clean, **more))


def files_of(folder: Path) -> dict[str, str]:
    """Every file below a folder with the digest of its bytes; the manifest too."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
