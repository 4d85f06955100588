"""Files from npm packages, for the scripts that build or fetch parts of the theme.

In:  a package with its version, and names of files in it, as in "package/LICENSE".
Out: their contents. Needs npm.
"""

from __future__ import annotations

import subprocess
import tarfile
import tempfile
from collections.abc import Iterable
from pathlib import Path


def npm_files(package: str, names: Iterable[str]) -> list[bytes]:
    """The contents of these files of a package ("katex@0.16.0"). Ends the script if one is missing."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", package], cwd=folder, check=True, capture_output=True)
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
            return [_read(archive, name, package) for name in names]


def _read(archive: tarfile.TarFile, name: str, package: str) -> bytes:
    try:
        stream = archive.extractfile(name)
    except KeyError:
        stream = None
    if stream is None:
        raise SystemExit(f"{name} is not in {package}.")
    return stream.read()
