"""Time from a note's being saved to the changed text's being painted, in Chromium, with `wiki serve`.

    python bench/pixels.py NOTES [--dialect hugo] [--edits 40] [--titles] [--chromium /usr/bin/chromium]

In:  a folder of notes, which is copied; Chromium.
Out: milliseconds from the write of the file to the second frame after the text was in the page: median,
     95th percentile, least, most. `--titles`: every edit gives the note another title, which other pages
     show.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

PAINTED = """marker => {
  const look = () => document.body.textContent.includes(marker);
  window.painted = new Promise(resolve => {
    const frames = () => requestAnimationFrame(() => requestAnimationFrame(
      () => resolve(performance.timeOrigin + performance.now())));
    const watch = new MutationObserver(() => { if (look()) { watch.disconnect(); frames(); } });
    watch.observe(document.documentElement, {childList: true, subtree: true, characterData: true});
  });
}"""


def main() -> None:
    """Read the arguments, serve, edit, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("notes", type=Path)
    parser.add_argument("--dialect", default="")
    parser.add_argument("--edits", type=int, default=40)
    parser.add_argument("--titles", action="store_true")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--work", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="wiki-pixels-", dir=options.work) as folder:
        home = Path(folder)
        shutil.copytree(options.notes, home / "notes")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        wiki = str(Path(sys.executable).with_name("wiki"))
        said = ["--dialect", options.dialect] if options.dialect else []
        command = [wiki, "serve", "--content", "notes", "--port", str(port), *said]
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        server = subprocess.Popen(
            command, cwd=home, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/")
            note, address = some_page(home)
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=options.chromium, args=["--no-sandbox"])
                page = browser.new_page()
                page.goto(f"http://127.0.0.1:{port}/{address}")
                numbers = range(options.edits + 2)  # the first two warm the browser and the server
                times = [edit(page, note, number, title=options.titles) for number in numbers][2:]
                browser.close()
        finally:
            server.terminate()
            server.wait()
    times.sort()
    at_95 = times[int(len(times) * 0.95)]
    print(
        f"{options.edits} edits: median {statistics.median(times):.0f} ms, 95th percentile {at_95:.0f} ms,"
        f" {times[0]:.0f} to {times[-1]:.0f} ms"
    )


def wait_for(address: str) -> None:
    """Wait until the first build is served."""
    end = time.monotonic() + 300
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    sys.exit("wiki serve does not answer.")


def some_page(home: Path) -> tuple[Path, str]:
    """A note of common size with an address that is easy to know."""
    preview = home / ".wiki" / "preview"
    notes = sorted((home / "notes").rglob("*.md"), key=lambda path: path.stat().st_size)
    for note in notes[len(notes) // 2 :]:
        place = note.relative_to(home / "notes").with_suffix(".html").as_posix()
        if re.fullmatch(r"[a-z0-9/_-]+\.html", place) and (preview / place).is_file():
            return note, place
    sys.exit("No note has a plain name.")


def edit(page: Page, note: Path, number: int, *, title: bool) -> float:
    """Change the note, wait until it is painted. Returns milliseconds."""
    marker = f"Changed the {number}th time at {time.time_ns()}"
    text = note.read_text(encoding="utf-8")
    if title:
        text = re.sub(r"(?m)^(title\s*[=:]\s*).*$", rf'\g<1>"{marker}"', text, count=1)
    else:
        text += f"\n{marker}.\n"
    page.evaluate(PAINTED, marker)
    time.sleep(0.3)  # no edit follows so closely on another that they are taken together
    begun = time.time() * 1000
    note.write_text(text, encoding="utf-8")
    painted: float = page.evaluate("() => window.painted")
    return painted - begun


if __name__ == "__main__":
    main()
