"""Waiting for what a page does, however long the machine takes and whatever the page does meanwhile.

Playwright's `expect` and locators wait by themselves, also while a page is loaded anew; what they cannot ask
is asked here. `page.wait_for_function` is not used: it asks by `eval`, which a policy forbids, and gives up
when an element it asks about is not there for an instant.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from playwright.sync_api import Error, Page, expect

from tests.serve.live import PATIENCE

WAIT = PATIENCE * 1000
"""Milliseconds after which a test gives up waiting for a page."""

_FRAMES = (
    """() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"""
)


def until(page: Page, holds: Callable[[], bool], what: str) -> None:
    """Wait until this holds. A page that is led on or loaded anew just then cannot answer: it is asked
    again."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            if holds():
                return
            last = ""
        except Error as error:
            last = f" ({error.message})"
        assert time.monotonic() < end, f"not yet: {what}{last}"
        page.wait_for_timeout(20)


def ready(page: Page, *, script: bool = True) -> None:
    """Wait until a page that was loaded is shown in its own fonts, and all that follows on laying it out
    (footnotes in the margin, boxes that scroll) has been done."""
    expect(page.locator("html:not([data-waiting])")).to_have_count(1)
    until(page, lambda: bool(page.evaluate("() => document.fonts.ready.then(() => true)")), "the fonts")
    if script:
        frames(page)


def frames(page: Page) -> None:
    """Wait until the page has been drawn anew: what was asked for before is done, and what was drawn can be
    hit by the mouse."""
    until(page, lambda: bool(page.evaluate(_FRAMES)), "two frames")


def resize(page: Page, width: int, height: int = 900) -> None:
    """Give the window another size, and wait until the page is laid out in it."""
    page.set_viewport_size({"width": width, "height": height})
    until(page, lambda: bool(page.evaluate("width => innerWidth === width", width)), f"{width} pixels wide")
    frames(page)


def arrived(page: Page, ending: str) -> None:
    """Wait until the page's address ends so. Asked again and again: a way that is taken twice breaks off the
    first, at which `wait_for_url` would fail."""
    expect(page).to_have_url(re.compile(re.escape(ending) + "$"))
