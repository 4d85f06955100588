"""Check a built site: every page against the HTML standard, every internal link and fragment.

    python tools/validate_site.py SITE [--vnu vnu.jar] [--no-links]

In:  a site's folder. Links are always checked; pages are also given to the Nu Html Checker where its jar is
     named (`npm install vnu-jar` puts it into node_modules/vnu-jar/build/dist/vnu.jar; it needs Java).
Out: one line for each error, `page:line: message` or `page: message`; exit code 1 if there is any.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

ADDRESSES = {"href", "src", "poster", "data"}


class Page(HTMLParser):
    """What a page offers to be linked to, and what it links to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.repeated: set[str] = set()
        self.links: list[tuple[int, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep ids and addresses."""
        for name, value in attrs:
            if name == "id" and value:
                (self.repeated if value in self.ids else self.ids).add(value)
            elif value is not None and (name in ADDRESSES or (tag == "a" and name == "xlink:href")):
                self.links.append((self.getpos()[0], value))


def broken_links(site: Path) -> Iterator[str]:
    """A line for each internal address that leads nowhere, and each id that occurs twice in a page."""
    pages = {
        path.relative_to(site).as_posix(): Page(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
    }
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    for name, page in pages.items():
        for repeated in sorted(page.repeated):
            yield f"{name}: the id {repeated} stands twice"
        for line, address in page.links:
            if (why := _broken(name, address, pages, files)) is not None:
                yield f"{name}:{line}: {address} {why}"


def _broken(name: str, address: str, pages: dict[str, Page], files: set[str]) -> str | None:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    target = _joined(name, unquote(parts.path)) if parts.path else name
    if target is None:
        return "leads out of the site"
    if target.endswith("/") or target == "":
        target += "index.html"
    if target not in files:
        return "leads nowhere"
    fragment = unquote(parts.fragment)
    if fragment and target in pages and fragment not in pages[target].ids:
        return "leads to a place that the page does not have"
    return None


def _joined(page: str, path: str) -> str | None:
    """A path as seen from a page, from the site's root; None outside of it."""
    if path.startswith("/"):
        return None
    parts = page.split("/")[:-1]
    for part in path.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def invalid_pages(site: Path, vnu: Path) -> Iterator[str]:
    """A line for each error that the Nu Html Checker finds."""
    # Warnings ("consider adding a lang attribute") are only advice.
    with tempfile.TemporaryFile() as said:
        options = ("--errors-only", "--skip-non-html", "--format", "json")
        command = ["java", "-Xss8m", "-jar", str(vnu), *options, str(site)]
        subprocess.run(command, stderr=said, stdout=subprocess.DEVNULL, check=False)
        said.seek(0)
        answer = said.read().decode()
    try:
        messages = json.loads(answer)["messages"]
    except (ValueError, KeyError):
        yield f"the checker could not run: {answer.strip()[:500]}"
        return
    for message in messages:
        page = unquote(urlsplit(message.get("url", "")).path)
        name = Path(page).relative_to(site.resolve()).as_posix() if page else "?"
        yield f"{name}:{message.get('lastLine', 0)}: {message['message']}"


def main() -> int:
    """Check the site that the command line names."""
    parser = argparse.ArgumentParser(description="Check a built site.")
    parser.add_argument("site", type=Path)
    parser.add_argument("--vnu", type=Path, help="vnu.jar of the npm package vnu-jar")
    parser.add_argument("--no-links", action="store_true", help="leave out the check of links")
    options = parser.parse_args()
    if not options.site.is_dir():
        parser.error(f"There is no folder {options.site}.")
    found = [] if options.no_links else list(broken_links(options.site))
    if options.vnu:
        found += invalid_pages(options.site, options.vnu)
    for line in found:
        print(line)
    print(f"{len(found)} errors in {options.site}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
