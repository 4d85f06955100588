"""Access control: which requests are answered, and the security headers of every response.

In:  ASGI requests.
Out: requests made by this machine's own browser are passed on, all others refused.

Any web page can send requests to this machine. Three checks keep foreign ones out: the `Host` must be a name
that no foreign DNS can point here (rebinding), an `Origin` must be our own, and a browser that says it acts
for another site (`Sec-Fetch-Site`) may navigate here and do nothing else. No request changes anything, since
only GET and HEAD are answered.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from notes_wiki.pattern import pattern

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'wasm-unsafe-eval'",  # Pagefind is WebAssembly
        "img-src 'self' data: https: http:",  # a note may show a picture of another site
        "media-src 'self' https: http:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
"""The content security policy: pages contain neither scripts nor styles of their own."""
DIAGRAM_POLICY = f"{POLICY}; style-src 'self' 'unsafe-inline'"
"""The policy of a page with Mermaid diagrams, whose drawings carry their own styles."""

_HOST = pattern(r"(?:\[([0-9a-f]*:[0-9a-f:.%]*)\]|([^\[\]:@/\s]+))(?::\d*)?")
"""A host as a browser writes it: a name, or an IPv6 address in brackets, and a port."""

HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


class Guard:
    """ASGI middleware around the whole application.

    `names` are the host names and addresses that are accepted. With `any_address`, for a server that listens
    to the network on request, so is any numeric address: those cannot be rebound.
    """

    def __init__(self, app: ASGIApp, names: Iterable[str] = LOOPBACK, *, any_address: bool = False) -> None:
        self._app = app
        self._names = frozenset(names)
        self._any_address = any_address

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse, one request."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": _guarded(message.get("headers", ()))}
            await send(message)

        refusal = self._refusal(scope)
        await (refusal or self._app)(scope, receive, send_guarded)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        """The response to a request that must not be answered, or None."""
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]
        }
        if scope["method"] not in ("GET", "HEAD"):
            return PlainTextResponse("Only GET is answered here.\n", 405, {"allow": "GET, HEAD"})
        host = headers.get("host", "")
        if not self._is_ours(host):
            return PlainTextResponse(
                "This server answers only at its own address: open the one that wiki serve printed.\n", 403
            )
        origin = headers.get("origin")
        if origin is not None and origin != f"http://{host}":
            return PlainTextResponse("This server answers only its own pages.\n", 403)
        foreign = headers.get("sec-fetch-site") in ("cross-site", "same-site")
        if foreign and headers.get("sec-fetch-mode") != "navigate":
            return PlainTextResponse("This server answers only its own pages.\n", 403)
        return None

    def _is_ours(self, host: str) -> bool:
        # The port is not compared: a tunnel (ssh -L) may give this server another one.
        found = _HOST.fullmatch(host.lower())
        name = (found[1] or found[2]) if found else ""
        return name in self._names or (self._any_address and _is_address(name))


def _guarded(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """A response's headers with the security headers in place of its own; it may choose `DIAGRAM_POLICY`."""
    given = [(name.decode().lower(), value.decode()) for name, value in headers]
    diagrams = ("content-security-policy", DIAGRAM_POLICY)
    ours = HEADERS | dict([diagrams] if diagrams in given else [])
    kept = [(name, value) for name, value in given if name not in HEADERS]
    return [(name.encode(), value.encode()) for name, value in (*kept, *ours.items())]


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
