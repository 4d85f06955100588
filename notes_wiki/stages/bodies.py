"""The bodies of notes, fetched on demand.

In:  the store, and the key of each note in it.
Out: `Bodies`, a function from a note's id to its body.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

import msgspec

from notes_wiki.model import Body
from notes_wiki.write import cache

_MOST_DECODED = 100
"""Bodies that are kept decoded. Most are wanted once, when their page is rendered."""


class Lost(LookupError):  # noqa: N818 - it is a state, not a fault
    """A body was asked for that is not remembered (any more)."""


class Bodies:
    """Fetches bodies: from memory for notes that were just parsed, from the store for others.

    `keys`: the store's key of each note, by id. `restore` parses a note again if the store has lost its body;
    one that cannot be parsed is empty. Without `restore`, a body that is lost raises `Lost`.
    """

    def __init__(
        self,
        store: cache.Store,
        keys: dict[str, str],
        restore: Callable[[str], memoryview | None] | None = None,
    ) -> None:
        self._store = store
        self._fresh: dict[str, bytes | memoryview] = {}
        self._keys = keys
        self._restore = restore
        self._decode = msgspec.msgpack.Decoder(Body).decode
        self._decoded: dict[str, Body] = {}
        self._process = os.getpid()

    def add(self, id: str, key: str, fresh: bytes | memoryview | None = None) -> None:
        """Set the store's key of a note, and its encoded body if that is known."""
        self._keys[id] = key
        if fresh is not None:
            self._fresh[id] = fresh

    def fetch(self, ids: Sequence[str]) -> None:
        """Read the bodies of these notes from the store in one go, because a forked child must not use the
        store."""
        wanted: dict[str, list[str]] = {}  # notes with the same bytes may share a key
        for id in ids:
            if id not in self._fresh:
                wanted.setdefault(self._keys[id], []).append(id)
        found = self._store.bodies(list(wanted))
        for key, sharing in wanted.items():
            data = found.get(key)
            for id in sharing:
                if (body := data or self._restored(id)) is not None:
                    self._fresh[id] = body

    def __call__(self, id: str) -> Body:
        """The body of note `id`. Raises `Lost`."""
        if id not in self._decoded:
            data = self._fresh.get(id) or self._stored(id)
            if data is None and self._restore is None:
                raise Lost(id)
            if len(self._decoded) >= _MOST_DECODED:
                self._decoded.clear()
            self._decoded[id] = self._decode(data) if data else Body(())
        return self._decoded[id]

    def _stored(self, id: str) -> bytes | memoryview | None:
        if os.getpid() != self._process:
            raise RuntimeError(f"The body of {id} was not fetched before this process was forked.")
        return self._store.body(self._keys[id]) or self._restored(id)

    def _restored(self, id: str) -> memoryview | None:
        return self._restore(id) if self._restore is not None else None
