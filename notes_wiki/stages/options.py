"""The options of a build.

In:  nothing; this is a record.
Out: `BuildOptions`, and the `Progress` that a build reports to.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from notes_wiki.progress import Progress

__all__ = ["BuildOptions", "Progress", "silent"]


def silent(stage: str, done: int, total: int) -> None:
    """A `Progress` that shows nothing."""


class BuildOptions(msgspec.Struct, frozen=True):
    """What the command line, or `serve`, asks for. None and "" mean that wiki.toml decides."""

    content: Path | None = None
    out: Path | None = None
    dialect: str = ""
    config: Path | None = None
    drafts: bool = False
    """Show unpublished notes too; the site then goes to `.wiki/preview/`."""
    clean: bool = False
    """Forget what is remembered."""
    verify: bool = False
    """Read every file again, whatever its time and size say."""
    force: bool = False
    """Write into a folder that holds files of others."""
    explain: bool = False
    """Say of each page that is made anew why it is."""
    jobs: int = 0
    """Processes; 0: one for each core."""
    live: bool = False
    """For `wiki serve`: pages that listen for changes, in `.wiki/preview/`."""
    text_index: bool = True
    """Whether the site has an index of its texts; `build.index_texts` makes it when the pages are there."""
