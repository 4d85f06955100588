"""The web server: pages of the output folder, and an event stream for each page that is open.

In:  requests that the guard let through.
Out: files of the output folder, or the newer bytes of a page that is not written yet; server-sent events.
"""

from __future__ import annotations

import asyncio
import mimetypes
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from notes_wiki.parse.files import type_of
from notes_wiki.serve.files import address_of, file_of
from notes_wiki.serve.guard import DIAGRAM_POLICY, LOOPBACK, Guard
from notes_wiki.serve.hub import Hub
from notes_wiki.serve.screen import Shown, failure_of, page_digest
from notes_wiki.serve.session import Session

EVENTS = "/-/live/events"
_LARGE = 4_000_000
"""Bytes above which a file is sent in parts instead of being read whole."""
_IN_PARTS = ("video/", "audio/", "application/pdf")
"""Media types that browsers request in parts: to play them at all (Safari), or to seek in them."""
_NOT_FOUND = "404.html"
_LOOK_AGAIN = {"refresh": "1"}
"""Reloads every second what is sent if there is no page (before the first build, or after the preview was
removed): it has no script that could hear of a page."""
PATIENCE = 1.0
"""Seconds that a request waits for the first build before it is answered with a page that shows its
progress."""
_POLL = 0.02
StandIn = Callable[[str, str], bytes | None]
"""Makes the page that shows the first build's progress, from the address that was asked for and a
sentence."""


def application(
    session: Session, hub: Hub, names: Iterable[str] = LOOPBACK, *, any_address: bool = False
) -> ASGIApp:
    """The whole server behind its guard. `names` and `any_address` are those of `Guard`."""

    async def events(request: Request) -> Response:
        page = address_of("/" + request.query_params.get("page", ""))
        if page is None:
            return PlainTextResponse("No page can have this address.\n", 404)
        if request.method == "HEAD":
            return Response(media_type="text/event-stream")  # a stream would never end
        stream = hub.listen(page, session.state, _browser(request))
        return StreamingResponse(stream, media_type="text/event-stream")

    async def page(request: Request) -> Response:
        path = request.scope["path"]
        await _wait_for_first_build(session, path)
        return await run_in_threadpool(_answer, session.shown, path, session.first.page)

    routes = [Route(EVENTS, events), Route("/{path:path}", page)]
    return Guard(Starlette(routes=routes), names, any_address=any_address)


def _browser(request: Request) -> str:
    """What tells one browser from others that may be open: its machine and how it calls itself."""
    machine = request.client.host if request.client else ""
    return f"{machine} {request.headers.get('user-agent', '')}"


async def _wait_for_first_build(session: Session, path: str) -> None:
    """Wait a little for the first build, so that the page that shows its progress does not just flash by."""
    end = time.monotonic() + PATIENCE
    while session.shown.building is not None and time.monotonic() < end:
        address = address_of(path)
        if address is None or address in session.shown.fresh or not _is_page(address):
            return
        await asyncio.sleep(_POLL)


def _is_page(address: str) -> bool:
    name = address.rpartition("/")[2]
    return name.endswith(".html") or "." not in name


def _answer(shown: Shown, path: str, stand_in: StandIn = lambda address, said: None) -> Response:
    address = address_of(path)
    if shown.building is not None:
        return _until_built(shown, address, stand_in)
    if address is not None:
        if (data := shown.fresh.get(address)) is not None:
            return _page(shown, address, data)
        if (file := file_of(shown.output, address)) is not None:
            return _file(shown, address, file)
        if file_of(shown.output, f"{address}/index.html") is not None:
            return Response(status_code=307, headers={"location": f"{quote(path.rpartition('/')[2])}/"})
    data = shown.fresh.get(_NOT_FOUND)
    if data is None and (file := file_of(shown.output, _NOT_FOUND)) is not None:
        with suppress(OSError):
            data = file.read_bytes()
    if data is None:
        why = failure_of(shown, address or "")
        text = "There is no page here (yet).\n" + (f"\n{why}\n" if why else "")
        return PlainTextResponse(text, 404, _LOOK_AGAIN)
    return _page(shown, _NOT_FOUND, data, 404)


def _until_built(shown: Shown, address: str | None, stand_in: StandIn) -> Response:
    """The answer before the first build is done: what is on the screen already, or how far it has come."""
    if address is not None and (data := shown.fresh.get(address)) is not None:
        return _page(shown, address, data)
    if address is not None and _is_page(address):
        page = stand_in(address, shown.building or "")
        if page is not None:
            return Response(page, 503, {"retry-after": "1"}, "text/html")
    return PlainTextResponse("The first build is not finished yet.\n", 503, _LOOK_AGAIN)


def _file(shown: Shown, address: str, file: Path) -> Response:
    kind = _kind(address)
    try:
        found = file.stat()
        if found.st_size > _LARGE or kind.startswith(_IN_PARTS):
            return FileResponse(file, media_type=kind, stat_result=found)
        data = file.read_bytes()
    except OSError:
        return PlainTextResponse("There is no page here (any more).\n", 404, _LOOK_AGAIN)
    return _page(shown, address, data)


def _kind(address: str) -> str:
    type_ = type_of(address)
    return (type_.media if type_ else "") or mimetypes.guess_type(address)[0] or "application/octet-stream"


def _page(shown: Shown, address: str, data: bytes, status: int = 200) -> Response:
    kind = _kind(address)
    headers = {}
    if kind == "text/html":
        # The page's script reads from this header which version it is part of, because the page itself is
        # byte for byte that of any build; and under which policy it was loaded, which a morph cannot change.
        known = page_digest(data) if status == 200 else ""
        headers["server-timing"] = f'page;desc="{known}", frame;desc="{shown.frame}"'
        if b'<pre class="mermaid">' in data:
            headers["content-security-policy"] = DIAGRAM_POLICY
            headers["server-timing"] += ', policy;desc="diagrams"'
    return Response(data, status, headers, kind)
