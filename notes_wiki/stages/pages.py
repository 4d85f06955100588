"""Rendering pages, spread over processes if there are many.

In:  the pages to render, their renderer, the output folder.
Out: the pages, staged next to their final places; what each depended on; a problem for each that was lost.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from notes_wiki import problem
from notes_wiki.fork import FEW, Cause, fork_map
from notes_wiki.model import Problem
from notes_wiki.render.page import Renderer
from notes_wiki.render.refs import PageRef
from notes_wiki.stages.options import Progress
from notes_wiki.stages.read import Notes
from notes_wiki.stages.site import Site
from notes_wiki.write.output import Output
from notes_wiki.write.staging import Staged


def render_pages(
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
        problems.append(problem.lost(notes.paths.get(ref.name, ref.address), "shown", cause))
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
