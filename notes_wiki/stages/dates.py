"""When notes were last changed.

In:  the listing of the notes, their graph, git's log or what is remembered of it.
Out: a date (ISO) for each note, by id.
"""

from __future__ import annotations

import functools
import math
import os
import time

import msgspec

from notes_wiki.load import history
from notes_wiki.load import walk as walking
from notes_wiki.model import Graph
from notes_wiki.stages.site import Site
from notes_wiki.write import cache


def modified(site: Site, walked: walking.Walk, graph: Graph, store: cache.Store) -> dict[str, str]:
    """The date of each note's last change, by id: from git if there is a repository, else the file's own
    time, but not later than SOURCE_DATE_EPOCH (seconds)."""
    latest = _source_date()
    dated = {entry.path: _day(min(entry.mtime_ns / 1e9, latest) // _DAY) for entry in walked.notes}
    head = history.head(site.content)
    if head:
        encoded = store.value("git")
        known = msgspec.msgpack.decode(encoded, type=tuple[str, dict[str, str]]) if encoded else ("", {})
        if known[0] != head:
            known = (head, history.dates(site.content))
            store.save(values={"git": msgspec.msgpack.encode(known)})
        dated |= {path: date for path, date in known[1].items() if path in dated}
    return {note.id: dated[note.path] for note in graph.notes.values() if note.path in dated}


_DAY = 86_400.0
"""Seconds of a day."""
_LAST = 253_402_300_799.0 // _DAY
"""The last day of the year 9999: beyond it, as some damaged file times are, there are no dates."""


@functools.cache
def _day(since_1970: float) -> str:
    """The date of a day by its number, the first or the last there is for one beyond these."""
    return time.strftime("%Y-%m-%d", time.gmtime(max(0.0, min(since_1970, _LAST)) * _DAY))


def _source_date() -> float:
    """SOURCE_DATE_EPOCH in seconds; infinity if it is not set or not a number."""
    text = os.environ.get("SOURCE_DATE_EPOCH", "")
    return float(text) if text.isdecimal() and len(text) < 12 else math.inf
