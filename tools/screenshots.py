"""Take the pictures of the example wiki that the documentation shows.

    python tools/screenshots.py [--out docs/screenshots] [--chromium /usr/bin/chromium]

In:  the notes in `content/`, built for it into a temporary folder.
Out: a few small PNG files. They are looked at, never compared: run this again when the theme has changed.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import threading
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from notes_wiki.build import BuildOptions, build, index_texts

ROOT = Path(__file__).parent.parent
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


class Shot(NamedTuple):
    """One picture: its name, the page, the window, and what to do before it is taken."""

    name: str
    page: str
    width: int = 1280
    height: int = 800
    dark: bool = False
    act: Callable[[Page], object] = lambda page: None


def _search(page: Page) -> None:
    page.keyboard.press("/")
    page.locator("dialog[open]").wait_for()
    page.keyboard.type("baseline", delay=40)
    page.get_by_role("group").nth(1).wait_for()
    page.wait_for_timeout(800)


def _preview(page: Page) -> None:
    page.locator("article a[href*='inner-product']").first.hover()
    page.wait_for_timeout(1500)


SHOTS = (
    Shot("note", "reinforcement/restricted-step.html"),
    Shot("dark", "quantum/depolarizing-channel.html", dark=True),
    Shot("phone", "transformers/softmax.html", 390, 760),
    Shot("search", "index.html", act=_search),
    Shot("preview", "reinforcement/restricted-step.html", act=_preview),
    Shot("index", "-/all.html"),
    Shot("graph", "-/graph.html", act=lambda page: page.wait_for_timeout(1000)),
)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Log nothing."""


def take(browser: Browser, base: str, shot: Shot, folder: Path) -> None:
    """Take one picture."""
    page = browser.new_page(
        viewport={"width": shot.width, "height": shot.height},
        color_scheme="dark" if shot.dark else "light",
        reduced_motion="reduce",
    )
    page.goto(base + shot.page)
    page.wait_for_function("!('waiting' in document.documentElement.dataset)")
    page.wait_for_timeout(300)
    shot.act(page)
    page.screenshot(path=folder / f"{shot.name}.png")
    page.close()


def main() -> None:
    """Build the example wiki and take all pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "screenshots")
    parser.add_argument("--chromium", default=shutil.which("chromium"))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        site = Path(made) / "site"
        options_of_site = BuildOptions(config=ROOT / "wiki.toml", out=site, clean=True)
        if build(options_of_site).failed or index_texts(options_of_site):
            raise SystemExit("The example wiki could not be built: see `wiki build`.")
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=options.chromium, args=FLAGS)
            for shot in SHOTS:
                take(browser, f"http://127.0.0.1:{server.server_port}/", shot, options.out)
            browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()
