"""Where more changes at once than can be followed, what the open pages show of it is shown first."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from notes_wiki.serve import edits, watch
from notes_wiki.serve.builder import Builder
from notes_wiki.serve.session import GaveWay, Session
from notes_wiki.serve.watch import Watcher
from notes_wiki.stages import render
from notes_wiki.stages.options import BuildOptions
from notes_wiki.stages.read import read_notes
from tests.serve.live import PATIENCE, differing, served

COUNT = 40
OPEN = "n5.html"


def note(number: int, words: str, title: str = "") -> str:
    """A note that links to the next one; note 5 embeds note 20 too."""
    embed = "\n\n![[n20]]" if number == 5 else ""
    return f"# {title or f'Note {number}'}\n\n{words} of {number}, to [[n{(number + 1) % COUNT}]].{embed}\n"


class Wiki:
    """A session over such notes, in this thread alone, and the pages that are open."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.content = home / "content"
        self.content.mkdir()
        (home / "wiki.toml").touch()
        self.pages = [OPEN]
        self.write("First words")
        options = BuildOptions(config=home / "wiki.toml", jobs=1, live=True)
        self.session = Session(options, lambda: self.pages)
        self.session.refresh()

    def write(self, words: str, title: str = "") -> list[str]:
        """Write all notes, and give their paths as the system names them."""
        for number in range(COUNT):
            (self.content / f"n{number}.md").write_text(note(number, words, title and f"{title} {number}"))
        return [str(self.content / f"n{number}.md") for number in range(COUNT)]

    def page(self, address: str = OPEN) -> str:
        """A page as it is served."""
        shown = self.session.shown
        data = shown.fresh.get(address)
        return (data or (shown.output / address).read_bytes()).decode()


@pytest.fixture
def wiki(tmp_path: Path) -> Iterator[Wiki]:
    made = Wiki(tmp_path)
    yield made
    made.session.close()


def test_an_open_page_shows_its_new_text_what_it_embeds_and_its_backlinks(wiki: Wiki) -> None:
    followed = wiki.session.follow(wiki.write("Other words"))
    assert followed is not None
    assert followed.is_partial and not followed.exact
    for number in (5, 20, 4):
        assert f"Other words of {number}," in wiki.page()
    assert "First words" not in wiki.page()
    assert list(wiki.session.shown.fresh) == [OPEN], "no page that nobody looks at"


def test_the_whole_build_after_it_leaves_what_a_clean_build_does(wiki: Wiki) -> None:
    wiki.session.follow(wiki.write("Other words"))
    assert wiki.session.refresh() is not None
    assert differing(wiki.home, wiki.session) == []
    assert wiki.session.refresh() is None


def test_a_note_that_cannot_be_followed_keeps_no_other_from_being_shown(wiki: Wiki) -> None:
    paths = wiki.write("Other words")
    (wiki.content / "n20.md").unlink()
    (wiki.content / "n4.md").write_text("---\ntags: [new]\n---\n# Note 4\n\nOther words of 4, to [[n5]].\n")
    wiki.session.follow(paths)
    assert "Other words of 5," in wiki.page()
    wiki.session.refresh()
    assert differing(wiki.home, wiki.session) == []


def test_what_nobody_was_told_of_is_shown_before_the_whole_build_too(
    wiki: Wiki, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where the system's events were lost, or there are none."""
    seen = []
    work = read_notes

    def read(*given: Any, **named: Any) -> Any:
        seen.append(wiki.page())
        return work(*given, **named)

    monkeypatch.setattr("notes_wiki.serve.whole_build.read.read_notes", read)
    wiki.write("Other words")
    wiki.session.refresh()
    assert "Other words of 5," in seen[0]
    assert "Other words of 4," in seen[0]


def test_a_page_that_is_opened_while_a_whole_build_is_at_work_is_shown_as_it_is_now(wiki: Wiki) -> None:
    followed = []

    def open_another() -> bool:
        wiki.pages = ["n30.html"]
        followed.append(wiki.session.follow_open())
        assert "Other words of 30," in wiki.page("n30.html")
        return False

    wiki.session.follow(wiki.write("Other words"))
    wiki.session.refresh(open_another)
    assert followed[0] is not None
    assert followed[1:] == [None] * (len(followed) - 1)
    assert differing(wiki.home, wiki.session) == []
    assert wiki.session.refresh() is None, "the build has seen all that was followed beside it"


def test_that_page_is_shown_at_the_next_heartbeat_while_the_build_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "HEARTBEAT", 0.1)
    work, go_on = read_notes, threading.Event()

    def held(*given: Any, **named: Any) -> Any:
        assert go_on.wait(PATIENCE)
        return work(*given, **named)

    with served(tmp_path, {f"n{number}.md": note(number, "First words") for number in range(COUNT)}) as live:
        monkeypatch.setattr("notes_wiki.serve.whole_build.read.read_notes", held)
        for number in range(COUNT):
            live.write(f"n{number}.md", note(number, "Other words"))
        assert "First words of 30," in live.get("/n30.html")[1]
        live.session._screen.open_pages = lambda: ["n30.html"]
        live.until("/n30.html", lambda status, text: "Other words of 30," in text)
        assert "First words of 31," in live.get("/n31.html")[1]
        go_on.set()
        live.until_same_as_clean(tmp_path)


def is_at(place: int, looks: Iterator[int]) -> bool:
    """Whether this look is the one at which a build is to be given up."""
    return next(looks, place) == place


