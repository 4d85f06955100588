"""Parsing many notes at once.

In:  sources, and the settings they are parsed with.
Out: what is remembered of each. A note that kills its worker, or takes too long,
     is told and left out.
"""

from __future__ import annotations

import traceback
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Self

import msgspec

from notes_wiki import problem
from notes_wiki.fork import FEW, Cause, ForkMap
from notes_wiki.model import Problem, Source
from notes_wiki.stages.options import Progress
from notes_wiki.stages.site import Site
from notes_wiki.write import cache

if TYPE_CHECKING:
    from notes_wiki.parse.stage import Parsing

_LONG = 2_000_000
"""Characters beyond which a note may take too long, and is not parsed in this process."""


class ParseRun:
    """Notes being parsed, over processes when there are many. One that kills its worker, or takes too long,
    is told and left out; it is not remembered. With `beside` no note is parsed in this process."""

    def __init__(
        self,
        site: Site,
        sources: list[Source],
        parsing: Parsing,
        keys: Mapping[str, str],
        problems: list[Problem],
        progress: Progress,
        *,
        beside: bool,
    ) -> None:
        self._problems = problems
        few = len(sources) <= FEW
        if sources and not (few and beside):
            parsing.prepare()
        encode = msgspec.msgpack.Encoder().encode

        def chunk(part: Sequence[Source]) -> bytes:
            rows: list[cache.Parsed] = []
            raised: list[str] = []
            for source in part:
                try:
                    rows.append(cache.Parsed(keys[source.path], *parsing.encoded(source)))
                except MemoryError:
                    raise  # the worker tells it
                except Exception:  # a fault of ours costs this note; whoever reports it needs its place
                    traceback.print_exc()
                    raised.append(source.path)
            return encode((rows, raised))

        def lost(source: Source, cause: Cause) -> bytes:
            problems.append(problem.lost(source.path, "read", cause))
            return encode(((), ()))

        def advance(done: int) -> None:
            progress("parse", done, len(sources))

        watched = bool(sources) and (beside or any(len(source.text) > _LONG for source in sources))
        jobs = 1 if few else site.jobs
        # Notes with code first: most of what is slow to prepare is Pygments' expressions, a fifth of a second
        # for a language, and one process is to do it.
        ordered = sorted(sources, key=lambda source: "```" not in source.text)
        self._begun = ForkMap(chunk, ordered, jobs, lost=lost, advance=advance, watched=watched)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._begun.__exit__()

    def rows(self) -> list[cache.Parsed]:
        """What is to be remembered of the notes, in no order, when all are parsed. To be called once."""
        decode = msgspec.msgpack.Decoder(tuple[list[cache.Parsed], list[str]]).decode
        parts = [decode(part) for part in self._begun.results()]
        self._problems += [problem.lost(path, "read", "raised") for _, raised in parts for path in raised]
        return [row for rows, _ in parts for row in rows]
