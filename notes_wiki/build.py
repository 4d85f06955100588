"""The pipeline: a folder of notes -> a site.

In:  `BuildOptions`, what a command asks for.
Out: a `Report`, and the output folder brought up to date.

This module is the table of contents; each stage is a call into `stages.py`, which says how the stage is
spread over processes and what of it is remembered.
"""

from __future__ import annotations

import time
from pathlib import Path

import msgspec

from notes_wiki import stages
from notes_wiki.model import Problem, Report
from notes_wiki.stages import Progress, silent


class BuildOptions(msgspec.Struct, frozen=True):
    """What the command line, or `serve`, asks for. None and "" leave it to wiki.toml."""

    content: Path | None = None
    out: Path | None = None
    dialect: str = ""
    config: Path | None = None
    drafts: bool = False
    """Show unpublished notes too; the site then goes to `.wiki/preview/`."""
    clean: bool = False
    """Forget what is remembered."""
    force: bool = False
    """Write into a folder that holds files of others."""
    jobs: int = 0
    """Processes; 0: one for each core."""
    live: bool = False
    """For `wiki serve`: pages that listen for changes, in `.wiki/preview/`."""


def build(options: BuildOptions, progress: Progress = silent) -> Report:
    """Build the site and say what was done. Never raises for what is in the notes or on the disk."""
    started = time.perf_counter()
    site = stages.open_site(options)
    if site.failed:
        return stages.failure(site, started)
    with stages.open_store(site) as store:
        walked = stages.walk(site)
        notes = stages.read_notes(site, walked, store, progress)
        graph = stages.link_notes(site, walked, notes)
        written = stages.write_site(site, walked, graph, notes, store, progress)
        stages.remember(store, notes)
    if isinstance(written, Problem):
        return stages.failure(site, started, [written])
    return stages.report(site, walked, notes, graph, started, written)


def check(options: BuildOptions, progress: Progress = silent) -> Report:
    """Find all that is wrong, without writing anything but what is remembered."""
    started = time.perf_counter()
    site = stages.open_site(options)
    if site.failed:
        return stages.failure(site, started)
    with stages.open_store(site) as store:
        walked = stages.walk(site)
        notes = stages.read_notes(site, walked, store, progress)
        graph = stages.link_notes(site, walked, notes)
        stages.remember(store, notes)
    return stages.report(site, walked, notes, graph, started)


def content_folder(options: BuildOptions) -> Path:
    """The folder of notes that these options mean, whether it exists or not."""
    return stages.open_site(options).content
