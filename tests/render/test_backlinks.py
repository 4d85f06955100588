"""Backlinks: which a page has room for, and the pages that show them all."""

from __future__ import annotations

import gzip
import random
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes_wiki.config import Config
from notes_wiki.link.graph import link
from notes_wiki.model import Backlink, Graph, Note
from notes_wiki.render import backlinks
from tests.records import note, wiki
from tests.wikis import build_wiki, write


def linked(*notes: Note) -> Graph:
    return link(notes, (), (), Config())


def sources(graph: Graph) -> list[str]:
    return [one.source for one in backlinks.shown(graph, "hub").backlinks]


def test_where_there_is_room_all_are_shown_by_their_titles() -> None:
    graph = linked(note("hub"), *(note(name, links=(wiki("hub"),), weight=200) for name in "cab"))
    assert sources(graph) == ["a", "b", "c"]
    assert backlinks.shown(graph, "hub").whole
    assert backlinks.pages(graph, "hub") == []


def test_a_note_that_nothing_leads_to_shows_none() -> None:
    assert backlinks.shown(linked(note("hub")), "hub").whole
    assert backlinks.pages(linked(note("hub")), "hub") == []


def test_where_there_is_none_those_come_first_that_have_most_to_say() -> None:
    to_hub = wiki("hub")
    graph = linked(
        note("hub", links=(wiki("mutual"),)),
        *(note(f"other-{number:02}", links=(to_hub,), weight=500) for number in range(20)),
        note("list", links=(to_hub, *(wiki(f"other-{number:02}") for number in range(20))), weight=500),
        note("mutual", links=(to_hub,), weight=500),
        note("often", links=(to_hub, to_hub, to_hub, to_hub), weight=500),
    )
    shown = backlinks.shown(graph, "hub")
    assert sources(graph)[:3] == ["mutual", "often", "other-00"]
    assert "list" not in sources(graph)
    assert shown.total == 23
    assert shown.left[:3] == (0, 1, 0)
    assert not shown.whole


def test_a_paragraph_that_is_too_long_leaves_its_title() -> None:
    graph = linked(note("hub"), note("long", links=(wiki("hub"),), weight=backlinks.ROOM))
    assert backlinks.shown(graph, "hub").backlinks == (Backlink("long", ()),)
    assert backlinks.pages(graph, "hub") == [(Backlink("long", (0,)),)]


@given(
    st.lists(st.tuples(st.integers(1, 5), st.integers(1, 2 * backlinks.PAGE_ROOM)), min_size=1, max_size=40)
)
def test_no_page_shows_more_than_there_is_room_for(given_sources: list[tuple[int, int]]) -> None:
    notes = [
        note(f"n{number:03}", links=(wiki("hub"),) * count, weight=weight)
        for number, (count, weight) in enumerate(given_sources)
    ]
    graph = linked(note("hub"), *notes)

    def weight(found: tuple[Backlink, ...]) -> int:
        paragraphs = [(one.source, number) for one in found for number in one.contexts]
        contexts = [graph.notes[source].facts.contexts[number] for source, number in paragraphs]
        return backlinks.TITLE * len(found) + sum(context.weight for context in contexts)

    shown = backlinks.shown(graph, "hub")
    assert weight(shown.backlinks) <= backlinks.ROOM
    pages = backlinks.pages(graph, "hub")
    assert bool(pages) is not shown.whole
    for page in pages:
        alone = len(page) == 1 and len(page[0].contexts) == 1
        assert alone or weight(page) <= backlinks.PAGE_ROOM
        assert len(page) <= backlinks.PAGE_SOURCES
    if pages:
        every = [(one.source, number) for page in pages for one in page for number in one.contexts]
        assert every == [(one.source, number) for one in graph.backlinks["hub"] for number in one.contexts]


def test_the_pages_of_a_note_are_known_by_their_addresses() -> None:
    first = backlinks.address("a/b.html")
    assert first == "-/linked/a/b.html"
    assert {backlinks.first_page(one) for one in (first, "-/linked/a/b.2.html", "-/linked/a/b.31.html")} == {
        first
    }
    assert backlinks.first_page("a/b.html") == ""
    assert backlinks.first_page("-/tags/b.html") == ""


# --- a whole wiki ---------------------------------------------------------------------------------

SOURCES = 2_000
WORDS = (
    "space basis kernel module sheaf measure limit function number sum field group map chain point".split()
)


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a wiki in which two thousand notes lead to one."""
    home = tmp_path_factory.mktemp("hub")
    chance = random.Random(1)
    tags = ", ".join(f"{one}/{other}" for one, other in zip(WORDS, WORDS[::-1], strict=True))
    parts = "\n\n".join(
        f"## {chance.choice(WORDS)} {number}\n\n### {chance.choice(WORDS)} $x_{number}$\n\nText."
        for number in range(60)
    )
    hub = f"---\ntags: [{tags}]\n---\n# The *hub* $H$\n\nAll lead here.\n\n{parts}\n"
    notes = {"content/hub.md": hub}
    for number in range(SOURCES):
        words = " ".join(chance.choice(WORDS) for _ in range(40))
        text = f"{words} [[hub]] with $x_{{{number}}} + {number} = y$ {words[::-1]}."
        notes[f"content/n{number:04}.md"] = f"# {words[:20].title()} {number}\n\n{text}\n"
    write(home, {"wiki.toml": "", **notes})
    build_wiki(home, home / "site")
    return home / "site"


def test_the_page_of_a_hub_weighs_no_more_than_any_other(hub: Path) -> None:
    page = (hub / "hub.html").read_text()
    frame = re.sub(r"<article.*</article>", "", page, flags=re.DOTALL)
    assert len(gzip.compress(frame.encode(), mtime=0)) <= 12_000
    assert 3 <= frame.count("<h3>") <= backlinks.SOURCES
    assert frame.count('href="#') < 70
    assert '<a href="-/linked/hub.html">All 2,000 notes that link here</a>' in page


def test_all_backlinks_of_a_hub_stand_on_pages_of_their_own(hub: Path) -> None:
    pages = sorted((hub / "-/linked").glob("*.html"))
    texts = [page.read_text() for page in pages]
    assert len(pages) >= SOURCES / backlinks.PAGE_SOURCES
    assert all(len(gzip.compress(text.encode())) < 2 * backlinks.PAGE_ROOM for text in texts)
    found = [
        number for text in texts for number in re.findall(r'<h2><a href="\.\./\.\./n(\d+)\.html">', text)
    ]
    assert sorted(found) == [f"{number:04}" for number in range(SOURCES)]
    assert sum(text.count('class="mention"') for text in texts) == SOURCES
    first = (hub / "-/linked/hub.html").read_text()
    assert re.search(r"<h1[^>]*>Notes that link to The <em>hub</em> <span", first)
    assert first.count('<nav class="pages"') == 1
    assert '<a href="../../hub.html">The hub' in first
