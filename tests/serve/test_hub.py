"""Streams of pages that are open: how many of one browser there may be at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from notes_wiki.serve.hub import STREAMS, Hub


async def heard(stream: AsyncIterator[bytes]) -> bytes:
    """All that a stream says until it ends."""
    return b"".join([part async for part in stream])


async def opened(hub: Hub, page: str, browser: str) -> AsyncIterator[bytes]:
    """A stream of which the browser has the first state."""
    stream = hub.listen(page, lambda page: page, browser)
    assert b"retry" in await anext(stream)
    assert page.encode() in await anext(stream)
    return stream


def test_the_oldest_stream_of_a_browser_makes_room_for_a_new_one_and_comes_back_later() -> None:
    async def run() -> None:
        hub = Hub()
        streams = [await opened(hub, f"{number}.html", "one") for number in range(STREAMS + 1)]
        assert hub.pages() == [f"{number}.html" for number in range(STREAMS + 1)]
        last_words = await asyncio.wait_for(heard(streams[0]), 5)
        assert last_words.startswith(b"retry: ")
        assert hub.pages() == [f"{number}.html" for number in range(1, STREAMS + 1)]
        hub.announce()
        again = await opened(hub, "0.html", "one")
        assert (await asyncio.wait_for(heard(streams[1]), 5)).startswith(b"retry: ")
        assert hub.pages()[-1] == "0.html"
        for stream in (*streams, again):
            await stream.aclose()  # type: ignore[attr-defined]  # it is a generator

    asyncio.run(run())


def test_another_browser_has_streams_of_its_own() -> None:
    async def run() -> None:
        hub = Hub()
        streams = [await opened(hub, f"{number}.html", "one") for number in range(STREAMS)]
        other = await opened(hub, "other.html", "two")
        waiting = asyncio.ensure_future(anext(streams[0]))
        await asyncio.sleep(0.05)
        assert not waiting.done()
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        for stream in (*streams, other):
            await stream.aclose()  # type: ignore[attr-defined]  # it is a generator

    asyncio.run(run())
