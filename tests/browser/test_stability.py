"""Nothing moves while a page comes: fonts and formulas arrive before it is shown, or late and told apart."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

SHIFTS = """() => new Promise(resolve => {
  const found = [];
  new PerformanceObserver(list => {
    for (const entry of list.getEntries())
      for (const source of entry.sources)
        found.push((source.node?.outerHTML ?? source.node?.textContent ?? "?").slice(0, 80));
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(found), 700);
})"""


class _LateFonts(SimpleHTTPRequestHandler):
    delay = 0.0

    def do_GET(self) -> None:
        if self.path.endswith(".woff2"):
            time.sleep(self.delay)
        super().do_GET()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class _Late(_LateFonts):
    delay = 0.12


class _VeryLate(_LateFonts):
    delay = 2.0


def _serve(folder: Path, handler: type[_LateFonts]) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def late(sample_site: Path) -> Iterator[str]:
    yield from _serve(sample_site, _Late)


@pytest.fixture
def very_late(sample_site: Path) -> Iterator[str]:
    yield from _serve(sample_site, _VeryLate)


def visible(page: Page) -> bool:
    return bool(page.evaluate("getComputedStyle(document.querySelector('h1')).visibility === 'visible'"))


def still(open_page: OpenPage, address: str, width: int = 1440) -> Page:
    """The page, opened until nothing moved, five times at most: on a busy machine the page may have waited
    its 400 ms before the browser came to read the font."""
    shifts: list[str] = []
    for _ in range(5):
        page = open_page(address, width=width)
        shifts = page.evaluate(SHIFTS)
        if not shifts:
            return page
    raise AssertionError(shifts)


@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_moves_when_fonts_come_late(open_page: OpenPage, late: str, width: int) -> None:
    assert visible(still(open_page, late + "note.html", width))


def test_nothing_moves_from_the_disk(open_page: OpenPage, sample_site: Path) -> None:
    still(open_page, (sample_site / "note.html").as_uri())


def test_a_font_that_does_not_come_keeps_nobody_from_reading(open_page: OpenPage, very_late: str) -> None:
    page = open_page(very_late + "index.html", java_script_enabled=True)
    expect(page.locator("html")).not_to_have_attribute("data-waiting", re.compile(""), timeout=1500)
    assert visible(page)


def test_without_script_nothing_waits(open_page: OpenPage, sample_site: Path) -> None:
    page = open_page((sample_site / "note.html").as_uri(), java_script_enabled=False)
    assert page.get_by_role("heading", level=1).is_visible()
