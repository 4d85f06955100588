"""Time the page with the most formulas until it is laid out, beside MathJax and KaTeX in the browser.

    python bench/page_load.py SITE --npm NODE_MODULES [--runs 7] [--chromium PROGRAM]

In:  a site that wiki built; a folder `node_modules` with `mathjax` (3) and `katex` from npm; Chromium.
Out: for each way the milliseconds from the request to the finished layout (median, least, most), those spent
     in scripts, the kilobytes that were loaded, and the ratio of the medians to MathJax's.

The page for MathJax and KaTeX is the same page with the TeX of each formula in place of its MathML, and their
scripts at its end, from the same local server, so that no network counts. MathJax has the `physics` package,
because the notes need it. `empty` is a page with nothing in it: the time that the browser takes for any.
"""

from __future__ import annotations

import argparse
import contextlib
import shutil
import statistics
import tempfile
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import lxml.html
from chromium import chromium, site_server
from playwright.sync_api import Browser

MATHJAX = """
window.MathJax = {loader: {load: ["[tex]/physics"]}, tex: {packages: {"[+]": ["physics"]}}};
"""
KATEX = """
renderMathInElement(document.body, {throwOnError: false, delimiters: [
  {left: "\\\\[", right: "\\\\]", display: true}, {left: "\\\\(", right: "\\\\)", display: false}]});
"""
SETTLED = 1500
"""Milliseconds after which a new window is at rest: Chromium first loads pages of its own interface in it."""
LAID_OUT = """async () => {
  if (window.MathJax?.startup?.promise) await window.MathJax.startup.promise;
  await document.fonts.ready;
  while ("waiting" in document.documentElement.dataset) await new Promise(requestAnimationFrame);
  document.body.getBoundingClientRect();
  return performance.now();
}"""


class Load(NamedTuple):
    """One load: milliseconds to the layout, milliseconds of script, kilobytes."""

    laid_out: float
    script: float
    kilobytes: float


def heaviest(site: Path) -> Path:
    """The page with the most formulas."""
    return max(site.rglob("*.html"), key=lambda page: page.read_text(encoding="utf-8").count("<math"))


def with_tex(page: Path, scripts: list[str]) -> bytes:
    """The page with TeX in place of MathML, and these scripts at its end."""
    root = lxml.html.fromstring(page.read_bytes())
    for element in root.xpath("//*[@data-tex]"):
        display = bool(element.xpath('.//*[local-name()="math"][@display="block"]'))
        begin, end = (r"\[", r"\]") if display else (r"\(", r"\)")
        for child in list(element):
            element.remove(child)
        element.text = begin + element.attrib.pop("data-tex") + end
    body = root.find("body")
    assert body is not None
    for script in scripts:
        body.append(lxml.html.fromstring(script))
    return lxml.html.tostring(root, doctype="<!doctype html>", encoding="utf-8")


def prepare(site: Path, npm: Path, page: Path) -> dict[str, str]:
    """Put the pages and scripts of the other ways beside the page. Returns the file of each way's page."""
    shutil.copytree(npm / "mathjax" / "es5", site / "bench-mathjax")
    shutil.copytree(npm / "katex" / "dist", site / "bench-katex")
    up = "../" * (len(page.relative_to(site).parts) - 1)
    (site / "bench-mathjax.js").write_text(MATHJAX)
    (site / "bench-katex.js").write_text(KATEX)
    pages = {
        "mathjax": [
            f'<script src="{up}bench-mathjax.js"></script>',
            f'<script src="{up}bench-mathjax/tex-chtml.js"></script>',
        ],
        "katex": [
            f'<link rel="stylesheet" href="{up}bench-katex/katex.min.css">',
            f'<script src="{up}bench-katex/katex.min.js"></script>',
            f'<script src="{up}bench-katex/contrib/auto-render.min.js"></script>',
            f'<script src="{up}bench-katex.js"></script>',
        ],
    }
    (site / "bench-empty.html").write_text("<!doctype html><title>Nothing</title><p>Nothing.")
    found = {"wiki": page.relative_to(site).as_posix(), "empty": "bench-empty.html"}
    for name, scripts in pages.items():
        target = page.with_name(f"bench-{name}-{page.name}")
        target.write_bytes(with_tex(page, scripts))
        found[name] = target.relative_to(site).as_posix()
    return found


def load(browser: Browser, address: str) -> Load:
    """Load a page in a context without any cache."""
    context = browser.new_context()
    page = context.new_page()
    page.wait_for_timeout(SETTLED)
    session = context.new_cdp_session(page)
    session.send("Performance.enable")
    page.goto(address)
    laid_out = page.evaluate(LAID_OUT)
    metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    sizes: Any = page.evaluate(
        "() => performance.getEntries().reduce((sum, one) => sum + (one.encodedBodySize || 0), 0)"
    )
    context.close()
    return Load(laid_out, metrics["ScriptDuration"] * 1000, sizes / 1000)


class Quiet(SimpleHTTPRequestHandler):
    """Serves files as web servers do, over persistent connections and without delay, and logs nothing."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def handle(self) -> None:
        """Answer. A browser that closes the connection early is no error."""
        with contextlib.suppress(ConnectionError):
            super().handle()

    def log_message(self, *arguments: object) -> None:
        """Nothing."""


def main() -> None:
    """Read the arguments, load the pages in turn, print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("site", type=Path)
    parser.add_argument("--npm", type=Path, required=True)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--chromium", help="the browser's program")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="wiki-load-") as folder:
        site = Path(folder, "site")
        shutil.copytree(options.site, site)
        page = heaviest(site)
        addresses = prepare(site, options.npm, page)
        loads: dict[str, list[Load]] = {name: [] for name in addresses}
        with site_server(site, Quiet) as base, chromium(options.chromium) as browser:
            for run in range(options.runs + 1):
                for name, address in addresses.items():
                    found = load(browser, base + quote(address))
                    if run:  # the first warms the browser itself
                        loads[name].append(found)
    print(f"{page.name}:")
    print(f"{'way':8} {'laid out ms':>11} {'min':>6} {'max':>6} {'script ms':>9} {'KB':>6}  to MathJax")
    mathjax = statistics.median(one.laid_out for one in loads["mathjax"])
    for name, found_loads in loads.items():
        times = [one.laid_out for one in found_loads]
        script = statistics.median(one.script for one in found_loads)
        median = statistics.median(times)
        print(
            f"{name:8} {median:11.0f} {min(times):6.0f} {max(times):6.0f} {script:9.0f}"
            f" {found_loads[0].kilobytes:6.0f}  {median / mathjax:.2f}"
        )


if __name__ == "__main__":
    main()
