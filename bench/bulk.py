"""Everything changes at once: from the last write of thousands of notes to the open page, and to all pages.

    python bench/bulk.py NOTES [--dialect hugo] [--times 3] [--work /dev/shm]

In:  a folder of notes (it is copied; a word is put into every note of the copy, as a checkout would).
Out: seconds from the last write to the first paint of the new word on a page that is open in Chromium
     (negative if that comes before the last note is written), to the last change of that page, and to the end
     of the last whole build; whether every page then is, byte for byte, that of a clean build.

Needs Chromium (CHROMIUM, or `chromium` on the path) and Playwright.
"""

from __future__ import annotations

import argparse
import queue
import re
import shutil
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

from chromium import chromium
from edit_to_pixels import WATCH
from playwright.sync_api import Page
from serving import Output, note_addresses, serving

from notes_wiki.build import BuildOptions, build

QUIET = 6.0
"""Seconds without output of `wiki serve` after which nothing is left to do."""
AT_REST = 25.0
"""Seconds after which the texts of 10,000 notes are indexed too, which begins when nothing else is to do."""
_BUILT = re.compile(r"[\d.]+ s -> ")


def main() -> None:
    arguments = parsed()
    with tempfile.TemporaryDirectory(dir=arguments.work, ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        shutil.copytree(arguments.notes, home / "content")
        (home / "wiki.toml").write_text(f'dialect = "{arguments.dialect}"\n')  # for the clean build too
        with serving(home, arguments.dialect) as (address, output), chromium() as browser:
            measure(browser.new_page(), home, address, output, arguments.times)


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("notes", type=Path)
    parser.add_argument("--dialect", default="hugo")
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--work", default=None, help="where the copy lies; a folder on tmpfs")
    return parser.parse_args()


def measure(page: Page, home: Path, address: str, output: Output, times: int) -> None:
    """Change all notes so many times, with one page open, and print how long each change took."""
    time.sleep(AT_REST)
    notes = note_addresses(home)
    texts = {note: note.read_text(encoding="utf-8") for note in notes}
    url = address + notes[some_note(texts)]
    print(f"{len(notes):,} notes; open is {url}")
    page.goto(url)
    page.wait_for_function("() => document.documentElement.dataset.live === 'connected'")
    for number in range(times):
        one_time(page, url, texts, output, f"zq{number}{time.time_ns()}")
        wrong = differing(home)
        print(f"    pages that differ from a clean build: {len(wrong)} {wrong[:3]}", flush=True)


def last_built(output: Output) -> float:
    """When the last whole build was done: wait until one is, and no other for a while."""
    last = 0.0
    while True:
        try:
            at, line = output.next(timeout=QUIET if last else 300)
        except queue.Empty:
            return last
        if _BUILT.search(line):
            last = at


def some_note(texts: dict[Path, str]) -> Path:
    """A note of common size with a word that is changed, to which others link."""
    by_size = sorted(texts, key=lambda note: len(texts[note]))
    return next(note for note in by_size[len(by_size) // 2 :] if changed(texts[note], "zq") != texts[note])


def changed(text: str, word: str) -> str:
    """The text with a word put into its paragraphs: none of the front matter, headings and links."""
    lines = text.split("\n")
    end = next((n for n, line in enumerate(lines[1:], 1) if line in ("+++", "---")), 0)
    body = [
        line if line.startswith(("#", "+++")) else line.replace(" is ", f" is {word} ")
        for line in lines[end + 1 :]
    ]
    return "\n".join([*lines[: end + 1], *body, f"Words {word}.", ""])


def one_time(page: Page, url: str, texts: dict[Path, str], output: Output, word: str) -> None:
    """Put a word into every note, and print when the open page and all others had it."""
    page.evaluate(WATCH, word)
    changes = Changes(url)
    output.forget()
    started = time.time()
    for note, text in texts.items():
        note.write_text(changed(text, word), encoding="utf-8")
    last = time.time()
    page.wait_for_function("() => window.painted > 0", polling=100, timeout=300_000)
    painted = page.evaluate("window.painted") / 1000 - last
    built = last_built(output) - last
    print(
        f"written in {last - started:.1f} s; open page: first painted {painted:.2f} s after the last write, "
        f"last changed {changes.end() - last:.2f} s; all built {built:.1f} s",
        flush=True,
    )


class Changes:
    """When the bytes of a page changed the last time, asked twenty times a second."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._last = 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        before = self._get()
        while not self._ended.wait(0.05):
            data = self._get()
            if data != before:
                before, self._last = data, time.time()

    def _get(self) -> bytes:
        with urllib.request.urlopen(self._address) as answer:
            data: bytes = answer.read()
        return data

    def end(self) -> float:
        """Stop asking; the time of the last change."""
        self._ended.set()
        self._thread.join()
        return self._last


def differing(home: Path) -> list[str]:
    """The pages of the preview that are not those of a clean build."""
    with tempfile.TemporaryDirectory(dir=home.parent) as folder:
        clean = Path(folder)
        shutil.copy(home / "wiki.toml", clean)
        build(BuildOptions(config=clean / "wiki.toml", content=home / "content", live=True))
        expected, found = pages(clean / ".wiki/preview"), pages(home / ".wiki/preview")
    return sorted(name for name in expected | found if expected.get(name) != found.get(name))


def pages(folder: Path) -> dict[str, bytes]:
    """Every page of an output folder by its address."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.html")}


if __name__ == "__main__":
    main()
