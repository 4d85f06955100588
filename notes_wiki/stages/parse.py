"""Parsing many notes at once.

In:  sources, and the settings they are parsed with.
Out: what is remembered of each. A note that kills its worker, or takes too long,
     is reported and left out.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, Self

import msgspec

from notes_wiki import problem
from notes_wiki.fork import FEW, Cause, ForkMap, SharedStandby, Standby, available
from notes_wiki.model import Problem, Source
from notes_wiki.parse.request import Encoded, decode_answer
from notes_wiki.stages.options import Progress
from notes_wiki.write import cache

if TYPE_CHECKING:
    from notes_wiki.parse.parsing import Parsing

_LONG = 2_000_000
"""Characters beyond which a note may take too long, and is not parsed in this process."""


class ToParse(NamedTuple):
    """The notes to be parsed, by what, and the keys they are remembered under, by path; `problems` takes
    what goes wrong, `progress` gets how many are done."""

    sources: list[Source]
    parsing: Parsing
    keys: Mapping[str, str]
    problems: list[Problem]
    progress: Progress

    def lost(self, source: Source, cause: Cause) -> None:
        """Tell that a note could not be parsed."""
        self.problems.append(problem.lost(source.path, "read", cause))

    def advance(self, done: int) -> None:
        """Tell how many are done."""
        self.progress("parse", done, len(self.sources))


class Parsers(NamedTuple):
    """What parses notes in other processes, for the thread of whole builds and that of edits."""

    builds: SharedStandby
    edits: SharedStandby

    def end(self) -> None:
        """End the processes."""
        self.builds.end()
        self.edits.end()


def begin(todo: ToParse, jobs: int, standby: Standby | SharedStandby | None) -> ByPool | ByStandby:
    """Begin to parse: a few notes by `standby`, where there is one, many over `jobs` processes. A note that
    kills its process, or takes too long, is reported and left out; it is not remembered."""
    few = len(todo.sources) <= FEW
    return ByStandby(todo, standby) if standby is not None and few else ByPool(todo, 1 if few else jobs)


class ByStandby:
    """A few notes, parsed one after the other by a process that waits for them."""

    def __init__(self, todo: ToParse, standby: Standby | SharedStandby) -> None:
        self._todo = todo
        self._standby = standby
        standby.order(map(todo.parsing.request, todo.sources))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        if exception[0] is not None:  # nobody wants what was ordered
            self._standby.close()

    def rows(self) -> list[cache.Parsed]:
        """What is to be remembered of the notes, when all are parsed. To be called once."""
        found = []
        todo = self._todo
        for source, answer in zip(todo.sources, self._standby.results(), strict=True):
            if isinstance(answer, bytes):
                found.append(cache.Parsed(todo.keys[source.path], *decode_answer(answer)))
            else:
                todo.lost(source, answer)
        todo.advance(len(todo.sources))
        return found


class ByPool:
    """Notes parsed in this process, or over several."""

    def __init__(self, todo: ToParse, jobs: int) -> None:
        self._todo = todo
        keys, parsing = todo.keys, todo.parsing
        if todo.sources:
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
            todo.lost(source, cause)
            return encode(((), ()))

        # Many notes are watched even if there is only one process for them, and so is one that is very long.
        watched = len(todo.sources) > FEW or any(len(source.text) > _LONG for source in todo.sources)
        # Notes with code first: most of what is slow to prepare is Pygments' expressions, a fifth of a second
        # for a language, and one process is to do it.
        ordered = sorted(todo.sources, key=lambda source: "```" not in source.text)
        self._begun = ForkMap(chunk, ordered, jobs, lost=lost, advance=todo.advance, watched=watched)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._begun.__exit__()

    def rows(self) -> list[cache.Parsed]:
        """What is to be remembered of the notes, in no order, when all are parsed. To be called once."""
        decode = msgspec.msgpack.Decoder(tuple[list[cache.Parsed], list[str]]).decode
        parts = [decode(part) for part in self._begun.results()]
        self._todo.problems.extend(
            problem.lost(path, "read", "raised") for _, raised in parts for path in raised
        )
        return [row for rows, _ in parts for row in rows]


def one(parsing: Parsing, source: Source, standby: Standby | SharedStandby | None) -> Encoded | None:
    """One note, parsed by `standby` or, without one, in this process; None where it could not be."""
    if standby is not None:
        standby.order([parsing.request(source)])
        answer = standby.results()[0]
        return decode_answer(answer) if isinstance(answer, bytes) else None
    try:
        return parsing.encoded(source)
    except Exception:  # a fault of ours: who asked tells it, and leaves the note out
        return None


def standby() -> Standby | None:
    """A process that gets the parser ready, for `begin` and `one`; None where there can be none: this one can
    do its work."""
    if available():
        with suppress(OSError):  # as many processes as there may be
            return Standby(_answering)
    return None


def parsers() -> Parsers | None:
    """The same for the two threads of `wiki serve`."""
    if available():
        with suppress(OSError):
            builds = SharedStandby(lambda: Standby(_answering))
            return Parsers(builds, builds.another())
    return None


def _answering() -> Callable[[bytes], bytes]:
    from notes_wiki.parse.request import answering

    return answering()
