"""Old addresses lead on to notes."""

from notes_wiki.config import Config
from notes_wiki.link.graph import link
from notes_wiki.model import Graph
from tests.records import note


def graph(*notes: object, **redirects: str) -> Graph:
    return link(notes, config=Config(redirects=redirects))  # type: ignore[arg-type]  # pairs, unchecked


def codes(found: Graph) -> list[str]:
    return [problem.code for problem in found.problems]


def test_an_alias_that_is_a_path_leads_to_its_note() -> None:
    found = graph(note("a", aliases=("/posts/Old/", "/old.html", "An alias")))
    assert found.redirects == {"posts/Old/index.html": "a", "old.html": "a"}


def test_a_pattern_gives_every_note_its_old_address() -> None:
    found = graph(note("in/KBhA b"), note("c"), **{"/posts/{slug}/": "{slug}"})
    assert found.redirects == {"posts/kbha-b/index.html": "in/KBhA b", "posts/c/index.html": "c"}


def test_a_line_of_the_settings_leads_to_one_note() -> None:
    assert graph(note("me"), **{"/about/": "me"}).redirects == {"about/index.html": "me"}


def test_a_page_keeps_its_address_and_the_first_note_an_old_one() -> None:
    found = graph(note("a"), note("b", aliases=("/a.html", "/x/")), note("c", aliases=("/x/",)))
    assert found.redirects == {"x/index.html": "b"}
    assert codes(found) == ["redirect", "redirect"]


def test_notes_of_one_name_share_a_pattern_without_a_word() -> None:
    found = graph(note("a/x"), note("b/x"), **{"/{name}/": ""})
    assert found.redirects == {"x/index.html": "a/x"}
    assert codes(found) == []


def test_what_leads_nowhere_or_out_of_the_site_is_reported() -> None:
    found = graph(note("a"), **{"/x/": "none", "/../y/": "a", "/-/tags.html": "a", "/": "a"})
    assert found.redirects == {}
    assert codes(found) == ["redirect"] * 4


def test_no_old_address_is_one_of_the_site_itself() -> None:
    wanted = ("/index.html", "/404.html", "/robots.txt/", "/feed.xml/x", "/sitemap.xml/", "/Robots.TXT/")
    found = graph(note("a", aliases=wanted), **{"/robots.txt/{slug}": ""})
    assert found.redirects == {}
    assert codes(found) == ["redirect"] * len(wanted)


def test_no_old_address_wants_a_folder_where_a_page_is_or_a_page_where_a_folder_is() -> None:
    wanted = ("/b.html/c/", "/x.html", "/x.html/y/", "/y.html/z/", "/y.html")
    found = graph(note("a", aliases=wanted), note("b"))
    assert found.redirects == {"x.html": "a", "y.html/z/index.html": "a"}
    assert codes(found) == ["redirect"] * 3


def test_a_front_page_may_be_named_by_its_own_address() -> None:
    found = graph(note("index", aliases=("/index.html", "/home/")))
    assert found.redirects == {"home/index.html": "index"}
    assert codes(found) == []


def test_what_no_address_can_hold_leads_nowhere() -> None:
    found = graph(note("a", aliases=("/x\n- keep.txt\n- y", "/a\0b", "/a\u2028b", "/a\ud800/")))
    assert found.redirects == {}
    assert codes(found) == ["redirect"] * 4
    assert not any("\n" in problem.message or "\ud800" in problem.message for problem in found.problems)
