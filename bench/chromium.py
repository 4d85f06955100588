"""Chromium for the benchmarks, and a server for sites that are already built.

In:  the path of the program, if it is not that of CHROMIUM or `chromium` on the path; a site's folder.
Out: a browser; the address of the site.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")


@contextmanager
def chromium(program: str | None = None) -> Iterator[Browser]:
    """A browser, closed at the end."""
    path = program or os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@contextmanager
def site_server(site: Path, handler: Callable[..., SimpleHTTPRequestHandler]) -> Iterator[str]:
    """A server for the files of a folder: its address, with a slash at the end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
