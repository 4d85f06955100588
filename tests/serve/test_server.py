"""Answers to requests, without a socket."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from starlette.responses import Response
from starlette.types import Message

from notes_wiki import problem
from notes_wiki.model import Span
from notes_wiki.serve.screen import Shown, state_of
from notes_wiki.serve.server import _answer
from tests.wikis import write


def sent(answer: Response, **headers: bytes) -> tuple[int, dict[bytes, bytes], bytes]:
    """What a browser gets that asks with these headers: status, headers, bytes."""
    messages: list[Message] = []

    async def receive() -> Message:
        staying: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
        return await staying  # for ever: the browser stays

    async def send(message: Message) -> None:
        messages.append(message)

    asked = [(name.encode(), value) for name, value in headers.items()]
    answering = answer({"type": "http", "method": "GET", "headers": asked}, receive, send)
    # In a thread of its own: where a browser test has run before, this one has a loop already.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, answering).result()
    body = b"".join(message.get("body", b"") for message in messages[1:])
    return messages[0]["status"], dict(messages[0]["headers"]), body


def test_the_way_to_a_folder_is_spelt_as_addresses_are(tmp_path: Path) -> None:
    write(tmp_path, {"漢字/index.html": "x"})
    answer = _answer(Shown(tmp_path, tmp_path), "/漢字")
    assert answer.status_code == 307
    assert answer.headers["location"] == "%E6%BC%A2%E5%AD%97/"


@pytest.mark.parametrize("name", ["film.mp4", "sound.ogg", "paper.pdf"])
def test_a_part_of_a_film_a_sound_and_a_document_can_be_asked_for(tmp_path: Path, name: str) -> None:
    """Safari plays nothing else, and no browser can seek without it."""
    write(tmp_path, {f"-/assets/{name}": b"0123456789"})
    answer = _answer(Shown(tmp_path, tmp_path), f"/-/assets/{name}")
    status, headers, body = sent(answer, range=b"bytes=2-4")
    assert (status, body) == (206, b"234")
    assert headers[b"content-range"] == b"bytes 2-4/10"
    assert sent(answer)[::2] == (200, b"0123456789")
    assert headers[b"content-type"].split(b"/")[0] in (b"video", b"audio", b"application")


def test_a_page_for_what_is_missing_that_cannot_be_read_is_missing_too(tmp_path: Path) -> None:
    (tmp_path / "404.html").mkdir()
    assert _answer(Shown(tmp_path, tmp_path), "/nowhere").status_code == 404


def test_where_no_page_is_yet_the_browser_looks_again_by_itself(tmp_path: Path) -> None:
    status, headers, _ = sent(_answer(Shown(tmp_path, tmp_path), "/"))
    assert (status, headers[b"refresh"]) == (404, b"1")
    write(tmp_path, {"404.html": "x"})
    status, headers, _ = sent(_answer(Shown(tmp_path, tmp_path), "/"))
    assert status == 404
    assert b"refresh" not in headers


def test_the_problems_of_a_note_read_it_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"a.md": "one\n" * 200})
    found = tuple(problem.make("lost-note", "Wrong.", Span(n + 1), hint="", path="a.md") for n in range(200))
    read: list[Path] = []
    real = Path.read_text

    def spy(self: Path, *rest: str, **more: str) -> str:
        read.append(self)
        return real(self, *rest, **more)

    monkeypatch.setattr(Path, "read_text", spy)
    state = state_of(Shown(tmp_path, tmp_path, paths={"a.html": "a.md"}, problems={"a.md": found}), "a.html")
    assert len(state.problems) == 200
    assert len(read) == 1


def test_a_file_of_macros_that_cannot_be_read_is_told_where_it_would_hold(tmp_path: Path) -> None:
    write(tmp_path, {"sub/preamble.tex": b"\xff", "sub/picture.png": b""})
    names = ("sub/preamble.tex", "sub/picture.png")
    problems = {name: (problem.make("unreadable", "It cannot be read.", path=name),) for name in names}
    paths = {"a.html": "a.md", "sub/b.html": "sub/b.md"}
    shown = Shown(tmp_path, tmp_path, paths=paths, problems=problems)
    assert state_of(shown, "a.html").problems == ()
    assert [told.line.partition(":")[0] for told in state_of(shown, "sub/b.html").problems] == [names[0]]
