"""Edit to pixels: from the write of a note's file to the paint of the changed words in a real Chromium.

    python bench/edit_to_pixels.py NOTES [--dialect hugo] [--edits 30] [--work /dev/shm]

In:  a folder of notes (it is copied; `--edits` of the copy's notes are changed).
Out: medians and 95th percentiles in milliseconds of each kind of edit (words of a paragraph, a new heading,
     another title, which other pages show), and of `wiki serve`'s own share: from the write to the bytes of
     the new page being there to be fetched.

Both ends are read from one clock: the script stamps the write; the page stamps the first animation frame
after the one that painted the words (`requestAnimationFrame` twice), by the same wall clock. Needs Chromium
(CHROMIUM, or `chromium` on the path) and Playwright.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import statistics
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from chromium import chromium
from playwright.sync_api import Page
from serving import note_addresses, serving

WATCH = """words => {
  window.painted = 0;
  const main = document.querySelector("main");
  const seen = () => main.textContent.includes(words);
  const observer = new MutationObserver(() => {
    if (!seen()) return;
    observer.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => {
      window.painted = performance.timeOrigin + performance.now();
    }));
  });
  observer.observe(document.body, {subtree: true, childList: true, characterData: true});
}"""
"""Sets `window.painted` to the time at which these words were painted."""

Change = Callable[[str, str], str]
"""The text of a note, and words that are in none -> the text with these words in it."""


def retitled(text: str, words: str) -> str:
    """The text with another title, in its front matter or in its first heading."""
    field = re.compile(r"^(title\s*[=:]\s*|#\s+).*$", re.M)
    return field.sub(
        lambda found: found[1] + (f'"{words}"' if found[1].startswith("t") else words), text, count=1
    )


KINDS: dict[str, Change] = {
    "words of a paragraph": lambda text, words: f"{text}\n\nWords {words}.\n",
    "a new heading": lambda text, words: f"{text}\n\n## Heading {words}\n\nText.\n",
    "another title": retitled,
}


def main() -> None:
    arguments = parsed()
    with tempfile.TemporaryDirectory(dir=arguments.work) as folder:
        home = Path(folder)
        shutil.copytree(arguments.notes, home / "content")
        (home / "wiki.toml").touch()
        with serving(home, arguments.dialect) as (address, _), chromium() as browser:
            measure(browser.new_page(), home, address, arguments.edits, arguments.pause)


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("notes", type=Path)
    parser.add_argument("--dialect", default="hugo")
    parser.add_argument("--edits", type=int, default=30)
    parser.add_argument("--pause", type=float, default=1.5, help="seconds between two edits")
    parser.add_argument("--work", default=None, help="where the copy lies; a folder on tmpfs")
    return parser.parse_args()


def measure(page: Page, home: Path, address: str, edits: int, pause: float) -> None:
    """Make so many edits of each kind, each of another note, and print how long they took."""
    notes = note_addresses(home)
    print(f"{len(notes):,} notes, {edits} edits of each kind")
    chosen = random.Random(1).sample(sorted(notes), edits)
    for kind, change in KINDS.items():
        taken = [one_edit(page, note, address + notes[note], change, pause) for note in chosen]
        report(f"{kind}, to pixels", [pixels for pixels, _ in taken])
        report(f"{kind}, to bytes", [served for _, served in taken])


def one_edit(page: Page, note: Path, url: str, change: Change, pause: float) -> tuple[float, float]:
    """Milliseconds from the write to the paint, and to the page's new bytes being served."""
    answer = page.goto(url)
    if answer is None or answer.status != 200:
        raise SystemExit(f"{url} is not served: {answer.status if answer else 'no answer'}.")
    page.wait_for_function("() => document.documentElement.dataset.live === 'connected'")
    time.sleep(pause)
    before = note.read_text(encoding="utf-8")
    words = f"zq{time.time_ns()}"
    page.evaluate(WATCH, words)
    started = time.time()
    note.write_text(change(before, words), encoding="utf-8")
    page.wait_for_function("() => window.painted > 0", polling=50)
    pixels = page.evaluate("window.painted") - started * 1000
    time.sleep(pause)
    again = f"zq{time.time_ns()}"
    started = time.perf_counter()
    note.write_text(change(before, again), encoding="utf-8")
    while again.encode() not in urllib.request.urlopen(url).read():
        time.sleep(0.002)
    return pixels, (time.perf_counter() - started) * 1000


def report(what: str, taken: list[float]) -> None:
    ordered = sorted(taken)
    high = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    print(f"{what:36} median {statistics.median(taken):6.0f} ms   95 % {high:6.0f} ms", flush=True)


if __name__ == "__main__":
    main()
