"""The pipeline: a folder of notes -> a site.

In:  `BuildOptions`, what a command asks for.
Out: a `Report`, and an up-to-date output folder.

This module is the table of contents: each stage is a call into `stages/`, where it says how the stage is
spread over processes and what of it is remembered.
"""

from __future__ import annotations

import sys
import time
from contextlib import nullcontext
from pathlib import Path

import msgspec

from notes_wiki.fork import Standby
from notes_wiki.load.folders import FolderCache
from notes_wiki.model import Problem, Report
from notes_wiki.stages import unchanged
from notes_wiki.stages.options import BuildOptions, Progress, silent

__all__ = ["BuildOptions", "Progress", "build", "check", "content_folder", "index_texts", "silent"]


def build(options: BuildOptions, progress: Progress = silent, kept: list[object] | None = None) -> Report:
    """Build the site and report what was done. Never raises for anything in the notes or on the disk.

    The records of the notes and their graph are added to `kept`, for a process that ends soon and need not
    free them first.
    """
    folders = FolderCache()
    if (report := unchanged.last_report(options, folders)) is not None:
        return report
    unchanged.forget(options)
    started = time.perf_counter()
    # First of all the process that parses an edited note: it imports the parser beside all that follows here.
    # Where that is imported, as in a program that builds twice, another process would spare nothing.
    from notes_wiki.stages import parse

    waiting = None if "notes_wiki.parse.note" in sys.modules else parse.standby()
    with waiting or nullcontext() as standby:
        return _build(options, progress, standby, folders, started, [] if kept is None else kept)


def _build(
    options: BuildOptions,
    progress: Progress,
    standby: Standby | None,
    folders: FolderCache,
    started: float,
    kept: list[object],
) -> Report:
    from notes_wiki.stages import outcome, read, unreachable
    from notes_wiki.stages.site import Busy, inputs, open_site, open_store

    recorder = unchanged.InputRecorder(folders)
    site = open_site(options)
    if site.failed:
        return outcome.failure(site, started)
    try:
        asked = time.perf_counter()
        with open_store(site) as store:
            if time.perf_counter() - asked > _WAITED:  # for another build, while notes may have changed
                folders.forget()
            walked = read.walk(site, folders)
            if found := unreachable.unreachable_content(site, walked, store):
                return outcome.failure(site, started, found)
            recorder.record(inputs(site, walked))
            notes = read.read_notes(
                site, walked, store, progress, standby=standby, meanwhile=_import_later_stages
            )
            if standby is not None:
                standby.dismiss()
            from notes_wiki.stages import link, render
            from notes_wiki.stages.written import folders_written

            files = link.linkable_files(site, walked)
            graph = link.link_notes(site, notes, files, store)
            kept += (walked, notes, graph)
            written = render.write_site(site, walked, files, graph, notes, store, progress)
            read.remember(store, notes)
            if isinstance(written, Problem):
                return outcome.failure(site, started, [written])
            report = outcome.report(site, walked, notes, graph, started, written)
            recorder.keep(options, report, folders_written(site, written), notes.next_change)
            return report
    except Busy:
        return outcome.failure(site, started, [outcome.busy(site)])


_WAITED = 0.04
"""Seconds: less than anything waits for another build."""


def _import_later_stages() -> None:
    """Import what the later stages need: a tenth of a second, spent while other processes parse."""
    import jinja2  # noqa: F401 - for its being imported

    from notes_wiki.stages import link, render  # noqa: F401 - likewise


def index_texts(options: BuildOptions) -> tuple[Problem, ...]:
    """Call after `build`: update the full-text index if any text has changed. This takes seconds and can run
    in the background, because it lets other builds go first. Returns problems."""
    if unchanged.is_indexed(options):
        return ()
    from notes_wiki.stages import full_text, outcome
    from notes_wiki.stages.site import Busy, open_site

    options = msgspec.structs.replace(options, clean=False, verify=False)
    as_built = unchanged.last_report(options) is not None
    site = open_site(options)
    try:
        problems = () if site.failed else full_text.index_texts(site)
    except Busy:
        return (outcome.unindexed(site),)
    if as_built and not problems:
        unchanged.record_index(options, full_text.folder(site))
    return problems


def check(options: BuildOptions, progress: Progress = silent) -> Report:
    """Find everything that is wrong. Writes nothing but the store of what is remembered."""
    from notes_wiki.stages import check as checking
    from notes_wiki.stages import link, outcome, read
    from notes_wiki.stages.site import Busy, open_site, open_store

    started = time.perf_counter()
    site = open_site(options)
    if site.failed:
        return outcome.failure(site, started)
    try:
        with open_store(site) as store:
            walked = read.walk(site)
            notes = read.read_notes(site, walked, store, progress)
            graph = link.link_notes(site, notes, link.linkable_files(site, walked), store)
            read.remember(store, notes)
            embeds = checking.embed_problems(graph, notes.bodies)
    except Busy:
        return outcome.failure(site, started, [outcome.busy(site)])
    found = embeds + checking.check_notes(site, walked, graph, progress)
    return outcome.report(site, walked, notes, graph, started, found=found)


def content_folder(options: BuildOptions) -> Path:
    """The folder of notes that these options mean, whether it exists or not."""
    from notes_wiki.stages.site import open_site

    return open_site(options).content
