"""The templates: every kind of page renders, strictly, and is a page one can find one's way in."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import lxml.html
import msgspec
import pytest

from notes_wiki.model import Text
from notes_wiki.render.templates import TEMPLATES as TEMPLATE_OF
from notes_wiki.render.templates import TemplateError, Templates
from notes_wiki.render.view import BacklinkView, PageKind, PageView
from notes_wiki.wording import Wording
from tests.theme.sample import ASSETS, TEMPLATES, render, site, views

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
    text = "article" if kind == "note" else "main"
    assert page.get_element_by_id(skip.get("href").removeprefix("#")).tag == text
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


def test_tags_and_folders_stand_under_those_they_belong_to() -> None:
    page = tree(views()["tags"])
    assert page.xpath("//ul[@class='tree tags']/li/@class") == ["depth-0", "depth-1", "depth-0"]
    assert tree(views()["index"]).xpath("//ul[@class='tree folders']/li/a/text()") == ["Algebra", "Rings"]


def test_every_letter_can_be_jumped_to_and_short_lists_stand_apart() -> None:
    page = tree(views()["index"])
    assert page.xpath("//nav[@class='jump']//a/@href") == ["#letter-a", "#letter-b", "random.html"]
    assert page.xpath("//div[@class='highlights']//h2/text()") == ["Most linked", "Folders"]
    assert page.xpath("//div[@class='letters']//h2/text()") == ["A", "B"]


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.html")), ids=lambda path: path.name)
def test_templates_hold_no_inline_style_or_script(path: object) -> None:
    text = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]  # a Path
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


def test_a_list_over_several_pages_leads_to_all_of_them() -> None:
    pages = tree(views()["tag"]).xpath("//nav[@class='pages']//*[self::a or self::span]")
    assert [(page.tag, page.text) for page in pages] == [("span", "1"), ("a", "2")]


def test_a_note_leads_to_the_one_before_and_the_one_after() -> None:
    links = tree(views()["note"]).xpath("//nav[@class='turn']/a")
    assert [(link.get("rel"), link.get("href")) for link in links] == [
        ("prev", "index.html"),
        ("next", "index.html"),
    ]


def test_what_is_shared_elsewhere_says_what_it_is() -> None:
    page = msgspec.structs.replace(views()["note"], canonical="https://example.org/note.html")
    said = {meta.get("property"): meta.get("content") for meta in tree(page).xpath("//meta[@property]")}
    assert said == {
        "og:url": "https://example.org/note.html",
        "og:type": "article",
        "og:title": "Bases of V*",
        "og:site_name": "Linear & algebra",
        "og:description": "What a basis is, & why there is one.",
    }


def test_every_word_of_the_interface_comes_from_the_wording() -> None:
    fields = msgspec.structs.fields(Wording)
    marks: dict[str, Any] = {
        field.name: f"@{field.name}@" for field in fields if isinstance(field.default, str)
    }
    here = msgspec.structs.replace(site(), words=Wording(**marks))
    for page in views().values():
        shown = tree(msgspec.structs.replace(page, site=here))
        for part in shown.xpath("//article | //svg | //math | //script | //h1"):
            part.drop_tree()
        said = [
            *shown.xpath("//nav//@aria-label | //section/@aria-label"),
            *shown.xpath("//header//span/text()"),
        ]
        words = [text.strip() for text in said if re.search("[a-z]{3}", text)]
        assert [text for text in words if "@" not in text and "March" not in text] == []


def test_the_page_for_what_is_not_there_finds_the_site_from_any_depth() -> None:
    page = tree(msgspec.structs.replace(views()["not-found"], base="/notes/"))
    assert page.xpath("//base/@href") == ["/notes/"]
    assert page.xpath("//a[@class='skip']/@href") == ["404.html#-main"]
    assert page.xpath("//*[@href or @src]")[0].tag == "base"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ page.titel }}", "`page` has no `titel`; did you mean `title`?"),
        ("\n{{ page.site.words.serach }}", "`page.site.words` has no `serach`; did you mean `search`?"),
        ("{{ page.site.qqq }}", "`page.site` has no `qqq`."),
        ("{{ page.title.htlm }}", "it uses `htlm` of something that has no such field."),
        ("{{ pages }}", "'pages' is undefined."),
    ],
)
def test_a_mistake_in_a_template_is_reported_in_the_words_of_templates(
    tmp_path: Path, text: str, words: str
) -> None:
    (tmp_path / "404.html").write_text(text, encoding="utf-8")
    with pytest.raises(TemplateError) as caught:
        Templates([tmp_path]).render("404.html", views()["not-found"])
    told = caught.value.problem
    assert told.message == f"The template 404.html cannot be used: {words}"
    assert (told.span and told.span.line) == text.count("\n") + 1


@pytest.mark.parametrize(
    ("font", "seen"), [("stix-two-math", "<math></math>"), ("stix-two-text-latin-italic", "<em>x</em>")]
)
def test_a_font_is_asked_for_early_where_something_in_it_is_seen(font: str, seen: str) -> None:
    def early(html: str, **more: object) -> bool:
        page = msgspec.structs.replace(views()["note"], title=Text("T", "T"), content_html=html, backlinks=())
        return font in render(msgspec.structs.replace(page, formulas=1, **more))

    assert early(f"<p>{seen}</p>")
    assert early(f"<details><p>x</p></details>{seen}")
    assert early("", backlinks=(BacklinkView("A", "a.html", (f"<p>{seen}</p>",)),))
    assert not early("<p>no formula could be set</p>")
    assert not early(f"<p>x</p><details>{seen}</details>")
