"""Notifying the pages that are open.

In:  calls of `announce`, from any thread, when something is new.
Out: to each page that listens, its own state as a server-sent event.

An event is never a change but the whole state of the page. So a missed event does no harm, and a page that
reconnects after the server was away is up to date with the first one.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable

import msgspec

PING = 15.0
"""Seconds between comments, which reveal whether the browser is still connected."""
STREAMS = 4
"""How many streams one browser may hold. Browsers open only six connections to a host, over all their
windows: if streams held them all, the next page would never be answered, and nothing would say why."""
_RETRY = b"retry: 500\n\n"
_LATER = b"retry: 1500\n\n"
"""How soon a page connects again whose stream had to make room, in milliseconds. If more pages are in sight
than there are streams, they take turns, and each hears of an edit within this time."""

_encode = msgspec.json.Encoder().encode


class Listener:
    """A page that is open: its address, its browser, whether its state may have changed, and whether its
    stream has to end for another."""

    def __init__(self, page: str, browser: str) -> None:
        self.page = page
        self.browser = browser
        self.makes_room = False
        self.changed = asyncio.Event()
        self.changed.set()


class Hub:
    """All pages that are open."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self._closed = False

    def pages(self) -> list[str]:
        """The addresses of the pages that are open, each once. Safe from any thread."""
        return list(dict.fromkeys(listener.page for listener in tuple(self._listeners)))

    def announce(self) -> None:
        """Send every page its state, if that has changed. Safe from any thread."""
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._wake)

    def close(self) -> None:
        """End every stream, so that the server can stop. Call this in the server's own thread."""
        self._closed = True
        self._wake()

    def _wake(self) -> None:
        for listener in self._listeners:
            listener.changed.set()

    def _make_room(self, browser: str) -> None:
        """End the oldest streams of a browser that holds too many."""
        held = [one for one in self._listeners if one.browser == browser and not one.makes_room]
        for oldest in held[:-STREAMS]:
            oldest.makes_room = True
            oldest.changed.set()

    async def listen(
        self, page: str, state_of: Callable[[str], object], browser: str = ""
    ) -> AsyncIterator[bytes]:
        """The event stream of one page: its state (what `state_of` returns, encoded as JSON), at once and
        whenever it changes. `browser` tells apart who asks: each may hold so many streams."""
        self._loop = asyncio.get_running_loop()
        listener = Listener(page, browser)
        self._listeners.append(listener)
        self._make_room(browser)
        try:
            yield _RETRY
            sent = None
            while not self._closed:
                try:
                    await asyncio.wait_for(listener.changed.wait(), PING)
                except TimeoutError:
                    yield b": here\n\n"
                    continue
                if listener.makes_room:
                    yield _LATER
                    return
                listener.changed.clear()
                state = _encode(state_of(page))
                if state != sent and not self._closed:
                    sent = state
                    yield b"data: " + state + b"\n\n"
        finally:
            self._listeners.remove(listener)
