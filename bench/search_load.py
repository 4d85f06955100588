"""What the first query of a reader loads: titles, then the full text, with the paragraphs that are shown.

    python bench/search_load.py SITE [--queries 12] [--query WORDS …] [--chromium PROGRAM]

In:  a site that wiki built, with its index of texts; Chromium. Queries are words of titles, random but the
     same each time, unless some are given.
Out: for each query the kilobytes (1,000 bytes) that were transferred from the moment the search was opened
     until nothing more came, in a browser that had loaded one note with formulas (and so the fonts) and
     nothing else; and how much of it is Pagefind's program. Text goes compressed, as any host sends it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import statistics
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from chromium import chromium, site_server
from playwright.sync_api import Browser

TEXT = (".html", ".js", ".json", ".css", ".svg")
STILL = 1500
"""Milliseconds without a request after which a query is over."""


class Compressing(SimpleHTTPRequestHandler):
    """Serves a folder, with text files compressed."""

    def do_GET(self) -> None:
        """Answer with the file, as gzip where it is text."""
        path = Path(self.translate_path(self.path))
        if path.suffix not in TEXT or not path.is_file():
            super().do_GET()
            return
        body = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def words_of_titles(site: Path, count: int) -> list[str]:
    """One word each of so many notes' titles."""
    notes = json.loads((site / "-" / "graph" / "notes.json").read_bytes())["notes"]
    titles = [found for note in notes if (found := re.findall(r"[^\W\d_]{4,}", note[1]))]
    chance = random.Random(1)
    return [chance.choice(chance.choice(titles)) for _ in range(count)]


def loaded(browser: Browser, page_url: str, query: str) -> dict[str, int]:
    """Bytes transferred for a query, by the file's address."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(page_url, wait_until="networkidle")
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    urls: dict[str, str] = {}
    sizes: dict[str, int] = {}

    def asked(event: dict[str, Any]) -> None:
        urls[event["requestId"]] = event["request"]["url"]

    def came(event: dict[str, Any]) -> None:
        url = urls.get(event["requestId"], "?")
        sizes[url] = sizes.get(url, 0) + int(event["encodedDataLength"])

    devtools.on("Network.requestWillBeSent", asked)
    devtools.on("Network.loadingFinished", came)
    page.keyboard.press("/")
    page.get_by_role("combobox").fill(query)
    before = -1
    while before != len(sizes):
        before = len(sizes)
        page.wait_for_timeout(STILL)
    context.close()
    return sizes


def main() -> None:
    """Measure the queries and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("--queries", type=int, default=12)
    parser.add_argument("--query", action="append")
    parser.add_argument("--chromium", help="the browser's program")
    options = parser.parse_args()
    if not (options.site / "-" / "pagefind").is_dir():
        raise SystemExit("The site has no index of texts: build it without --no-text-index.")
    notes = json.loads((options.site / "-" / "graph" / "notes.json").read_bytes())["notes"]
    start = next(note[0] for note in notes if b"<math" in (options.site / unquote(note[0])).read_bytes())
    totals = []
    with site_server(options.site, Compressing) as base, chromium(options.chromium) as browser:
        for query in options.query or words_of_titles(options.site, options.queries):
            sizes = loaded(browser, base + start, query)
            total = sum(sizes.values())
            program = sum(size for url, size in sizes.items() if re.search(r"pagefind\.js|\.pagefind$", url))
            pages = [size for url, size in sizes.items() if url.endswith(".html")]
            totals.append(total)
            print(
                f"{query:24} {total / 1000:6.1f} kB in {len(sizes)} files; "
                f"Pagefind's program {program / 1000:.0f}, {len(pages)} pages {sum(pages) / 1000:.0f}"
            )
    print(f"median {statistics.median(totals) / 1000:.0f} kB, most {max(totals) / 1000:.0f} kB")


if __name__ == "__main__":
    main()
