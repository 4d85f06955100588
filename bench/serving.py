"""`wiki serve` for the benchmarks, and the addresses of the notes it serves.

In:  a folder that holds `content/`.
Out: the running server, what it prints, and where each note's page is.
"""

from __future__ import annotations

import queue
import re
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from notes_wiki.link.addresses import addresses, note_ids
from notes_wiki.render.urls import encoded


class Output:
    """What `wiki serve` prints, each line with the time at which it was printed."""

    def __init__(self, serving: subprocess.Popen[str]) -> None:
        self._lines: queue.Queue[tuple[float, str]] = queue.Queue()
        threading.Thread(target=self._read, args=(serving,), daemon=True).start()

    def _read(self, serving: subprocess.Popen[str]) -> None:
        assert serving.stdout is not None
        for line in serving.stdout:
            self._lines.put((time.time(), line))

    def next(self, timeout: float) -> tuple[float, str]:
        """The next line and its time. Raises queue.Empty if there is none for so many seconds."""
        return self._lines.get(timeout=timeout)

    def forget(self) -> None:
        """Forget what has been printed so far."""
        while not self._lines.empty():
            self._lines.get()


@contextmanager
def serving(home: Path, dialect: str) -> Iterator[tuple[str, Output]]:
    """`wiki serve` in this folder, after the first build: its address, with a slash at the end, and its
    output."""
    command = [sys.executable, "-m", "notes_wiki", "serve", "--port", "0", "--dialect", dialect]
    process = subprocess.Popen(
        command, cwd=home, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        output = Output(process)
        while not (found := re.search(r"at (http://\S+/)", output.next(timeout=300)[1])):
            pass
        _wait_until_built(found[1])
        yield found[1], output
    finally:
        process.terminate()
        process.wait()


def _wait_until_built(address: str) -> None:
    while True:
        with suppress(OSError), urllib.request.urlopen(address):  # an error until the first build is done
            return
        time.sleep(0.1)


def note_addresses(home: Path) -> dict[Path, str]:
    """The notes that have a page in the preview, and the page's address as it is written in a URL."""
    content, preview = home / "content", home / ".wiki" / "preview"
    ids = note_ids(path.relative_to(content).as_posix() for path in content.rglob("*.md"))
    found, _ = addresses(ids.values())
    return {
        content / path: encoded(found[id])
        for path, id in sorted(ids.items())
        if (preview / found[id]).is_file()
    }
