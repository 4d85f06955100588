"""The installed versions of libraries.

In:  names of distributions.
Out: a version for each, "" for one that is not installed.

They are read from the names of the folders that installers create (`name-version.dist-info`, see PEP 376 and
the specification "Recording installed projects"). That takes a tenth of the time of importing
`importlib.metadata`, and every edit of a note would wait for it.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence

_SUFFIX = ".dist-info"


def versions(libraries: Sequence[str]) -> list[str]:
    """The version of each library that Python would import; "" for one that is not installed."""
    found: dict[str, str] = {}
    for folder in sys.path:
        try:
            with os.scandir(folder or ".") as entries:
                names = [entry.name for entry in entries]
        except OSError:
            continue
        for name in names:
            if name.endswith(_SUFFIX):
                library, _, version = name.removesuffix(_SUFFIX).partition("-")
                found.setdefault(_normal(library), version)
    return [found.get(_normal(library)) or _asked(library) for library in libraries]


def _normal(name: str) -> str:
    """The normalised name of a distribution (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _asked(library: str) -> str:
    """The version of a library that is not in a folder: in an archive, or found by an import hook."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(library)
    except PackageNotFoundError:
        return ""
