"""Work in forked processes.

In:  a function and its arguments.
Out: its results as bytes; if a process died or took too long, why there is none.

`pool` spreads many items over processes. `standby` is one process that is started before there is work for
it.
"""

from notes_wiki.fork.limits import Cause, Limits, available
from notes_wiki.fork.pool import CHUNK, FEW, ForkMap, chunks, fork_map
from notes_wiki.fork.standby import SharedStandby, Standby

__all__ = [
    "CHUNK",
    "FEW",
    "Cause",
    "ForkMap",
    "Limits",
    "SharedStandby",
    "Standby",
    "available",
    "chunks",
    "fork_map",
]
