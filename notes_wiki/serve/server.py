"""The web server: pages of the output folder, and a stream of news for each page that is open.

In:  requests that the guard let through.
Out: files of the output folder, or fresher bytes of a page that is not written yet; server-sent events.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from notes_wiki.serve.files import address_of, file_of
from notes_wiki.serve.guard import DIAGRAM_POLICY, LOOPBACK, Guard
from notes_wiki.serve.hub import Hub

EVENTS = "/-/live/events"
_LARGE = 4_000_000
"""Bytes above which a file is sent in parts instead of being read whole."""
_NOT_FOUND = "404.html"


class Site(Protocol):
    """What the server shows."""

    @property
    def output(self) -> Path:
        """The folder that pages are written into."""
        ...

    def fresh(self, address: str) -> bytes | None:
        """A page's bytes where they are newer than its file."""
        ...

    def digest(self, data: bytes) -> str:
        """What a page that shows these bytes is known by."""
        ...

    def theme(self) -> str:
        """What the templates and assets of all pages are known by."""
        ...


def application(
    site: Site, hub: Hub, names: Iterable[str] = LOOPBACK, *, any_address: bool = False
) -> ASGIApp:
    """The whole server, closed to others."""

    async def events(request: Request) -> Response:
        page = address_of("/" + request.query_params.get("page", ""))
        if page is None:
            return PlainTextResponse("There can be no such page.\n", 404)
        return StreamingResponse(hub.listen(page), media_type="text/event-stream")

    async def page(request: Request) -> Response:
        return await run_in_threadpool(_answer, site, request.scope["path"])

    routes = [Route(EVENTS, events), Route("/{path:path}", page)]
    return Guard(Starlette(routes=routes), names, any_address=any_address)


def _answer(site: Site, path: str) -> Response:
    address = address_of(path)
    if address is not None:
        if (data := site.fresh(address)) is not None:
            return _page(site, address, data)
        if (file := file_of(site.output, address)) is not None:
            return _file(site, address, file)
        if (folder := file_of(site.output, f"{address}/index.html")) is not None and folder.is_file():
            return Response(status_code=307, headers={"location": f"{path.rpartition('/')[2]}/"})
    data = site.fresh(_NOT_FOUND)
    if data is None and (file := file_of(site.output, _NOT_FOUND)) is not None:
        data = file.read_bytes()
    if data is None:
        return PlainTextResponse("There is no page here (yet).\n", 404)
    return _page(site, _NOT_FOUND, data, 404)


def _file(site: Site, address: str, file: Path) -> Response:
    try:
        if file.stat().st_size > _LARGE:
            return FileResponse(file)
        data = file.read_bytes()
    except OSError:
        return PlainTextResponse("There is no page here (any more).\n", 404)
    return _page(site, address, data)


def _page(site: Site, address: str, data: bytes, status: int = 200) -> Response:
    kind = mimetypes.guess_type(address)[0] or "application/octet-stream"
    headers = {}
    if kind == "text/html":
        # The page's own script reads this back and so knows which version it stands in; the page's
        # bytes are those of any build.
        known = site.digest(data) if status == 200 else ""
        headers["server-timing"] = f'page;desc="{known}", theme;desc="{site.theme()}"'
        if b'<pre class="mermaid">' in data:
            headers["content-security-policy"] = DIAGRAM_POLICY
    return Response(data, status, headers, kind)
