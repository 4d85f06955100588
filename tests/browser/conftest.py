"""A real Chromium for the tests that look at pages, and servers that outlive the pages they serve.

Without Chromium these tests are skipped, with a message that says how to get it; where WIKI_BROWSER is
"required", as in continuous integration, they fail instead.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, expect, sync_playwright

from notes_wiki.build import BuildOptions, build
from tests.browser.waiting import WAIT, ready
from tests.serve.live import Live, served
from tests.theme import sample

NAMES = (
    "chromium-headless-shell",  # the same engine without its windows: the tests take two thirds of the time
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--enable-unsafe-swiftshader",  # WebGL without a graphics card
)

OpenPage = Callable[..., Page]
Served = Callable[..., Page]
"""Shows a page of a served wiki, given by its address in it."""
ServeWiki = Callable[..., Live]

expect.set_options(timeout=WAIT)


def browser_program(name: str, commands: tuple[str, ...]) -> str:
    """The path of a browser: what the variable of its name says, or the first of the commands that there is,
    which is Debian's package too. Skips or fails the test where there is none."""
    variable = name.upper()
    path = os.environ.get(variable) or next(filter(None, map(shutil.which, commands)), None)
    if path is None:
        message = f"No {name} was found: `apt-get install {commands[0]}`, or set {variable} to its path."
        if os.environ.get("WIKI_BROWSER") == "required":
            pytest.fail(message)
        pytest.skip(message)
    return path


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser, started once."""
    path = browser_program("Chromium", NAMES)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def open_page(
    chromium: Browser, serve_folder: Callable[..., str], serve_wiki: ServeWiki
) -> Iterator[OpenPage]:
    """Opens an address in a context of its own, and waits until it is drawn with its fonts. Any error in the
    console fails the test at its end, but for those that match `expected`.

    Keyword arguments are Playwright's for a new context; `width` and `height` are the window's.

    It stands on the servers, whether a test uses them or not, so that they end after all pages are closed:
    a page still asks for something (its icon, the next state) when it seems to be at rest, and a server
    that is closed meanwhile would be an error in its console.
    """
    del serve_folder, serve_wiki
    errors: list[str] = []

    with ExitStack() as contexts:

        def opened(
            address: str, *, width: int = 1440, height: int = 900, expected: str = "", **options: Any
        ) -> Page:
            def hear(message: ConsoleMessage) -> None:
                if message.type == "error" and not (expected and re.search(expected, message.text)):
                    errors.append(message.text)

            context = chromium.new_context(viewport={"width": width, "height": height}, **options)
            contexts.callback(context.close)
            context.set_default_timeout(WAIT)
            page = context.new_page()
            page.on("console", hear)
            page.on("pageerror", lambda error: errors.append(str(error)))
            page.goto(address)
            ready(page, script=options.get("java_script_enabled", True))
            return page

        yield opened
    assert errors == []


@pytest.fixture(scope="session")
def kept_page(chromium: Browser) -> Iterator[Page]:
    """One window for all tests that `look`."""
    context = chromium.new_context()
    context.set_default_timeout(WAIT)
    yield context.new_page()
    context.close()


@pytest.fixture
def look(kept_page: Page, serve_folder: Callable[..., str]) -> Iterator[OpenPage]:
    """Opens an address as `open_page` does, in the window in which other tests have looked at theirs: for a
    test that leaves nothing behind that would outlive its document (no clock, no routes, no scripts of its
    own, no listeners). It takes a third of the time, since a new context is three new processes.

    Only what is said here can be chosen, and all of it is set each time; what pages have stored is removed.
    """
    del serve_folder  # it ends after the page has been left
    errors: list[str] = []

    def opened(
        address: str,
        *,
        width: int = 1440,
        height: int = 900,
        color_scheme: Literal["light", "dark"] = "light",
        reduced_motion: Literal["reduce", "no-preference"] = "no-preference",
    ) -> Page:
        kept_page.set_viewport_size({"width": width, "height": height})
        kept_page.emulate_media(media="screen", color_scheme=color_scheme, reduced_motion=reduced_motion)
        kept_page.goto(address)
        ready(kept_page)
        return kept_page

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            errors.append(message.text)

    def catch(error: Error) -> None:
        errors.append(str(error))

    kept_page.on("console", hear)
    kept_page.on("pageerror", catch)
    yield opened
    try:
        forget(kept_page)
    finally:
        kept_page.remove_listener("console", hear)
        kept_page.remove_listener("pageerror", catch)
    assert errors == []


def forget(page: Page) -> None:
    """Leave the page, and remove what its origin has stored."""
    page.mouse.move(0, 0)
    devtools = page.context.new_cdp_session(page)
    origin = page.evaluate("location.origin")
    devtools.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
    devtools.detach()
    page.goto("about:blank")


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The theme's sample pages, written to a folder."""
    folder = tmp_path_factory.mktemp("site")
    sample.write_site(folder)
    (folder / "missing.png").write_bytes(PIXEL)
    return folder


