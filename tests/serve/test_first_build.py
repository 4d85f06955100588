"""What is answered until the first build is done."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from notes_wiki.build import build
from notes_wiki.serve import first_build, server
from notes_wiki.serve.session import GaveWay, Session
from notes_wiki.stages.options import BuildOptions
from tests.serve.live import PATIENCE, served
from tests.wikis import write

NOTES = {
    "a.md": "# A\n\nText of A. [[b]]\n",
    "b.md": "# B\n\n![A picture](square.svg)\n",
    "square.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
}
Hold = Callable[[str], threading.Event]


@pytest.fixture
def hold(monkeypatch: pytest.MonkeyPatch) -> Hold:
    """Holds a stage of whole builds until the event is set, and lets no page wait for it."""
    monkeypatch.setattr(server, "PATIENCE", 0.0)
    monkeypatch.setattr(first_build, "SOON", 0.0)
    monkeypatch.setattr(first_build, "EVERY", 0.0)

    def held(stage: str) -> threading.Event:
        go_on = threading.Event()
        room, name = stage.split(".")
        work = getattr(getattr(__import__("notes_wiki.stages", fromlist=[room]), room), name)

        def wait(*given: Any, **named: Any) -> Any:
            assert go_on.wait(PATIENCE)
            return work(*given, **named)

        monkeypatch.setattr(f"notes_wiki.serve.whole_build.{stage}", wait)
        return go_on

    return held


def test_any_page_is_answered_with_how_far_the_first_build_has_come(tmp_path: Path, hold: Hold) -> None:
    go_on = hold("read.read_notes")
    with served(tmp_path, NOTES, built=False) as live:
        live.session.first.advance("parse", 3400, 10_000)
        for address in ("/", "/a.html", "/no/such/page.html", "/a"):
            status, text = live.get(address)
            assert status == 503
            assert "being built for the first time" in text
            assert "3,400 of 10,000 notes are read." in text
        live.session.first.advance("render", 20, 10_300)
        assert "20 of 10,300 pages are written." in live.get("/a.html")[1]
        go_on.set()
        live.until("/a.html", lambda status, text: status == 200 and "Text of A." in text)
        assert live.get("/no/such/page.html")[0] == 404
        live.until_same_as_clean(tmp_path)


def test_a_large_wiki_says_so_before_its_files_are_read(
    tmp_path: Path, hold: Hold, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = hold("read.read_notes")
    monkeypatch.setattr(first_build, "LARGE", 2)
    monkeypatch.setattr(first_build, "SOON", PATIENCE)
    with served(tmp_path, NOTES, built=False) as live:
        live.until("/a.html", lambda status, text: "0 of 2 notes are read." in text)
        go_on.set()


def test_that_page_is_in_the_look_of_the_theme_wherever_it_stands(tmp_path: Path, hold: Hold) -> None:
    go_on = hold("read.read_notes")
    write(tmp_path, {"templates/assets/site.css": "main { color: teal }", "wiki.toml": 'language = "de"'})
    with served(tmp_path, NOTES, built=False) as live:
        live.session.first.advance("parse", 1, 2)
        text = live.get("/deep/page.html")[1]
        assert "zum ersten Mal" in text
        sheets = re.findall(r'<(?:link rel="stylesheet"|script) [^>]*?(?:href|src)="\.\.(/[^"]+)"', text)
        assert any(sheet.endswith("/site.css") for sheet in sheets)
        assert {live.get(sheet)[0] for sheet in sheets} == {200}
        assert len(sheets) == len(re.findall(r'rel="stylesheet"|<script', text)), "nothing is inline"
        go_on.set()


def test_it_is_closed_to_others_like_any_page(tmp_path: Path, hold: Hold) -> None:
    go_on = hold("read.read_notes")
    with served(tmp_path, NOTES, built=False) as live:
        live.session.first.advance("parse", 1, 2)
        assert live.get("/a.html", {"Host": "evil.example"})[0] == 403
        assert live.get("/a.html", {"Origin": "http://evil.example"})[0] == 403
        go_on.set()


def test_a_small_wiki_does_not_flash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "PATIENCE", PATIENCE)
    with served(tmp_path, NOTES, built=False) as live:
        status, text = live.get("/a.html")
        assert status == 200
        assert "Text of A." in text


def test_what_is_no_page_does_not_wait(tmp_path: Path, hold: Hold, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = hold("read.read_notes")
    monkeypatch.setattr(server, "PATIENCE", PATIENCE)
    with served(tmp_path, NOTES, built=False) as live:
        assert live.get("/square.svg")[0] == 503
        go_on.set()


def test_nothing_that_an_earlier_preview_holds_is_shown(tmp_path: Path, hold: Hold) -> None:
    notes = {**NOTES, "draft.md": "---\ndraft: true\n---\n# Draft\n\nNot to be seen.\n"}
    write(tmp_path, {"wiki.toml": "", **{f"content/{name}": text for name, text in notes.items()}})
    build(BuildOptions(config=tmp_path / "wiki.toml", jobs=1, live=True, drafts=True))
    assert (tmp_path / ".wiki/preview/draft.html").exists()
    go_on = hold("read.read_notes")
    with served(tmp_path, {}, built=False) as live:
        assert live.get("/draft.html")[0] == 503
        assert live.session.state("draft.html").digest == ""
        go_on.set()
        live.until("/draft.html", lambda status, text: status == 404)


def test_a_page_that_is_waited_for_is_there_before_all_is_written(tmp_path: Path, hold: Hold) -> None:
    go_on = hold("render.write")
    with served(tmp_path, NOTES, built=False) as live:
        live.session._screen.open_pages = lambda: ["a.html", "b.html"]
        text = live.until("/a.html", lambda status, text: status == 200)
        assert "Text of A." in text
        assert live.get("/b.html")[0] == 503, "its picture is not there yet"
        frame = live.session.state("a.html").frame
        live.write("a.md", "# A\n\nEdited meanwhile. [[b]]\n")
        live.until("/a.html", lambda status, text: "Edited meanwhile." in text)
        go_on.set()
        live.until("/b.html", lambda status, text: status == 200)
        assert live.session.state("a.html").frame == frame, "so the page need not be loaded anew"
        live.until_same_as_clean(tmp_path)


def test_what_is_edited_during_the_first_build_does_not_put_it_off(tmp_path: Path, hold: Hold) -> None:
    go_on = hold("link.linked")
    with served(tmp_path, NOTES, built=False) as live:
        for number in range(3):
            live.write(f"new{number}.md", "# New\n")
            live.builder.step(frozenset([str(live.content / f"new{number}.md")]))
        assert not live.builder._gives_way()
        go_on.set()
        live.until("/new2.html", lambda status, text: status == 200)
        live.until_same_as_clean(tmp_path)


def test_a_first_build_that_fails_says_so(tmp_path: Path) -> None:
    write(tmp_path, {"templates/_title.html": "{{ page.nothing_of_this_name }}"})
    with served(tmp_path, NOTES, built=False) as live:
        failed = live.until("/a.html", lambda status, text: status == 404)
        assert "_title.html" in live.session.state("a.html").failure
        assert live.session.state("a.html").failure in failed  # there is no page that could show it
        (tmp_path / "templates/_title.html").unlink()
        live.until("/a.html", lambda status, text: status == 200)


def test_a_theme_that_fails_lets_the_browser_look_again(tmp_path: Path, hold: Hold) -> None:
    go_on = hold("read.read_notes")
    write(tmp_path, {"templates/_title.html": "{% if %}"})
    with served(tmp_path, NOTES, built=False) as live:
        live.session.first.advance("parse", 1, 2)
        assert live.get("/a.html") == (503, "The first build is not finished yet.\n")
        go_on.set()


def test_a_build_is_given_up_in_the_midst_of_reading_when_the_server_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = {f"content/n{number}.md": f"# {number}\n" for number in range(200)}
    write(tmp_path, {"wiki.toml": "", **notes})
    with closing(Session(BuildOptions(config=tmp_path / "wiki.toml", jobs=1, live=True))) as session:
        read: list[int] = []

        def advance(stage: str, done: int, total: int) -> None:
            read.append(done)
            session.give_up()

        monkeypatch.setattr(session.first, "advance", advance)
        with pytest.raises(GaveWay):
            session.refresh()
        assert len(read) == 1
        assert read[0] < 200
