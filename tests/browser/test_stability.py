"""Nothing moves while a page comes: fonts and formulas arrive before it is shown, or late and told apart.

A page waits for its fonts 400 ms at most (templates/assets/theme.js). Here its clock stands still unless it
is moved on, and fonts come when they are let go, so that neither the machine nor the browser has a say in
which of the two is first.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import OpenPage
from tests.browser.waiting import until

pytestmark = pytest.mark.browser

LIMIT = 400
"""Milliseconds for which a page waits."""

WATCH = """(() => {
  const watch = type => {
    const found = [];
    const take = entries => found.push(...entries);
    const observer = new PerformanceObserver(list => take(list.getEntries()));
    observer.observe({ type, buffered: true });
    return () => { take(observer.takeRecords()); return found; };
  };
  const shifts = watch("layout-shift");
  const paints = watch("paint");
  window.moved = () => shifts().flatMap(entry => entry.sources.map(
    source => (source.node?.outerHTML ?? source.node?.textContent ?? "?").slice(0, 80)));
  window.painted = () => paints().length > 0;
})()"""
"""Writes down from the beginning what moves and what is painted."""


class Fonts:
    """The fonts of a page, on their way until they are let go."""

    def __init__(self, page: Page) -> None:
        self._held: list[Route] = []
        self._come = False
        self._page = page
        page.route("**/*.woff2", self._meet)

    def _meet(self, route: Route) -> None:
        if self._come:
            route.continue_()
        else:
            self._held.append(route)

    def asked_for(self, name: str) -> bool:
        return any(route.request.url.endswith(f"/{name}.woff2") for route in self._held)

    def come(self) -> None:
        self._come = True
        for route in self._held:
            route.continue_()


COUNT_MEASURING = """
window.measured = 0;
const measure = Element.prototype.getBoundingClientRect;
Element.prototype.getBoundingClientRect = function () { window.measured++; return measure.call(this); };
const width = Object.getOwnPropertyDescriptor(Element.prototype, "scrollWidth");
Object.defineProperty(Element.prototype, "scrollWidth", {
  get() { window.measured++; return width.get.call(this); },
});
"""


def begun(open_page: OpenPage, width: int = 1440) -> Page:
    """An empty window whose clock stands still, also in the pages it will hold."""
    page = open_page("about:blank", width=width)
    page.clock.install(time=0)
    page.clock.pause_at(1)
    page.add_init_script(WATCH)
    return page


def waiting(page: Page) -> None:
    """The page waits, and shows nothing of what is in it."""
    expect(page.locator("html")).to_have_attribute("data-waiting", "")
    expect(page.locator("body")).to_have_css("opacity", "0")


def shown(page: Page) -> None:
    """The page waits no longer, and shows all that is in it."""
    expect(page.locator("html")).not_to_have_attribute("data-waiting", re.compile(""))
    expect(page.locator("body")).to_have_css("opacity", "1")


def moved(page: Page) -> list[str]:
    """What has moved, once all that is there is drawn."""
    page.screenshot()
    return list(page.evaluate("window.moved()"))


@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_moves_when_fonts_come_late(
    open_page: OpenPage, serve_folder: Callable[[Path], str], sample_site: Path, width: int
) -> None:
    page = begun(open_page, width)
    fonts = Fonts(page)
    page.goto(serve_folder(sample_site) + "note.html", wait_until="domcontentloaded")
    until(page, lambda: bool(page.evaluate("window.painted()")), "the ground painted")
    for name in ("stix-two-text-latin-normal", "stix-two-math"):
        until(page, partial(fonts.asked_for, name), f"{name} asked for")
    page.clock.run_for(LIMIT - 1)
    waiting(page)
    fonts.come()
    shown(page)
    assert moved(page) == []


def test_nothing_moves_from_the_disk(open_page: OpenPage, sample_site: Path) -> None:
    page = begun(open_page)
    page.goto((sample_site / "note.html").as_uri())
    shown(page)
    assert moved(page) == []


def test_no_script_asks_for_a_layout_before_the_fonts_are_there(
    open_page: OpenPage, serve_folder: Callable[[Path], str], sample_site: Path
) -> None:
    page = begun(open_page)
    page.add_init_script(COUNT_MEASURING)
    fonts = Fonts(page)
    page.goto(serve_folder(sample_site) + "note.html", wait_until="domcontentloaded")
    until(page, lambda: fonts.asked_for("stix-two-math"), "a font asked for")
    waiting(page)
    assert page.evaluate("window.measured") == 0
    fonts.come()
    shown(page)
    assert page.evaluate("window.measured") > 0  # the contents follow the scroll now


def test_a_font_that_does_not_come_keeps_nobody_from_reading(
    open_page: OpenPage, serve_folder: Callable[[Path], str], sample_site: Path
) -> None:
    page = begun(open_page)
    fonts = Fonts(page)
    page.goto(serve_folder(sample_site) + "index.html", wait_until="domcontentloaded")
    until(page, lambda: fonts.asked_for("stix-two-text-latin-normal"), "a font asked for")
    page.clock.run_for(LIMIT - 1)
    waiting(page)
    page.clock.run_for(1)
    shown(page)


def test_without_script_nothing_waits(open_page: OpenPage, sample_site: Path) -> None:
    page = open_page((sample_site / "note.html").as_uri(), java_script_enabled=False)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
