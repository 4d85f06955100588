"""Atom feed, sitemap, robots."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from notes_wiki.render.feed import NEWEST, FeedEntry, feed, robots, sitemap, with_absolute_addresses

BASE = "https://example.org/notes/"
ATOM = "{http://www.w3.org/2005/Atom}"


@given(st.text(), st.text())
def test_a_feed_is_well_formed_whatever_a_note_holds(title: str, content: str) -> None:
    entry = FeedEntry(title=title, address="a.html", modified="2024-01-01", content_html=content)
    tree = etree.fromstring(feed("Notes", BASE, "", [entry]))
    assert len(tree.findall(f"{ATOM}entry")) == 1


def test_mathml_arrives_in_the_feed_as_it_stands_on_the_page() -> None:
    math = '<math display="block"><mi>x</mi><mo>&lt;</mo><mn>1</mn></math>'
    entry = FeedEntry(title="t", address="a.html", modified="2024-01-01", content_html=math)
    tree = etree.fromstring(feed("Notes", BASE, "", [entry]))
    assert tree.findtext(f"{ATOM}entry/{ATOM}content") == math


def test_the_newest_entries_come_first_and_the_rest_is_left_out() -> None:
    entries = [FeedEntry(title=str(n), address=f"{n}.html", modified=f"2024-01-{n:02}") for n in range(1, 32)]
    tree = etree.fromstring(feed("Notes", BASE, "", entries))
    titles = [entry.findtext(f"{ATOM}title") for entry in tree.findall(f"{ATOM}entry")]
    assert titles[:2] == ["31", "30"]
    assert len(titles) == NEWEST
    assert tree.findtext(f"{ATOM}updated") == "2024-01-31T00:00:00Z"


def test_relative_addresses_become_absolute_and_others_stay() -> None:
    html = (
        '<a href="../b.html#x">b</a> <img src="i.png"> <a href="https://x.org/">x</a> '
        '<a href="mailto:a@b.c">m</a>'
        '<h2>H <a class="anchor" href="#h" tabindex="-1" aria-hidden="true">#</a></h2>'
    )
    assert with_absolute_addresses(html, BASE + "f/a.html") == (
        f'<a href="{BASE}b.html#x">b</a> <img src="{BASE}f/i.png"> <a href="https://x.org/">x</a> '
        '<a href="mailto:a@b.c">m</a><h2>H</h2>'
    )


def test_a_sitemap_lists_pages_by_absolute_address_with_names_encoded() -> None:
    tree = etree.fromstring(sitemap(BASE, [("a b/ü&.html", "2024-02-03"), ("c.html", "")]))
    assert [node.text for node in tree.iter("{*}loc")] == [BASE + "a%20b/%C3%BC%26.html", BASE + "c.html"]
    assert [node.text for node in tree.iter("{*}lastmod")] == ["2024-02-03"]


def test_robots_name_the_sitemap_only_where_the_site_has_an_address() -> None:
    assert b"Sitemap: https://example.org/notes/sitemap.xml" in robots(BASE)
    assert b"Sitemap" not in robots("")
