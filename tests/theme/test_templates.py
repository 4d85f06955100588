"""The templates: every kind of page renders, strictly, and is a page one can find one's way in."""

from __future__ import annotations

import re
from itertools import pairwise

import lxml.html
import msgspec
import pytest

from notes_wiki.model import Text
from notes_wiki.render.view import PageKind, PageView
from tests.theme.sample import ASSETS, TEMPLATE_OF, TEMPLATES, render, site, views

KINDS = tuple(TEMPLATE_OF)


def tree(page: PageView) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(render(page))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_page_renders_with_all_it_can_hold(kind: PageKind) -> None:
    page = tree(views()[kind])
    assert page.find(".//h1") is not None
    assert page.get("lang") == "en"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_page_renders_with_next_to_nothing(kind: PageKind) -> None:
    page = tree(PageView(kind, "x.html", site(), Text("Bare", "Bare")))
    assert page.findtext(".//h1") == "Bare"
    for empty in (".//nav[@class='toc']", ".//section", ".//div[@class='meta']", ".//div[@class='beside']"):
        assert page.find(empty) is None


@pytest.mark.parametrize("kind", KINDS)
def test_landmarks_and_the_skip_link_are_there_once(kind: PageKind) -> None:
    page = tree(views()[kind])
    assert len(page.findall(".//main")) == 1
    assert len(page.findall(".//h1")) == 1
    assert len(page.findall("body/header")) == 1
    skip = page.find("body/a")
    assert skip.get("href") == "#-main"
    assert page.get_element_by_id("-main").tag == "main"
    navigations = [nav.get("aria-label") for nav in page.iter("nav")]
    assert None not in navigations
    assert len(set(navigations)) == len(navigations)


@pytest.mark.parametrize("kind", KINDS)
def test_no_id_stands_twice_and_every_fragment_is_there(kind: PageKind) -> None:
    page = tree(views()[kind])
    ids = page.xpath("//@id")
    assert len(set(ids)) == len(ids)
    fragments = {href[1:] for href in page.xpath("//@href") if href.startswith("#")}
    assert fragments <= set(ids)


@pytest.mark.parametrize("kind", KINDS)
def test_headings_skip_no_level(kind: PageKind) -> None:
    levels = [int(heading.tag[1]) for heading in tree(views()[kind]).xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_article_holds_the_note_and_nothing_else() -> None:
    page = views()["note"]
    (article,) = tree(page).iter("article")
    assert article.find(".//h1") is None
    assert article.find(".//section[@class='backlinks']") is None
    assert "Throw out what is not needed." in article.text_content()


def test_text_is_escaped_and_only_html_fields_are_not() -> None:
    title = Text("<em>a</em>", "<script>")
    page = msgspec.structs.replace(views()["note"], title=title, description='"<b>')
    text = render(page)
    assert "<h1><em>a</em></h1>" in text
    assert "<title>&lt;script&gt; · Linear &amp; algebra</title>" in text
    assert '<meta name="description" content="&#34;&lt;b&gt;">' in text


def test_only_a_served_page_listens_for_changes() -> None:
    page = views()["note"]
    assert "live.js" not in render(page)
    assert "live.js" in render(msgspec.structs.replace(page, site=site(live=True)))


def test_a_page_asks_only_for_files_the_theme_has() -> None:
    for page in views().values():
        for address in tree(page).xpath("//script/@src | //link[@rel='stylesheet']/@href"):
            assert (ASSETS / address.removeprefix("-/assets/")).is_file(), address
    for address in re.findall(r'url\("([^"]+)"\)', (ASSETS / "fonts.css").read_text(encoding="utf-8")):
        assert (ASSETS / address).is_file(), address


def test_a_site_s_own_style_sheet_comes_last() -> None:
    here = site()
    here = msgspec.structs.replace(here, assets={**here.assets, "site.css": "-/assets/site.css"})
    page = tree(msgspec.structs.replace(views()["note"], site=here))
    assert page.xpath("//link[@rel='stylesheet']/@href")[-1] == "-/assets/site.css"


def test_tags_are_weighed_by_their_number_of_notes() -> None:
    weights = tree(views()["tags"]).xpath("//ul[@class='tags']/li/@class")
    assert weights == [f"weight-{weight}" for weight in range(6)]


def test_every_letter_can_be_jumped_to_and_short_lists_stand_apart() -> None:
    page = tree(views()["index"])
    assert page.xpath("//nav[@class='jump']//a/@href") == ["#letter-a", "#letter-b"]
    assert page.xpath("//div[@class='highlights']//h2/text()") == ["Most linked"]
    assert page.xpath("//div[@class='letters']//h2/text()") == ["A", "B"]


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.html")), ids=lambda path: path.name)
def test_templates_hold_no_inline_style_or_script(path: object) -> None:
    text = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    assert not re.search(r"\sstyle\s*=|<style|\son\w+\s*=|javascript:", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)


def test_nothing_comes_from_another_host() -> None:
    for path in (*TEMPLATES.glob("*.html"), *ASSETS.glob("*.css"), *ASSETS.glob("*.js")):
        assert "//" not in re.sub(
            r"^\s*//.*|/\*.*?\*/|\s//\s.*", "", path.read_text(encoding="utf-8"), flags=re.M | re.S
        ), path


def test_a_tag_s_page_leads_to_the_tags_above_it() -> None:
    links = tree(views()["tag"]).xpath("//nav[@class='crumbs']//a/text()")
    assert links == ["Tags", "algebra"]
