"""Updating the output folder.

In:  a `Site`, its notes, their graph, the store.
Out: `Written`. Pages whose keys have changed are rendered, over processes if there are many. If only the
     texts of single notes have changed (`fingerprint`), the keys of pages that show none of these are not
     computed again.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from notes_wiki import problem
from notes_wiki.fork import FEW, Cause, fork_map
from notes_wiki.link.graph import used_files
from notes_wiki.load import walk as walking
from notes_wiki.load.stamps import Stamp, settled
from notes_wiki.looking import Look, go_on
from notes_wiki.model import FoundFile, Graph, Problem
from notes_wiki.render.page import PageRef, Renderer, TemplateError
from notes_wiki.render.urls import file_address
from notes_wiki.stages import text
from notes_wiki.stages.dates import modified
from notes_wiki.stages.explain import explain
from notes_wiki.stages.fingerprint import Fingerprint, edited, fingerprint
from notes_wiki.stages.link import Beside
from notes_wiki.stages.options import Progress
from notes_wiki.stages.read import Notes, parsing_of
from notes_wiki.stages.renamed import renamed
from notes_wiki.stages.site import Site
from notes_wiki.write import assets, cache
from notes_wiki.write.attachments import Attachments
from notes_wiki.write.output import Output, Written, open_output
from notes_wiki.write.staging import Staged


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
    beside: Beside,
    graph: Graph,
    notes: Notes,
    store: cache.Store,
    progress: Progress,
) -> Written | Problem:
    """Render the pages that have changed and update the output folder."""
    planned = plan(site, walked, beside, graph, notes, store)
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
    beside: Beside,
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
    full_text = text.wanted(site)
    renderer = Renderer(
        graph,
        site.config,
        notes.bodies,
        site.templates,
        theme,
        live=site.options.live,
        modified=dates,
        sizes=sizes,
        recall=store.value,
        bytecode=_bytecode(site),
        full_text=full_text,
    )
    look()
    try:
        renderer.prepare()
    except TemplateError as error:
        return error.problem
    now = fingerprint(renderer, notes, beside, sizes, dates, (site.options.drafts, full_text))
    place = str(site.output.resolve())
    remembered_pages = store.pages(place)
    known = store.fingerprint(place)
    before = Fingerprint(*known) if known else None
    pages, same = _pages(site, renderer, before, remembered_pages, now, look)
    return Planned(renderer, pages, same, now, before, remembered_pages, theme_data, used, attachments)


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
    renderer, pages, same = planned.renderer, planned.pages, planned.same
    if not all(output.has(address, remembered[address].digest) for address in same):
        pages, same = renderer.pages(), {}  # the output folder was changed by someone else
    todo = [ref for ref in pages if not _unchanged(ref, remembered, output)]
    fresh = {ref.address for ref in todo}
    keys = {**same, **{ref.address: ref.key for ref in pages if ref.address not in fresh}}
    for address in keys:
        output.keep(address)
    refused = output.announce([*fresh, *planned.theme, *map(file_address, planned.used)])
    if refused is not None:
        return refused
    try:
        lost, rendered = _render(site, renderer, todo, notes, output, progress)
    except TemplateError as error:
        output.sweep()
        return error.problem
    for address, data in planned.theme.items():
        output.put(address, data)
    problems = (
        *planned.attachments.copy(planned.used, output),
        *renderer.problems(),
        *lost,
    )
    index_files = text.note_digest(site, store, output, renderer.text_digest(notes.linked))
    keys |= {address: key for address, (key, _) in rendered.items()}
    sums = {address: sums for address, (_, sums) in rendered.items()}
    explained = None
    if site.options.explain:
        explained = explain(todo, remembered, store.sums(str(site.output.resolve())), sums, asked=anew)
    now = time.time_ns()
    written = output.commit()
    # A page that was lost must be tried again, and a preview's server has its own keys: no fingerprint then.
    certain = not lost and not written.problems and not site.options.live
    _remember(site, store, planned, _files(keys, written, now), sums, certain=certain)
    written = text.counted(written, output, index_files)
    return msgspec.structs.replace(written, problems=(*written.problems, *problems), explained=explained)


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


def folders_written(site: Site, written: Written) -> dict[str, dict[str, Stamp]]:
    """Every folder of the output that holds files of the site, with the known stamps of these by name."""
    found: dict[str, dict[str, Stamp]] = {"": {}}
    for address in written.digests:
        folder, _, name = address.rpartition("/")
        inside = found.setdefault(folder, {})
        if address in written.stamps:
            inside[name] = written.stamps[address]
    root = str(site.output)
    return {f"{root}/{folder}": found[folder] for folder in sorted(found)}


def _unchanged(ref: PageRef, remembered: Mapping[str, cache.Page], output: Output) -> bool:
    known = remembered.get(ref.address)
    return known is not None and known.key == ref.key and output.has(ref.address, known.digest)


def _files(keys: Mapping[str, str], written: Written, now: int) -> dict[str, cache.Page]:
    """Every file of the site, to be remembered: pages with their keys, others without."""
    unknown = Stamp(0, 0, 0)
    files = {}
    for address, known in written.digests.items():
        stamp = written.stamps.get(address, unknown)
        files[address] = cache.Page(
            keys.get(address, ""), known, stamp if settled(stamp.mtime_ns, now) else unknown
        )
    return files


def _render(
    site: Site, renderer: Renderer, todo: list[PageRef], notes: Notes, output: Output, progress: Progress
) -> tuple[list[Problem], dict[str, tuple[str, bytes]]]:
    """Render and stage pages, over processes if there are many. A page that kills its worker, or takes too
    long, is reported and left out. Returns these problems, and for each page by address its key and what it
    depends on (`Renderer.key_and_sums`, encoded)."""
    allowed = output.prepare(ref.address for ref in todo)
    todo = [ref for ref in todo if ref.address in allowed]
    jobs = site.jobs if len(todo) > FEW else 1
    if jobs > 1:
        notes.bodies.fetch(list(notes.keys))
    encode = msgspec.msgpack.Encoder().encode
    problems: list[Problem] = []

    def chunk(part: Sequence[PageRef]) -> bytes:
        rows = []
        for ref in part:
            key, sums = renderer.key_and_sums(ref)
            rows.append((output.stage(ref.address, renderer.render(ref)), key, encode(sums)))
        return encode(rows)

    def lost(ref: PageRef, cause: Cause) -> bytes:
        problems.append(problem.lost(notes.paths.get(ref.name, ref.address), "rendered", cause))
        return encode([])

    def advance(done: int) -> None:
        progress("render", done, len(todo))

    decode = msgspec.msgpack.Decoder(list[tuple[Staged, str, bytes]]).decode
    rendered: dict[str, tuple[str, bytes]] = {}
    for part in fork_map(chunk, todo, jobs, lost=lost, advance=advance):
        for staged, key, sums in decode(part):
            output.accept(staged)
            rendered[staged.address] = key, sums
    return problems, rendered


def _bytecode(site: Site) -> Path | None:
    """The folder for compiled templates, or None if it cannot be created."""
    folder = site.state / "templates"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None
