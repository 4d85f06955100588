"""The checks of `wiki check`, spread over processes if there are many notes.

In:  a `Site`, and its linked notes.
Out: the problems that only the author cares about.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import msgspec

from notes_wiki import problem
from notes_wiki.check.everything import of_graph
from notes_wiki.check.tex_outside import tex_outside
from notes_wiki.fork import FEW, Cause, fork_map
from notes_wiki.load import walk as walking
from notes_wiki.math.vocabulary import all_commands
from notes_wiki.model import Graph, Problem, Source
from notes_wiki.parse.parsing import Parsing
from notes_wiki.render import embed
from notes_wiki.stages.bodies import Bodies
from notes_wiki.stages.options import Progress
from notes_wiki.stages.site import Site


def known_commands(site: Site, walked: walking.Walk) -> Collection[str]:
    """The commands that mark a word as math: those of the packages, and the wiki's own macros."""
    files = [entry.path for entry in walked.files]
    parsing = Parsing(site.config, site.content, site.home, site.dialect_of(), files=files)
    return all_commands() | parsing.macros() | site.config.math.macros.keys()


def embed_problems(graph: Graph, bodies: Bodies) -> tuple[Problem, ...]:
    """What a build finds while it writes pages: embeds that would contain themselves, lie too deep or show
    too much. To be called while the store is open."""
    return embed.problems(graph, bodies)


def check_notes(site: Site, walked: walking.Walk, graph: Graph, progress: Progress) -> tuple[Problem, ...]:
    """The problems that all checks find in the published notes."""
    published = {note.path for note in graph.notes.values()}
    entries = [entry for entry in walked.notes if entry.path in published]
    commands = known_commands(site, walked)
    dialect_of = site.dialect_of()
    encode = msgspec.msgpack.Encoder().encode
    jobs = site.jobs if len(entries) > FEW else 1

    def chunk(part: Sequence[walking.FileEntry]) -> bytes:
        found = []
        for entry in part:
            source = walking.read(site.content, entry)
            if isinstance(source, Source):
                dollar = site.config.math.single_dollar
                found += tex_outside(source, dialect_of(entry.path), commands, dollar)
        return encode(found)

    def lost(entry: walking.FileEntry, cause: Cause) -> bytes:
        return encode([problem.lost(entry.path, "checked", cause)])

    def advance(done: int) -> None:
        progress("check", done, len(entries))

    decode = msgspec.msgpack.Decoder(list[Problem]).decode
    parts = fork_map(chunk, entries, jobs, lost=lost, advance=advance)
    outside = [found for part in parts for found in decode(part)]
    return (*of_graph(graph, dialect_of), *outside)
