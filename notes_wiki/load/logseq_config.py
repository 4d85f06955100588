"""What a graph of Logseq holds besides its pages: older versions of them, and what its settings hide.

In:  the content folder.
Out: the paths of these folders and files in it; none where the folder is not a graph, or its settings cannot
     be read.
"""

from __future__ import annotations

import re
from pathlib import Path

from notes_wiki import there
from notes_wiki.pattern import pattern

CONFIG = "logseq/config.edn"
_VERSIONS = ("logseq/bak", "logseq/version-files")
"""Where Logseq keeps what a page was before it was changed elsewhere."""
_COMMENT = pattern(r"^[ \t]*;[^\n]*", re.M)
_HIDDEN = pattern(r':hidden\s*\[((?:[\s,]|"[^"]*")*)\]')
_STRING = pattern(r'"([^"]*)"')


def hidden_paths(content: Path) -> frozenset[str]:
    """The folders and files that Logseq does not show as pages."""
    path = content / CONFIG
    if not there.is_file(path):
        return frozenset()
    try:
        settings = _COMMENT.sub("", path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        settings = ""
    named = _HIDDEN.search(settings)
    hidden = _STRING.findall(named[1]) if named else []
    return frozenset((*_VERSIONS, *filter(None, (one.strip().strip("/") for one in hidden))))
