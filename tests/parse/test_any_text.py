"""Any text, in any dialect: parsing never raises, never loses a word, and cuts into balanced parts."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notes_wiki.parse.dialects import DIALECTS
from tests.parse.reading import read, shown

# What opens and closes constructs, in rows of lines, with words that can be found again between.
_MARKS = st.sampled_from(
    r"""
    * ** _ ` ``` ~~~ ~ ~~ = == # ## > - 1. [ ] ( ) [[ ]] ![[ | \| || |-|-| ^ ^[ [^a] [^a]: : ::: :::theorem
    $ $$ \( \) \[ \] \\( \\) \\[ \\] \begin{align} \end{align} \begin{equation} \end{equation} & \\ \
    {#id} {.class key="v"} :::{.note} !!! ??? %% <!-- --> < > <div> </div> <b> </b> <style> <a href="x">
    </a> {{< >}} {{% %}} [!note] [!theorem]- ```ad-note ```{note} --- +++ ^id #tag @thm:a \ref{a} https://
    [x]: &amp; " ' (@) = {
    """.split()
)
_WORDS = st.integers(0, 30).map(lambda number: f"wort{number}x")
_GLUE = st.sampled_from([" ", "", "\n", "\n\n", "\n    ", "\n> ", "  \n", "\t"])
_SOUP = st.lists(st.one_of(_MARKS, _WORDS, _GLUE), max_size=40).map("".join)
_ANYTHING = st.text(max_size=200)
_WORD = re.compile(r"wort\d+x")
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)[^<>]*>")
_VOID = {"br", "hr", "img", "mspace", "input", "wbr", "col", "source", "track"}


@pytest.mark.parametrize("dialect", DIALECTS)
@settings(max_examples=150, deadline=None)
@given(text=st.one_of(_SOUP, _ANYTHING))
def test_parsing_never_raises_for_any_text(dialect: str, text: str) -> None:
    read(text, dialect)


# What hides words on purpose: comments, front matter, addresses, definitions, raw HTML.
_HIDING = re.compile(
    r"%%|%\}|<!--|<style|\]:|\+\+\+|---|\]\(|\{|https:|<a\s|\]\[|\[\[|#|!!!|\?\?\?|```|~~~|:::"
)


@pytest.mark.parametrize("dialect", DIALECTS)
@settings(max_examples=150, deadline=None)
@given(text=_SOUP)
def test_no_word_is_lost(dialect: str, text: str) -> None:
    if _HIDING.search(text):
        return
    parsed = read(text, dialect)
    body = "".join(shown(piece, parsed.linking) for piece in parsed.body.pieces)
    shown_text = unescape(body) + parsed.linking.title.plain
    lost = [word for word in _WORD.findall(text) if word not in shown_text]
    assert not lost


@pytest.mark.parametrize("dialect", DIALECTS)
@settings(max_examples=150, deadline=None)
@given(text=_SOUP)
def test_every_section_and_every_context_is_balanced(dialect: str, text: str) -> None:
    check_balance(text, dialect)


# Found by more soup than a test has time for.
@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize(
    "text",
    [
        "# Proof of $\\ref{a}$\n\nText.\n",
        "## Proof of $\\ref{a}$ and $\\eqref{b}$\n\nBy $\\ref{c}$.\n",
        "[see @a, [@b]; [@c]] and @a [p. 3]\n",
        "<details>\n\n## Heading\n\nText.\n\n### Lower\n\n</details>\n\nMore.\n",
        "<div>\n\n## Heading\n\nText that nothing closes.\n",
        "==<div>==[[x]]\n",
        "A <mark>marked^[a note] word</mark> and [[x]].\n",
        "A <div>marked^[a note with [[x]] <b>and] word [[x]]</div>.\n",
        "H~<div>~[[x]] ++<p>++[[x]] [<div>]{.a} [[x]]\n",
        "==a<div>b== c</div> [[x]] <div>==d</div>e== [[x]]\n",
        'See [[x]] {{< figure src="a.png" >}} and <b>[more](y.md)</b>.\n',
    ],
)
def test_what_once_raised_or_was_cut_askew_is_whole(dialect: str, text: str) -> None:
    check_balance(text, dialect)


def test_a_section_ends_with_the_element_that_its_heading_stands_in() -> None:
    parsed = read("<details>\n\n## Heading\n\nInside.\n\n</details>\n\nOutside.\n", "hugo")
    pieces = [shown(piece, parsed.linking) for piece in parsed.body.pieces]
    section = parsed.body.sections[0]
    inside = "".join(pieces[section.start : section.end])
    assert "Inside." in inside
    assert "Outside." not in inside


def check_balance(text: str, dialect: str) -> None:
    parsed = read(text, dialect)
    pieces = [shown(piece, parsed.linking) for piece in parsed.body.pieces]
    balanced("".join(pieces))
    for section in parsed.body.sections:
        balanced("".join(pieces[section.start : section.end]))
    for context in parsed.facts.contexts:
        balanced(pieces[context.piece])


def balanced(html: str) -> None:
    opened: list[str] = []
    for closing, name in _TAG.findall(html):
        if name in _VOID:
            continue
        if closing:
            assert opened, f"</{name}> closes nothing in {html}"
            assert opened.pop() == name, html
        else:
            opened.append(name)
    assert not opened, html


def test_a_target_that_looks_like_markup_upsets_nothing() -> None:
    text = "[x]:\n>[x]:*<!--"
    balanced("".join(shown(piece, read(text).linking) for piece in read(text).body.pieces))
