"""Put formulas beside MathJax's rendering of them, for comparing by eye:
`python tools/beside_mathjax.py FORMULAS --mathjax node_modules/mathjax --out FOLDER`.

In:  a file of JSON lines, {"latex": …, "display": …} each, or a folder of notes, which is built; the npm
     package `mathjax`, version 3; Chromium.
Out: pictures, a few formulas each: on the left the formula as a page of the theme shows it, on the right as
     MathJax does. `--widths` also prints the widths of both.
"""

from __future__ import annotations

import argparse
import html
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page, sync_playwright

from notes_wiki.build import BuildOptions, build
from notes_wiki.config import MathConfig
from notes_wiki.math.batch import filled
from notes_wiki.math.preamble import read_preamble
from notes_wiki.math.typeset import Typesetter

ASSETS = Path(__file__).parent.parent / "templates" / "assets"
SHEETS = ("fonts.css", "style.css", "prose.css", "math.css")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking")
PACKAGES = ("physics", "mathtools", "braket", "cancel", "mhchem", "color", "boldsymbol", "empheq", "upgreek")
_SHOWN = re.compile(
    r'<(?:div|span) class="(?:equation|math)"[^>]* data-tex="(?P<tex>[^"]*)".*?(?P<mathml><math.*?</math>)',
    re.S,
)
_LAYOUT = """
main { max-width: none; display: block; padding: 1rem }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 2rem; align-items: center;
  border-bottom: 1px solid #8884; padding: .6rem 0 }
.pair > code { grid-column: 1 / 3; font-size: 12px; opacity: .6; white-space: pre-wrap }
.pair mjx-container { margin: 0 !important; overflow: visible }
"""


class Formula(NamedTuple):
    """A formula, and our MathML for it."""

    tex: str
    display: bool
    mathml: str


def main() -> None:
    """Take the pictures."""
    options = arguments()
    preamble = options.preamble.read_text(encoding="utf-8") if options.preamble else ""
    formulas = list(
        of_notes(options.formulas) if options.formulas.is_dir() else of_lines(options.formulas, preamble)
    )
    if options.only:
        formulas = [formulas[number] for number in options.only]
    options.out.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        path = options.chromium or next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        page = browser.new_page(
            viewport={"width": options.width, "height": 300},
            device_scale_factor=2,
            color_scheme="dark" if options.dark else "light",
        )
        for start in range(0, len(formulas), options.each):
            file = options.out / f"{start:04}.html"
            part = formulas[start : start + options.each]
            file.write_text(document(part, start, preamble, options.mathjax.resolve()), encoding="utf-8")
            page.goto(file.resolve().as_uri())
            page.wait_for_function("window.typeset && document.fonts.status === 'loaded'", timeout=60_000)
            page.screenshot(path=file.with_suffix(".png"), full_page=True)
            if options.widths:
                print_widths(page, part, start)
            file.unlink()
        browser.close()


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("formulas", type=Path, help="a file of JSON lines, or a folder of notes")
    parser.add_argument(
        "--mathjax", type=Path, required=True, help="the unpacked npm package mathjax, version 3"
    )
    parser.add_argument("--out", type=Path, required=True, help="the folder for the pictures")
    parser.add_argument("--preamble", type=Path, help="macros for both")
    parser.add_argument("--only", type=int, nargs="*", help="the numbers of the formulas to show, from 0")
    parser.add_argument("--each", type=int, default=5, help="formulas in a picture")
    parser.add_argument("--width", type=int, default=1200, help="of the page, in pixels")
    parser.add_argument("--dark", action="store_true", help="on a dark ground")
    parser.add_argument("--widths", action="store_true", help="print the widths of both")
    parser.add_argument("--chromium", default=os.environ.get("CHROMIUM"), help="the browser's program")
    return parser.parse_args()


def of_lines(file: Path, preamble: str) -> Iterator[Formula]:
    """The formulas of a file of JSON lines."""
    read = read_preamble(preamble)
    typesetter = Typesetter(MathConfig(packages=read.packages), read.macros)
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            found = typesetter.typeset(row["latex"], display=row["display"])
            yield Formula(row["latex"], row["display"], filled(found) or "")


def of_notes(folder: Path) -> Iterator[Formula]:
    """The formulas of a folder of notes, each once, as the built pages have them."""
    seen: set[str] = set()
    with tempfile.TemporaryDirectory() as out:
        build(BuildOptions(content=folder, out=Path(out)))
        for page in sorted(Path(out).rglob("*.html")):
            for found in _SHOWN.finditer(page.read_text(encoding="utf-8")):
                tex = html.unescape(found["tex"])
                if tex not in seen:
                    seen.add(tex)
                    yield Formula(tex, 'display="block"' in found["mathml"], found["mathml"])


def document(formulas: list[Formula], start: int, preamble: str, mathjax: Path) -> str:
    """A page of pairs."""
    settings = {
        "tex": {
            "packages": {"[+]": list(PACKAGES)},
            "inlineMath": [["\\(", "\\)"]],
        },
        "loader": {"load": [f"[tex]/{name}" for name in PACKAGES]},
        "options": {"enableMenu": False, "processHtmlClass": "theirs", "ignoreHtmlClass": "ours|source"},
        "startup": {"typeset": True},
    }
    script = (
        f"window.MathJax = {json.dumps(settings)};"
        "MathJax.startup.ready = () => { MathJax.startup.defaultReady();"
        " MathJax.startup.promise.then(() => { window.typeset = true }) };"
    )
    sheets = "".join(f'<link rel="stylesheet" href="{(ASSETS / name).as_uri()}">' for name in SHEETS)
    definitions = html.escape("\n".join(line for line in preamble.splitlines() if not line.startswith("%")))
    pairs = "".join(pair(formula, start + number) for number, formula in enumerate(formulas))
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8">{sheets}<style>{_LAYOUT}</style>'
        f"<script>{script}</script>"
        f'<script src="{(mathjax / "es5" / "tex-svg.js").as_uri()}" defer></script>'
        f'<main><div class="theirs" hidden>\\({definitions}\\)</div><article>{pairs}</article></main>'
    )


def pair(formula: Formula, number: int) -> str:
    """A formula twice, under its source."""
    tex = html.escape(formula.tex)
    if formula.display:
        ours = f'<div class="equation"><div class="body">{formula.mathml}</div></div>'
        theirs = f"\\[{tex}\\]"
    else:
        ours = f'<p>In a line <span class="math">{formula.mathml}</span> of text.</p>'
        theirs = f"<p>In a line \\({tex}\\) of text.</p>"
    return (
        f'<div class="pair"><code class="source">{number}: {tex}</code>'
        f'<div class="ours">{ours}</div><div class="theirs">{theirs}</div></div>'
    )


_WIDTHS = """() => [...document.querySelectorAll('.pair')].map((pair) => [
    pair.querySelector('.ours math'), pair.querySelector('.theirs mjx-container > svg')
].map((found) => found ? found.getBoundingClientRect().width : 0))"""


def print_widths(page: Page, formulas: list[Formula], start: int) -> None:
    """Print the number, both widths and the source of each formula."""
    for number, (ours, theirs) in enumerate(page.evaluate(_WIDTHS)):
        print(f"{start + number}\t{ours:.0f}\t{theirs:.0f}\t{formulas[number].tex[:70]!r}")


if __name__ == "__main__":
    main()
