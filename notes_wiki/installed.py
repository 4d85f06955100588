"""Which versions of libraries are installed.

In:  names of distributions.
Out: a version for each, "" for one that is not there.

The names of the folders that installers leave (`name-version.dist-info`, PEP 376 and the specification
"Recording installed projects") say it: reading these is ten times as quick as importing
`importlib.metadata`, which an edit of one note would wait for.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence

_SUFFIX = ".dist-info"


def versions(libraries: Sequence[str]) -> list[str]:
    """The version of each library, as Python would import it."""
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
    """A distribution's name as two spellings of it are compared (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _asked(library: str) -> str:
    """The version of a library that lies elsewhere: in an archive, or where an import hook finds it."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(library)
    except PackageNotFoundError:
        return ""
