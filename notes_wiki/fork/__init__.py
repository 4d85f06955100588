"""Work in forked processes.

In:  a function, and what it is to be called with.
Out: its results as bytes; where a process died or took too long, why there is none.

`pool` spreads many items over processes. `standby` is one process that is there before its work is.
"""

from notes_wiki.fork.limits import Cause, Limits, available
from notes_wiki.fork.pool import CHUNK, FEW, ForkMap, chunks, fork_map
from notes_wiki.fork.standby import OneByOne, Standby

__all__ = [
    "CHUNK",
    "FEW",
    "Cause",
    "ForkMap",
    "Limits",
    "OneByOne",
    "Standby",
    "available",
    "chunks",
    "fork_map",
]
