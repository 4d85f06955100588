"""`wiki serve`: builds, watches and serves until Ctrl-C.

In:  the options of a build, an address to listen at.
Out: the exit code; lines on the terminal.

Three threads: the server's event loop in the main one, where Ctrl-C arrives, and the builder's two: one
follows edits, in one behind it whole builds are made, one at a time. The server answers at once; what it says
until the first build is done is in `first`.
"""

from __future__ import annotations

import errno
import gc
import logging
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import uvicorn

from notes_wiki.serve import editors
from notes_wiki.serve.builder import Builder, say
from notes_wiki.serve.guard import LOOPBACK
from notes_wiki.serve.hub import Hub
from notes_wiki.serve.server import application
from notes_wiki.serve.session import Session
from notes_wiki.serve.watch import Watcher
from notes_wiki.stages.options import BuildOptions
from notes_wiki.stages.preview import FOLDER, own_preview
from notes_wiki.stages.site import open_site

_SOON = 1.2
"""Seconds that the first build is waited for before it is said where the wiki is."""
_OPEN = "Everyone who can reach this address can read these pages, drafts included if you show them."
_TRIES = 20
"""How many further ports are tried if the one asked for is taken."""


def serve(
    options: BuildOptions, *, host: str, port: int, open_browser: bool = False, editor: str | None = None
) -> int:
    """Serve the wiki until Ctrl-C. Returns the exit code: 1 if there is no port to listen at, else 0."""
    listening = listen(host, port)
    if isinstance(listening, str):
        print(listening, file=sys.stderr)
        return 1
    found = listening.getsockname()[1]
    if port not in (0, found):
        print(f"Port {port} is taken by another program; serving at port {found} instead.", file=sys.stderr)
    with own_preview(options) as own, _heeding_sigterm(), listening, suppress(KeyboardInterrupt):
        if own.out != options.out:
            say(f"Another program has .wiki/{FOLDER}; this one builds into {own.out}.")
        _serve_at(listening, own, host, open_browser=open_browser, editor=editor)
    say("Stopped.")
    return 0


@contextmanager
def _heeding_sigterm() -> Iterator[None]:
    """Let SIGTERM, which a supervisor sends, stop the server as cleanly as Ctrl-C does."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _serve_at(
    listening: socket.socket, options: BuildOptions, host: str, *, open_browser: bool, editor: str | None
) -> None:
    """Serve at this socket until Ctrl-C, which comes as KeyboardInterrupt: before uvicorn listens for it, or
    passed on by uvicorn when it has shut down in good order."""
    # A full collection halts all threads for a tenth of a second in a large wiki: the builder calls it when
    # there is time.
    gc.set_threshold(*gc.get_threshold()[:2], 1_000_000)
    # An overflow of its event queue is no news to the user: the files themselves are compared anyway.
    logging.getLogger("watchdog").setLevel(logging.ERROR)
    hub = Hub()
    session = Session(options, hub.pages, hub.announce, _scheme(options, editor))
    with closing(session):
        watcher = Watcher(*watched(session), say)
        address = f"http://{f'[{host}]' if ':' in host else host}:{listening.getsockname()[1]}/"
        sign = Sign(session, address, is_open=host not in LOOPBACK)
        builder = Builder(session, watcher, sign.put_up)
        watcher.start()

        def started() -> None:
            # Not before all of the server has been imported: a fork in the midst of that may stop for ever.
            builder.start()
            sign.put_up_soon()
            if open_browser:
                webbrowser.open(address)

        try:
            _run(session, hub, listening, host, started)
        finally:
            watcher.stop()
            if builder.ident is not None:
                builder.join()
            sign.take_down()


class Sign:
    """The line that says where the wiki is: once, below what the first build found, where that is quick."""

    def __init__(self, session: Session, address: str, *, is_open: bool) -> None:
        self._session = session
        self._address = address
        self._is_open = is_open
        self._turn = threading.Lock()
        self._is_up = False
        self._timer = threading.Timer(_SOON, self.put_up)
        self._timer.daemon = True

    def put_up_soon(self) -> None:
        """Say it in a while."""
        self._timer.start()

    def put_up(self) -> None:
        """Say it now, if it has not been said."""
        with self._turn:
            if self._is_up:
                return
            self._is_up = True
            say(f"Serving {self._session.site.content} at {self._address} (Ctrl-C ends it).")
            if self._is_open:
                say(_OPEN)

    def take_down(self) -> None:
        """Say it no more."""
        self._timer.cancel()


def _run(
    session: Session, hub: Hub, listening: socket.socket, host: str, started: Callable[[], None]
) -> None:
    """Answer until Ctrl-C."""
    # Pages are small and are asked for while a build is at work: threads take turns more often.
    sys.setswitchinterval(0.001)
    app = application(session, hub, {*LOOPBACK, host}, any_address=host not in LOOPBACK)
    config = uvicorn.Config(
        app, log_level="critical", lifespan="off", server_header=False, timeout_graceful_shutdown=2
    )
    Server(config, hub, started).run(sockets=[listening])


def _scheme(options: BuildOptions, editor: str | None) -> str:
    """The scheme of links to the editor, from the command line or wiki.toml; "" if there is none."""
    name = editor or open_site(options).config.editor
    scheme = editors.scheme_of(name) if name else ""
    if scheme is None:
        known = ", ".join(editors.EDITORS)
        say(f"The editor {name} is not known: write one of {known}, or an address with {{path}} in it.")
    return scheme or ""


def listen(host: str, port: int) -> socket.socket | str:
    """A socket that listens at this port, or at the next free one; or else a message that says what is
    wrong."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    last = min(port + _TRIES, 65_535) if port else 0
    no_address = f"There is no address {host} on this machine. Leave --host out to serve only this machine."
    for number in range(port, last + 1):
        opened = socket.socket(family, socket.SOCK_STREAM)
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            opened.bind((host, number))
            opened.listen(128)
        except PermissionError:
            opened.close()
            return f"Port {number} is reserved for the system. Choose one above 1023: --port 8000."
        except socket.gaierror:
            opened.close()
            return no_address
        except OSError as error:
            opened.close()
            if error.errno == errno.EADDRNOTAVAIL:
                return no_address
            continue
        return opened
    return (
        f"No port from {port} to {last} is free at {host}. Choose another with --port, or --port 0 for any."
    )


class Server(uvicorn.Server):
    """Calls `started` once it answers and handles Ctrl-C, and ends the event streams before it waits for
    connections to close."""

    def __init__(self, config: uvicorn.Config, hub: Hub, started: Callable[[], None] = lambda: None) -> None:
        super().__init__(config)
        self._hub = hub
        self._tell = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer."""
        await super().startup(sockets)
        self._tell()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the streams, then all else."""
        self._hub.close()
        await super().shutdown(sockets)


def watched(session: Session) -> tuple[list[Path], list[Path]]:
    """The folders to watch recursively, and those to watch without their subfolders."""
    site = session.site
    deep = [site.content, site.home / site.config.templates, *site.templates, *site.static]
    return list(dict.fromkeys(deep)), [site.home]
