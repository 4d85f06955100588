"""A real Chromium for the tests that look at pages, and a server as strict as a careful host.

Without Chromium these tests are skipped, with a message that says how to get it; where WIKI_BROWSER is
"required", as in continuous integration, they fail instead.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from notes_wiki.build import BuildOptions, build
from tests.theme import sample

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--enable-unsafe-swiftshader",  # WebGL without a graphics card
)

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser, started once; skips or fails where there is none."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        message = "No Chromium was found: `apt-get install chromium`, or set CHROMIUM to its path."
        if os.environ.get("WIKI_BROWSER") == "required":
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[OpenPage]:
    """Opens an address in a context of its own. Any error in the console fails the test at its end.

    Keyword arguments are Playwright's for a new context; `width` and `height` are the window's.
    """
    contexts, errors = [], []

    def opened(address: str, *, width: int = 1440, height: int = 900, **options: Any) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        # A reset connection says that the test's server was busy or the page led on, not that it is wrong.
        page.on(
            "console",
            lambda message: (
                errors.append(message.text)
                if message.type == "error" and "ERR_CONNECTION_RESET" not in message.text
                else None
            ),
        )
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(address)
        page.evaluate("document.fonts.ready")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []


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
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


class _Server(ThreadingHTTPServer):
    request_queue_size = 64  # a browser asks for all of a page's files at once


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