@pytest.mark.parametrize("title", ["", "Title"])
def test_an_open_page_never_goes_back_wherever_a_whole_build_is_given_up(wiki: Wiki, title: str) -> None:
    place = 0
    while True:
        paths = wiki.write(f"Words {place}", title and f"{title} {place}")
        wiki.session.follow(paths)
        gives_way = partial(is_at, place, iter(range(place + 1)))
        try:
            wiki.session.refresh(gives_way)
        except GaveWay:
            assert f"Words {place} of 5," in wiki.page(), f"given up at look {place}"
            assert f"Words {place} of 4," in wiki.page()
        else:
            break
        place += 1
    assert place >= 5, "after reading, linking and planning, and more than once while writing"
    assert differing(wiki.home, wiki.session) == []


def test_a_note_that_changes_again_during_the_whole_build_ends_as_in_a_clean_build(wiki: Wiki) -> None:
    wiki.session.follow(wiki.write("Other words"))
    looks = iter(range(1000))

    def change() -> bool:
        if next(looks) == 3:
            wiki.session.follow(wiki.write("Last words"))
        return False

    wiki.session.refresh(change)
    assert "Last words of 5," in wiki.page()
    wiki.session.refresh()
    assert "Last words of 5," in wiki.page()
    assert differing(wiki.home, wiki.session) == []


TAGGED = "---\ntags: [new]\n---\n# Note 4\n\nOther words of 4, to [[n5]].\n"
"""What cannot be followed."""


def test_of_two_notes_the_one_that_can_be_followed_is(wiki: Wiki) -> None:
    (wiki.content / "n4.md").write_text(TAGGED)
    (wiki.content / "n5.md").write_text(note(5, "Other words"))
    wiki.session.follow([str(wiki.content / name) for name in ("n4.md", "n5.md")])
    assert "Other words of 5," in wiki.page()
    wiki.session.refresh()
    assert differing(wiki.home, wiki.session) == []


@pytest.mark.parametrize("names", [("n4.md", "n5.md"), ("n5.md", "n4.md")])
def test_a_note_that_cannot_be_followed_on_the_new_wiki_takes_no_other_back(
    wiki: Wiki, names: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was edited while a build was at work is followed again on what comes of it."""
    work = render.plan

    def plan(*given: Any, **named: Any) -> Any:
        planned = work(*given, **named)
        (wiki.content / "n4.md").write_text(TAGGED)
        (wiki.content / "n5.md").write_text(note(5, "Last words"))
        wiki.session.follow([str(wiki.content / name) for name in names])
        assert "Last words of 5," in wiki.page()
        return planned

    monkeypatch.setattr("notes_wiki.serve.whole_build.render.plan", plan)
    wiki.write("Other words", "Title")
    wiki.session.refresh()
    assert "Last words of 5," in wiki.page()
    monkeypatch.undo()
    wiki.session.refresh()
    assert differing(wiki.home, wiki.session) == []


def test_new_texts_are_not_shown_by_old_settings(wiki: Wiki) -> None:
    (wiki.home / "wiki.toml").write_text('dialect = "hugo"\n')
    assert wiki.session.follow(wiki.write("Other words")) is None
    assert "First words of 5" in wiki.page()
    wiki.session.refresh()
    assert "Other words of 5" in wiki.page()


def test_a_checkout_of_other_texts_is_followed_at_once(tmp_path: Path) -> None:
    """Git moves its HEAD, from which notes have their dates, and no setting changes."""

    def git(*arguments: str) -> None:
        settings = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        subprocess.run(["git", *settings, *arguments], cwd=tmp_path, check=True, capture_output=True)

    git("init", "-q", "-b", "one")
    wiki = Wiki(tmp_path)
    git("add", "content")
    git("commit", "-q", "-m", "one")
    git("checkout", "-q", "-b", "two")
    paths = wiki.write("Other words")
    git("commit", "-q", "-a", "-m", "two")
    git("checkout", "-q", "one")
    wiki.session.refresh()
    git("checkout", "-q", "two")
    assert wiki.session.follow(paths) is not None
    wiki.session.close()
    assert "Other words of 5" in wiki.page()


def test_so_many_notes_are_followed_first_and_no_more(wiki: Wiki, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edits, "MOST_OPEN", 2)
    followed = wiki.session.follow(wiki.write("Other words"))
    assert followed is not None
    assert followed.notes[0] == "n5.md"
    assert len(followed.notes) == 2


def test_a_whole_build_that_has_begun_before_is_given_up(wiki: Wiki) -> None:
    working = Builder(wiki.session, Watcher([wiki.content], [], print))
    working.step(frozenset(wiki.write("Other words")))
    assert working._gives_way()


def test_a_storm_over_all_notes_ends_as_a_clean_build_whatever_is_open(tmp_path: Path) -> None:
    first = {f"n{number}.md": note(number, "First words") for number in range(COUNT)}
    with served(tmp_path, first) as live:
        live.session._screen.open_pages = lambda: [OPEN, "n6.html", "-/index.html", "nowhere.html"]
        for turn in range(4):
            for number in range(COUNT):
                live.write(f"n{number}.md", note(number, f"Words {turn}", f"Title {turn // 2}.{number}"))
            (live.content / f"n{10 + turn}.md").unlink()
            (live.content / f"n{20 + turn}.md").rename(live.content / f"other{turn}.md")
        live.until("/n5.html", lambda status, text: "Words 3 of 5," in text)
        live.until_same_as_clean(tmp_path)
