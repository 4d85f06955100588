"""Updating the output folder.

In:  a `Site`, its notes, their graph, the store.
Out: `Written`. Pages whose keys have changed are rendered (`pages`). If only the texts of single notes have
     changed (`fingerprint`), the keys of pages that show none of these are not computed again.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from notes_wiki.link.graph import used_files
from notes_wiki.load import walk as walking
from notes_wiki.looking import Look, go_on
from notes_wiki.model import FoundFile, Graph, Problem
from notes_wiki.render.page import PageRef, Renderer, TemplateError
from notes_wiki.render.sites import Theme
from notes_wiki.render.urls import file_address
from notes_wiki.render.values import Sizes
from notes_wiki.stages import full_text
from notes_wiki.stages.dates import modified
from notes_wiki.stages.explain import explain
from notes_wiki.stages.fingerprint import Fingerprint, edited, fingerprint
from notes_wiki.stages.link import LinkableFiles
from notes_wiki.stages.options import Progress
from notes_wiki.stages.pages import render_pages
from notes_wiki.stages.read import Notes, parsing_of
from notes_wiki.stages.renamed import renamed
from notes_wiki.stages.site import Site
from notes_wiki.stages.written import files_written
from notes_wiki.write import assets, cache
from notes_wiki.write.attachments import Attachments
from notes_wiki.write.output import Output, Written, open_output


class Planned(NamedTuple):
    """The pages that the site will have, and their renderer."""

    renderer: Renderer
    pages: tuple[PageRef, ...]
    """All pages, or those that may be others than the last build left."""
    same: Mapping[str, str]
    """The other pages: address to key."""
    fingerprint: Fingerprint
    before: Fingerprint | None
    """That of the last build into the same folder."""
    remembered: Mapping[str, cache.Page]
    """What the last build left in the output folder, by address."""
    theme: dict[str, bytes]
    """The theme's files by address."""
    used: tuple[FoundFile, ...]
    """The files that published notes use."""
    attachments: Attachments


def write_site(
    site: Site,
    walked: walking.Walk,
    files: LinkableFiles,
    graph: Graph,
    notes: Notes,
    store: cache.Store,
    progress: Progress,
) -> Written | Problem:
    """Render the pages that have changed and update the output folder."""
    planned = plan(site, walked, files, graph, notes, store)
    if isinstance(planned, Problem):
        return planned
    written = write(site, planned, notes, store, progress)
    if isinstance(written, Problem):
        return written
    return msgspec.structs.replace(
        written,
        renamed=renamed(
            planned.before,
            notes.published,
            site.config.urls,
            lambda: parsing_of(site, walked).key,
            planned.remembered,
            written,
        ),
    )


def plan(
    site: Site,
    walked: walking.Walk,
    files: LinkableFiles,
    graph: Graph,
    notes: Notes,
    store: cache.Store,
    look: Look = go_on,
) -> Planned | Problem:
    """Every page with its key or, when building a site, those that may have changed; nothing is rendered or
    written yet."""
    features = {one for note in graph.notes.values() for one in note.facts.features}
    if site.options.live:
        features.add("live")
    try:
        theme, theme_data = assets.gather_theme(site.templates, features, site.config.theme)
    except TemplateError as error:
        return error.problem
    used = used_files(graph)
    remembered = None if site.options.verify else store.value("attachments")
    attachments = Attachments(site.content, site.static, remembered)
    sizes = attachments.sizes(used)
    dates = modified(site, walked, graph, store)
    renderer = _renderer(site, graph, notes, store, theme, dates, sizes)
    look()
    try:
        renderer.prepare()
    except TemplateError as error:
        return error.problem
    now = fingerprint(renderer, notes, files, sizes, dates, (site.options.drafts, full_text.wanted(site)))
    place = str(site.output.resolve())
    remembered_pages = store.pages(place)
    known = store.fingerprint(place)
    before = Fingerprint(*known) if known else None
    pages, same = _pages(site, renderer, before, remembered_pages, now, look)
    return Planned(renderer, pages, same, now, before, remembered_pages, theme_data, used, attachments)


def _renderer(
    site: Site,
    graph: Graph,
    notes: Notes,
    store: cache.Store,
    theme: Theme,
    dates: Mapping[str, str],
    sizes: Sizes,
) -> Renderer:
    """The renderer of one build. `theme`: the addresses of the theme's files; `dates`: when each note was
    changed; `sizes`: those of the pictures."""
    return Renderer(
        graph,
        site.config,
        notes.bodies,
        site.templates,
        theme,
        live=site.options.live,
        modified=dates,
        sizes=sizes,
        recall=store.value,
        bytecode=bytecode(site),
        full_text=full_text.wanted(site),
    )


