"""Edit to pixels: from the write of a note's file to the paint of the changed words in a real Chromium.

    python bench/edit_to_pixels.py NOTES [--dialect hugo] [--edits 30] [--work /dev/shm]

In:  a folder of notes (it is copied; `--edits` of the copy's notes are changed).
Out: medians and 95th percentiles in milliseconds of two kinds of edit, one that changes words of a paragraph
     and one that adds a heading, and of `wiki serve`'s own share: from the write to the bytes of the new
     page being there to be fetched.

Both ends are read from one clock: the script stamps the write; the page stamps the first animation frame
after the one that painted the words (`requestAnimationFrame` twice), by the same wall clock. Needs Chromium
(CHROMIUM, or `chromium` on the path) and Playwright.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

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


def main() -> None:
    arguments = parsed()
    with tempfile.TemporaryDirectory(dir=arguments.work) as folder:
        home = Path(folder)
        shutil.copytree(arguments.notes, home / "content")
        (home / "wiki.toml").touch()
        serving, address = started(home, arguments.dialect)
        try:
            measure(home / "content", address, arguments.edits, arguments.pause)
        finally:
            serving.terminate()
            serving.wait()


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("notes", type=Path)
    parser.add_argument("--dialect", default="hugo")
    parser.add_argument("--edits", type=int, default=30)
    parser.add_argument("--pause", type=float, default=1.5, help="seconds between two edits")
    parser.add_argument("--work", default=None, help="where the copy lies; a folder on tmpfs")
    return parser.parse_args()


def serve(home: Path, dialect: str) -> subprocess.Popen[str]:
    """`wiki serve` in this folder; what it says is to be read."""
    command = [sys.executable, "-m", "notes_wiki", "serve", "--port", "0", "--dialect", dialect]
    return subprocess.Popen(command, cwd=home, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)


def started(home: Path, dialect: str) -> tuple[subprocess.Popen[str], str]:
    """`wiki serve` in this folder, once it serves, and its address."""
    serving = serve(home, dialect)
    assert serving.stdout is not None
    for line in serving.stdout:
        if found := re.search(r"at (http://\S+/)", line):
            wait_until_built(found[1])
            return serving, found[1]
    raise SystemExit("wiki serve did not start.")


def wait_until_built(address: str) -> None:
    """Wait until the first build is done: until then any page is answered with how far it has come."""
    while True:
        with suppress(OSError), urllib.request.urlopen(address):
            return
        time.sleep(0.1)


def measure(content: Path, address: str, edits: int, pause: float) -> None:
    notes = sorted(content.rglob("*.md"))
    print(f"{len(notes):,} notes, {edits} edits of each kind")
    chosen = random.Random(1).sample(notes, edits)
    kinds = {"words of a paragraph": "\n\nWords {0}.\n", "a new heading": "\n\n## Heading {0}\n\nText.\n"}
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        for kind, text in kinds.items():
            taken = [one_edit(page, content, address, note, text, pause) for note in chosen]
            report(f"{kind}, to pixels", [pixels for pixels, _ in taken])
            report(f"{kind}, to bytes", [served for _, served in taken])
        browser.close()


def one_edit(
    page: Page, content: Path, address: str, note: Path, text: str, pause: float
) -> tuple[float, float]:
    """Milliseconds from the write to the paint, and to the page's new bytes being served."""
    name = note.relative_to(content).with_suffix(".html").as_posix().lower()
    answer = page.goto(address + name)
    if answer is None or answer.status != 200:
        raise SystemExit(f"{name} is not served: {answer.status if answer else 'no answer'}.")
    page.wait_for_function("() => document.documentElement.dataset.live === 'connected'")
    time.sleep(pause)
    words = f"zq{time.time_ns()}"
    page.evaluate(WATCH, words)
    before = note.read_bytes()
    fresh = before + text.format(words).encode()
    started = time.time()
    note.write_bytes(fresh)
    page.wait_for_function("() => window.painted > 0", polling=50)
    pixels = page.evaluate("window.painted") - started * 1000
    time.sleep(pause)
    again = f"zq{time.time_ns()}"
    started = time.perf_counter()
    note.write_bytes(before + text.format(again).encode())
    while again.encode() not in urllib.request.urlopen(address + name).read():
        time.sleep(0.002)
    return pixels, (time.perf_counter() - started) * 1000


def report(what: str, taken: list[float]) -> None:
    ordered = sorted(taken)
    high = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    print(f"{what:36} median {statistics.median(taken):6.0f} ms   95 % {high:6.0f} ms", flush=True)


if __name__ == "__main__":
    main()
