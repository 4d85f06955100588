"""`wiki serve`: builds, watches and serves until Ctrl-C.

In:  the options of a build, an address to listen at.
Out: the exit code; lines on the terminal.

There are three threads: the main one, where Ctrl-C arrives, runs the server's event loop; of the builder's
two, one follows edits and one makes whole builds. The server answers at once; `first_build` says what it
shows until the first build is done.
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
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, redirect_stderr, redirect_stdout, suppress
from pathlib import Path

import uvicorn

from notes_wiki.process import Lasting
from notes_wiki.serve import addresses, editors
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
"""Seconds to wait for the first build before printing the address."""
_OPEN = "Everyone who can reach this address can read these pages, including drafts if you show them."
_TRIES = 20
"""How many further ports are tried if the requested one is taken."""


def serve(
    options: BuildOptions, *, host: str, port: int, open_browser: bool = False, editor: str | None = None
) -> int:
    """Serve the wiki until Ctrl-C. Returns the exit code: 1 if there is no port to listen at, else 0."""
    with redirect_stdout(Lasting(sys.stdout)), redirect_stderr(Lasting(sys.stderr)):
        return _serve(options, host, port, open_browser=open_browser, editor=editor)


def _serve(options: BuildOptions, host: str, port: int, *, open_browser: bool, editor: str | None) -> int:
    listening = listen(host, port)
    if isinstance(listening, str):
        print(listening, file=sys.stderr)
        return 1
    actual = listening.getsockname()[1]
    if port not in (0, actual):
        print(f"Port {port} is taken by another program; serving on port {actual} instead.", file=sys.stderr)
    with own_preview(options) as own, _sigterm_as_ctrl_c(), listening, suppress(KeyboardInterrupt):
        if own.out != options.out:
            say(_elsewhere(own))
        _serve_at(listening, own, host, open_browser=open_browser, editor=editor)
    say("Stopped.")
    return 0


def _elsewhere(own: BuildOptions) -> str:
    """Why the preview is not in the usual folder."""
    if own.out is not None and own.out.name.startswith(FOLDER):
        return f"Another wiki command is using .wiki/{FOLDER}, so this one builds into {own.out}."
    return f".wiki cannot be written, so the preview is built into {own.out}, which is removed at the end."


@contextmanager
def _sigterm_as_ctrl_c() -> Iterator[None]:
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
    """Serve at this socket until Ctrl-C. It arrives as KeyboardInterrupt, either before uvicorn handles it or
    raised by uvicorn after an orderly shutdown."""
    # A full collection halts all threads for a tenth of a second in a large wiki: the builder makes it when
    # nothing else is to do.
    gc.set_threshold(*gc.get_threshold()[:2], 1_000_000)
    # Users need not know that its event queue overflowed: the files themselves are compared anyway.
    logging.getLogger("watchdog").setLevel(logging.ERROR)
    hub = Hub()
    session = Session(options, hub.pages, hub.announce, _scheme(options, editor))
    with closing(session):
        watcher = Watcher(*watched(session), say)
        port = listening.getsockname()[1]
        address = addresses.own(host, port)
        opened = () if host in LOOPBACK else (*_network(host, port), _OPEN)
        notice = AddressNotice(session, address, opened)
        builder = Builder(session, watcher, notice.print_now)
        watcher.start()

        def started() -> None:
            # Not earlier: a process forked while this thread still imports parts of the server might hang.
            builder.start()
            notice.print_soon()
            if open_browser:
                webbrowser.open(address)

        try:
            _run(session, hub, listening, host, started)
        finally:
            watcher.stop()
            if builder.ident is not None:
                builder.join()
            notice.cancel()


def _network(host: str, port: int) -> Iterator[str]:
    """A line that says where other machines find the wiki, if that is another address."""
    if address := addresses.in_network(host, port):
        yield f"In your network it is at {address}."


class AddressNotice:
    """The line that says where the wiki is served, with `more` lines below it. It is printed once: below the
    report of the first build if that is quick, else before it."""

    def __init__(self, session: Session, address: str, more: Sequence[str] = ()) -> None:
        self._session = session
        self._address = address
        self._more = more
        self._lock = threading.Lock()
        self._is_printed = False
        self._timer = threading.Timer(_SOON, self.print_now)
        self._timer.daemon = True

    def print_soon(self) -> None:
        """Print it after a while, unless it has been printed by then."""
        self._timer.start()

    def print_now(self) -> None:
        """Print it, if it has not been printed."""
        with self._lock:
            if self._is_printed:
                return
            self._is_printed = True
            say(f"Serving {self._session.site.content} at {self._address} (Ctrl-C stops it).")
            for line in self._more:
                say(line)

    def cancel(self) -> None:
        """Print it no more."""
        self._timer.cancel()


def _run(
    session: Session, hub: Hub, listening: socket.socket, host: str, started: Callable[[], None]
) -> None:
    """Answer until Ctrl-C."""
    # Let threads take turns more often, so that a small page need not wait for a build.
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
    no_address = f"This machine has no address {host}. Leave out --host to serve only this machine."
    for number in range(port, last + 1):
        # TCP is named, because only then does asyncio send the last part of an answer without waiting for the
        # browser to confirm the others, which takes 40 ms (TCP_NODELAY).
        opened = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            opened.bind((host, number))
            opened.listen(128)
        except PermissionError:
            opened.close()
            return f"Port {number} is reserved for the system. Choose one above 1023, such as --port 8000."
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
        f"No port from {port} to {last} is free on {host}. Choose another with --port, or --port 0 for any."
    )


class Server(uvicorn.Server):
    """Calls `started` once it answers and handles Ctrl-C, and ends the event streams before it waits for
    connections to close."""

    def __init__(self, config: uvicorn.Config, hub: Hub, started: Callable[[], None] = lambda: None) -> None:
        super().__init__(config)
        self._hub = hub
        self._on_started = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer."""
        await super().startup(sockets)
        self._on_started()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the streams, then all else."""
        self._hub.close()
        await super().shutdown(sockets)


def watched(session: Session) -> tuple[list[Path], list[Path]]:
    """The folders to watch recursively, and those to watch without their subfolders."""
    site = session.site
    deep = [site.content, site.home / site.config.templates, *site.templates, *site.static]
    return list(dict.fromkeys(deep)), [site.home]