@pytest.fixture
def serve_folder() -> Iterator[Callable[..., str]]:
    """Serves a folder over HTTP with a content security policy, which forbids anything inline; returns the
    address, with a slash at its end."""
    servers = []

    def serve(folder: Path, policy: str = "default-src 'self'") -> str:
        handler = type("_Handler", (_Strict,), {"policy": policy})
        server = _Server(("127.0.0.1", 0), partial(handler, directory=str(folder)))
        servers.append(server)
        # Its end is waited for, and it looks only so often whether it is to end.
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def serve_wiki(tmp_path: Path) -> Iterator[ServeWiki]:
    """Serves notes from `tmp_path` as `wiki serve` does, until the pages that look at them are closed."""
    with ExitStack() as stack:

        def serve(notes: dict[str, str], **options: Any) -> Live:
            return stack.enter_context(served(tmp_path, notes, **options))

        yield serve


class _Server(ThreadingHTTPServer):
    request_queue_size = 64  # a browser asks for all of a page's files at once

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a page that was left before all of it had come."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # as upstream


class _Strict(SimpleHTTPRequestHandler):
    policy = ""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: requests are not what a failing test is about."""


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63606060000000040001f61738550000000049454e44ae426082"
)
"""A PNG of one black pixel."""


NOTES = Path(__file__).parent / "notes"


@pytest.fixture(scope="session")
def small_wiki(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The notes in `tests/browser/notes`, built."""
    folder = tmp_path_factory.mktemp("wiki")
    (folder / "wiki.toml").write_text('title = "A small wiki"\n', encoding="utf-8")
    shutil.copytree(NOTES, folder / "content")
    report = build(BuildOptions(config=folder / "wiki.toml", text_index=False))
    assert not report.failed
    return folder / "site"


@pytest.fixture(scope="session")
def artefacts() -> Path:
    """Where screenshots are kept to be looked at: WIKI_ARTEFACTS, else `test-artifacts/`."""
    folder = Path(os.environ.get("WIKI_ARTEFACTS") or Path(__file__).parent.parent.parent / "test-artifacts")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def wiki_address(serve_folder: Callable[..., str], small_wiki: Path) -> str:
    """Where the small wiki is served."""
    return serve_folder(small_wiki)


@pytest.fixture
def first_page() -> str:
    """The page of it that `wiki` and `new_window` show if they are not told which."""
    return "index.html"


@pytest.fixture
def wiki(wiki_address: str, first_page: str, look: OpenPage) -> Served:
    """Looks at a page of the small wiki over HTTP."""
    return lambda address=first_page, **options: look(wiki_address + address, **options)


@pytest.fixture
def new_window(wiki_address: str, first_page: str, open_page: OpenPage) -> Served:
    """Opens a page of the small wiki over HTTP in a context of its own."""
    return lambda address=first_page, **options: open_page(wiki_address + address, **options)
