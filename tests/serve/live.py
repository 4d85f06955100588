"""A wiki that is served, with everything `wiki serve` starts, in this process."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import uvicorn

from notes_wiki.build import build
from notes_wiki.serve.builder import Builder
from notes_wiki.serve.hub import Hub
from notes_wiki.serve.run import Server, listen, watched
from notes_wiki.serve.server import application
from notes_wiki.serve.session import Session
from notes_wiki.serve.watch import Watcher
from notes_wiki.stages.options import BuildOptions

PATIENCE = 120.0
"""Seconds after which a test gives up waiting: so many that no busy machine comes near. Nothing waits for so
long but a test that fails."""


class Live:
    """A served wiki: `home` holds `content/`. Not `built` it is served while the first build is at work."""

    def __init__(self, home: Path, *, port: int = 0, scheme: str = "", built: bool = True) -> None:
        self.home = home
        self.content = home / "content"
        (home / "wiki.toml").touch()
        self.options = BuildOptions(config=home / "wiki.toml", jobs=1, live=True)
        self.hub = Hub()
        self.session = Session(self.options, self.hub.pages, self.hub.announce, scheme)
        if built:
            self.session.refresh()
        self.watcher = Watcher(*watched(self.session), lambda line: None)
        self.watcher.start()
        self.builder = Builder(self.session, self.watcher)
        self.builder.start()
        listening = listen("127.0.0.1", port)
        assert not isinstance(listening, str)
        self._socket = listening
        self.port: int = listening.getsockname()[1]
        config = uvicorn.Config(
            application(self.session, self.hub),
            log_level="critical",
            lifespan="off",
            timeout_graceful_shutdown=1,
        )
        self._server = Server(config, self.hub)
        self._thread = threading.Thread(target=self._server.run, args=([listening],), daemon=True)
        self._thread.start()

    @property
    def preview(self) -> Path:
        return self.home / ".wiki" / "preview"

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def write(self, name: str, text: str) -> None:
        """Save a note in place: for an instant the file is empty, and may be read so."""
        path = self.content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def replace(self, name: str, text: str) -> None:
        """Save a note at one stroke: nobody ever sees it half written."""
        replace(self.content / name, text)

    def get(self, path: str, headers: dict[str, str] | None = None) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path, headers=headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8", "replace")
        finally:
            connection.close()

    def until(self, path: str, holds: Callable[[int, str], bool]) -> str:
        """The page at `path` once it holds what it should."""
        end = time.monotonic() + PATIENCE
        while True:
            status, text = self.get(path)
            if holds(status, text):
                return text
            assert time.monotonic() < end, f"{path} answers {status} {text[-800:]}"
            time.sleep(0.02)

    def until_same_as_clean(self, tmp: Path) -> None:
        """Wait until every page that is served is, byte for byte, that of a clean build."""
        end = time.monotonic() + PATIENCE
        while True:
            wrong = differing(tmp, self.session)
            if not wrong:
                return
            assert time.monotonic() < end, f"not as a clean build has them: {wrong}"
            time.sleep(0.1)

    def stop(self) -> None:
        """End it; that it has ended already does no harm."""
        self.watcher.stop()
        self.builder.join()
        self.session.close()
        self._server.should_exit = True
        self._thread.join()
        self._socket.close()


def shows(words: str, status: int, page: str) -> bool:
    """For `Live.until`: whether the page holds these words."""
    return status == 200 and words in page


def replace(path: Path, text: str) -> None:
    """Write a file at one stroke."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)


def differing(tmp: Path, session: Session) -> list[str]:
    """The pages that are not those of a clean build."""
    site, home = session.site, tmp / "clean"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir()
    shutil.copy(site.home / "wiki.toml", home)
    if (site.home / "templates").is_dir():
        shutil.copytree(site.home / "templates", home / "templates")
    build(BuildOptions(config=home / "wiki.toml", content=site.content, jobs=1, live=True))
    clean = pages(home / ".wiki" / "preview")
    shown = {**pages(site.output), **session.shown.fresh}
    names = {name for name in clean | shown if clean.get(name) != shown.get(name)}
    return sorted(names)


def pages(folder: Path) -> dict[str, bytes]:
    """Every page of an output folder by its address. Files and folders (the index of texts) may go while
    this looks: the flusher is at work."""
    found = {}
    for base, _, names in os.walk(folder):
        for path in (Path(base) / name for name in names if name.endswith(".html")):
            with suppress(FileNotFoundError):
                found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found


@contextmanager
def served(home: Path, notes: dict[str, str], **options: Any) -> Iterator[Live]:
    """A wiki of these notes, served."""
    for name, text in notes.items():
        path = home / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (home / "content").mkdir(parents=True, exist_ok=True)
    live = Live(home, **options)
    try:
        yield live
    finally:
        live.stop()


def states(stream: bytes) -> list[dict[str, Any]]:
    """The states in a stream of events."""
    lines = stream.decode().split("\n")
    return [json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: ")]
