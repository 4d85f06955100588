"""What a site says to machines and to other sites: feed, sitemap, canonical addresses, language, 404."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import lxml.html
import pytest

from notes_wiki.build import BuildOptions, build

ATOM = "{http://www.w3.org/2005/Atom}"
BASE = "https://example.org/notes/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("reach")
    (home / "wiki.toml").write_text(
        f'title = "Noter"\nbase-url = "{BASE}"\nlanguage = "da"\n', encoding="utf-8"
    )
    content = home / "content"
    (content / "rum").mkdir(parents=True)
    (content / "index.md").write_text("# Forside\n\nSe [[rum]] og $x < y$.\n", encoding="utf-8")
    (content / "rum" / "rum.md").write_text(
        "---\ntitle: Rummet $L^2$\n---\nAfstanden er $\\sqrt{x^2}$, og her begynder det.\n\n## Del\n\n"
        "$$\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix} \\tag{1}$$\n\n[Del](#del), [[index]].\n",
        encoding="utf-8",
    )
    (content / "rum" / "en.md").write_text("---\nlang: en\n---\n# English\n\nText.\n", encoding="utf-8")
    assert not build(BuildOptions(config=home / "wiki.toml", jobs=1, text_index=False)).failed
    return home / "site"


def page(site: Path, address: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring((site / address).read_text(encoding="utf-8"))


def test_the_feed_holds_whole_notes_with_well_formed_mathml_and_whole_addresses(site: Path) -> None:
    entries = {
        entry.findtext(f"{ATOM}title"): entry.findtext(f"{ATOM}content") or ""
        for entry in ElementTree.parse(site / "feed.xml").iter(f"{ATOM}entry")
    }
    assert set(entries) == {"Forside", "Rummet L²", "English"}
    formulas = [one for html in entries.values() for one in re.findall(r"<math.*?</math>", html, re.S)]
    assert len(formulas) == 4, "that of a title stands in the link to it too"
    for formula in formulas:
        ElementTree.fromstring(formula)
    addresses = re.findall(r'(?:href|src)="([^"]*)"', "".join(entries.values()))
    assert addresses
    assert all(address.startswith(BASE) for address in addresses)


def test_the_sitemap_lists_every_note_at_its_canonical_address(site: Path) -> None:
    listed = re.findall("<loc>([^<]*)</loc>", (site / "sitemap.xml").read_text(encoding="utf-8"))
    notes = ("index.html", "rum/rum.html", "rum/en.html")
    canonical = [page(site, name).xpath("//link[@rel='canonical']/@href")[0] for name in notes]
    assert sorted(listed) == sorted(canonical)
    assert canonical[0] == BASE
    assert f"Sitemap: {BASE}sitemap.xml" in (site / "robots.txt").read_text(encoding="utf-8")


def test_a_note_says_what_it_is_with_its_math_as_text(site: Path) -> None:
    said = {meta.get("property"): meta.get("content") for meta in page(site, "rum/rum.html").xpath("//meta")}
    assert said["og:title"] == "Rummet L²"
    assert said["og:url"] == f"{BASE}rum/rum.html"
    assert said["og:description"].startswith("Afstanden er √")
    assert "\\" not in said["og:description"]


def test_the_language_is_the_wiki_s_or_the_note_s_and_the_interface_speaks_the_wiki_s(site: Path) -> None:
    assert page(site, "rum/rum.html").get("lang") == "da"
    english = page(site, "rum/en.html")
    assert english.get("lang") == "en"
    assert english.xpath("//a[@class='skip'][@lang='da']/text()") == ["Spring til teksten"]
    assert page(site, "rum/rum.html").xpath("//a[@class='skip']/@lang") == []


def test_the_404_page_works_from_any_depth(site: Path) -> None:
    lost = page(site, "404.html")
    assert lost.xpath("//base/@href") == ["/notes/"]
    addresses = lost.xpath("//body//@href")
    assert addresses
    assert all("//" not in address and address[0] != "/" for address in addresses)


def test_a_site_that_does_not_know_where_it_stands_has_no_feed_and_says_nothing_of_it(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text("# A\n", encoding="utf-8")
    (tmp_path / "wiki.toml").write_text("", encoding="utf-8")
    build(BuildOptions(config=tmp_path / "wiki.toml", jobs=1, text_index=False))
    assert not (tmp_path / "site" / "feed.xml").exists()
    head = (tmp_path / "site" / "a.html").read_text(encoding="utf-8").partition("</head>")[0]
    assert "canonical" not in head
    assert "atom" not in head