def _pages(
    site: Site,
    renderer: Renderer,
    before: Fingerprint | None,
    remembered: Mapping[str, cache.Page],
    now: Fingerprint,
    look: Look,
) -> tuple[tuple[PageRef, ...], dict[str, str]]:
    """The pages that may have changed, and the keys of all others, by address. For a preview all pages are
    returned, because `wiki serve` keeps their keys itself."""
    options = site.options
    if not (options.clean or options.verify or options.live):
        changed = edited(before, now)
        if changed is not None:
            pages = tuple(renderer.pages_showing(changed.notes, dated=changed.dated))
            others = {ref.address for ref in pages} | renderer.vanished(remembered, pages)
            return pages, {
                address: page.key
                for address, page in remembered.items()
                if page.key and address not in others
            }
    anew = options.clean or options.verify or not remembered
    return renderer.pages(look, keyed=options.live or not anew), {}


def write(
    site: Site, planned: Planned, notes: Notes, store: cache.Store, progress: Progress
) -> Written | Problem:
    """Render the pages whose keys have changed, and commit the output."""
    anew = site.options.clean or site.options.verify
    remembered = {} if anew else planned.remembered
    stamps = {address: page.stamp for address, page in remembered.items()}
    output = open_output(site.output, force=site.options.force, stamps=stamps)
    if isinstance(output, Problem):
        return output
    renderer = planned.renderer
    todo, keys = _outdated(planned, remembered, output)
    for address in keys:
        output.keep(address)
    rendering = (ref.address for ref in todo)
    refused = output.announce([*rendering, *planned.theme, *map(file_address, planned.used)])
    if refused is not None:
        return refused
    try:
        lost, rendered = render_pages(site, renderer, todo, notes, output, progress)
    except TemplateError as error:
        output.sweep()
        return error.problem
    for address, data in planned.theme.items():
        output.put(address, data)
    problems = (*planned.attachments.copy(planned.used, output), *renderer.problems(), *lost)
    index_files = full_text.remember_digest(site, store, output, renderer.text_digest(notes.link_digest))
    keys |= {address: key for address, (key, _) in rendered.items()}
    sums = {address: sums for address, (_, sums) in rendered.items()}
    explained = None
    if site.options.explain:
        explained = explain(todo, remembered, store.sums(str(site.output.resolve())), sums, asked=anew)
    now = time.time_ns()
    written = output.commit()
    # A page that was lost must be tried again, and a preview's server has its own keys: no fingerprint then.
    certain = not lost and not written.problems and not site.options.live
    _remember(site, store, planned, files_written(keys, written, now), sums, certain=certain)
    written = full_text.counted(written, output, index_files)
    return msgspec.structs.replace(written, problems=(*written.problems, *problems), explained=explained)


def _outdated(
    planned: Planned, remembered: Mapping[str, cache.Page], output: Output
) -> tuple[list[PageRef], dict[str, str]]:
    """The pages to render, and the keys of all others, by address."""
    pages, same = planned.pages, planned.same
    if not all(output.has(address, remembered[address].digest) for address in same):
        pages, same = planned.renderer.pages(), {}  # the output folder was changed by someone else
    todo = [ref for ref in pages if not _unchanged(ref, remembered, output)]
    fresh = {ref.address for ref in todo}
    return todo, {**same, **{ref.address: ref.key for ref in pages if ref.address not in fresh}}


def _remember(
    site: Site,
    store: cache.Store,
    planned: Planned,
    files: Mapping[str, cache.Page],
    sums: Mapping[str, bytes],
    *,
    certain: bool,
) -> None:
    """Remember what the output folder holds. `certain`: the pages are exactly those of the plan, so that the
    next build can rely on the fingerprint."""
    made_of = (planned.fingerprint.shared, planned.fingerprint.notes) if certain else None
    place = str(site.output.resolve())
    store.save_pages(place, files, sums, fingerprint=made_of, before=planned.remembered)
    store.save(values={**planned.renderer.remember, "attachments": planned.attachments.remember()})


def _unchanged(ref: PageRef, remembered: Mapping[str, cache.Page], output: Output) -> bool:
    known = remembered.get(ref.address)
    return known is not None and known.key == ref.key and output.has(ref.address, known.digest)


def bytecode(site: Site) -> Path | None:
    """The folder for compiled templates, or None if it cannot be created."""
    folder = site.state / "templates"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None
