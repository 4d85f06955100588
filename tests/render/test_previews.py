from __future__ import annotations

import json
import re

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from notes_wiki.config import Config
from notes_wiki.link.graph import link
from notes_wiki.model import Label, Note
from notes_wiki.render import previews
from tests.records import note, wiki

TEXT = (
    "<p>Lead <em>in</em>.</p>\n"
    '<h2 id="a">A</h2>\n<p>One<br>two <img src="x.png" alt=">">.</p>\n'
    '<h3 id="b">B</h3>\n'
    '<div class="equation" id="eq"><div class="body"><math><mspace width="1em"/></math></div></div>\n'
    '<h2 id="c">C</h2>\n<ul><li id="item">x</li></ul>\n'
)


def large(one: Note) -> Note:
    return msgspec.structs.replace(one, facts=msgspec.structs.replace(one.facts, words=10_000))


def test_a_heading_brings_what_stands_under_it_up_to_the_next_of_its_level() -> None:
    assert previews.cut(TEXT, "a").startswith('<h2 id="a">')
    assert previews.cut(TEXT, "a").endswith("</math></div></div>")
    assert previews.cut(TEXT, "c") == '<h2 id="c">C</h2>\n<ul><li id="item">x</li></ul>'


def test_an_element_is_cut_out_whole() -> None:
    assert previews.cut(TEXT, "item") == '<li id="item">x</li>'
    found = previews.cut(TEXT, "eq")
    assert found.startswith('<div class="equation"')
    assert found.count("<div") == found.count("</div>") == 2


def test_the_top_of_a_note_is_its_beginning_and_no_more_than_enough() -> None:
    assert previews.cut(TEXT, "").startswith("<p>Lead")
    many = "".join(f"<p>{number:01000}</p>" for number in range(50))
    assert len(previews.cut(many, "")) <= previews.MOST
    assert previews.cut(f"<p>{'x' * 9000}</p><p>y</p>", "") == f"<p>{'x' * 9000}</p>"


def test_a_place_that_is_not_there_is_the_beginning() -> None:
    assert previews.cut(TEXT, "gone") == previews.cut(TEXT, "")


@given(
    st.recursive(
        st.just("<br>") | st.just("x"), lambda inner: st.lists(inner).map("".join).map("<p>{}</p>".format)
    )
)
def test_what_is_cut_is_balanced(html: str) -> None:
    for text in (html, f'<div id="x">{html}</div><p>after</p>'):
        found = previews.cut(text, "x")
        assert found.count("<p>") == found.count("</p>")
        assert found.count("<div") == found.count("</div>")
        assert "after" not in found or "id=" not in found


def test_only_places_in_large_notes_that_others_lead_to_have_a_fragment() -> None:
    notes = [
        large(note("big", headings=("Here", "There"), links=(wiki("#There"),))),
        note("small", headings=("Here",)),
        note("other", links=(wiki("big#Here"), wiki("big"), wiki("small#Here"))),
    ]
    graph = link(notes, (), (), Config())
    found = previews.places(graph)
    assert found == {"big": ("", "here")}
    listed = json.loads(previews.directory(graph, found))
    assert list(listed) == ["big.html"]
    assert set(listed["big.html"]) == {"", "#here"}


def test_a_fragment_is_a_page_of_the_place_alone() -> None:
    page = previews.page(note("n", title="A & B").linking.title, TEXT, "eq").decode()
    assert "<title>A &amp; B</title>" in page
    assert re.findall(r' id="([^"]*)"', page) == ["eq"]


def test_a_statement_of_a_large_note_that_others_refer_to_has_a_fragment() -> None:
    labels = (Label("thm:a", "theorem", "thm:a"), Label("thm:b", "theorem", "thm:b"))
    notes = [
        large(note("big", labels=labels, references=("thm:b",))),
        note("small", labels=(Label("thm:c", "theorem", "thm:c"),)),
        note("other", references=("thm:a", "thm:c", "thm:gone")),
    ]
    assert previews.places(link(notes, (), (), Config())) == {"big": ("thm:a",)}


def test_an_element_that_is_never_closed_is_cut_out_to_the_end() -> None:
    assert previews.cut('<p>a</p><div id="x"><p>b', "x") == '<div id="x"><p>b'
