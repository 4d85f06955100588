"""Citations in notes: fixtures in `citations.txt`, each a title, the note and what its body becomes."""

import re
from pathlib import Path

import pytest
from markdown_it.utils import read_fixture_file

from notes_wiki.load.bibliography import Library
from notes_wiki.model import FragmentHole, IdHole, Parsed, Source
from notes_wiki.parse.note import Parser
from notes_wiki.parse.settings import ParseSettings
from notes_wiki.wording import wording

BIB = r"""
@book{sutton2018, title={Reinforcement Learning}, author={Sutton, R. and Barto, A.}, publisher={MIT Press},
 year=2018}
@article{amari1998, title={Natural gradient in {$L^2$}}, author={Amari, S.}, journal={J}, year=1998}
@article{amari1998b, title={Another}, author={Amari, S.}, journal={J}, year=1998}
@misc{thm:x, title={A key like a theorem's}, author={T. X}, year=2000}
@misc{broken, title={Never closed
"""


def parsed(text: str, dialect: str = "wiki", bib: str = BIB) -> Parsed:
    library = Library({"refs.bib": bib} if bib else {})
    return Parser(ParseSettings(dialect), library).parse(Source("a.md", text, ""))


def html(found: Parsed) -> str:
    """The body with ids and fragments filled in."""
    texts: list[str] = []
    for piece in found.body.pieces:
        for text, hole in zip(piece.texts, piece.holes, strict=False):
            texts.append(text)
            if isinstance(hole, IdHole):
                texts.append(f' id="{hole.name}"')
            elif isinstance(hole, FragmentHole):
                texts.append(f' href="#{hole.name}"')
            else:
                texts.append(f"{{{type(hole).__name__}}}")
        texts.append(piece.texts[-1])
    return "".join(texts)


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [case[1:] for case in read_fixture_file(Path(__file__).with_name("citations.txt"))],
    ids=lambda value: value if isinstance(value, str) and "\n" not in value else "",
)
def test_citations_are_written_as_the_fixtures_show(title: str, text: str, expected: str) -> None:
    assert html(parsed(text)).rstrip() == expected.rstrip(), title


@pytest.mark.parametrize("dialect", ["wiki", "obsidian", "pandoc"])
def test_wiki_obsidian_and_pandoc_have_citations(dialect: str) -> None:
    assert 'class="citation"' in html(parsed("See [@sutton2018].", dialect))


@pytest.mark.parametrize(
    ("tex", "same"),
    [
        (r"\cite{sutton2018}", "[@sutton2018]"),
        (r"\citep[see][p. 3]{sutton2018, amari1998}", "[see @sutton2018; @amari1998, p. 3]"),
        (r"\parencite[p. 3]{sutton2018}", "[@sutton2018, p. 3]"),
        (r"\textcite{sutton2018}", "@sutton2018"),
        (r"\citet[p. 3]{sutton2018}", "@sutton2018 [p. 3]"),
    ],
)
def test_pandoc_cites_by_commands_of_tex_as_well(tex: str, same: str) -> None:
    assert html(parsed(tex, "pandoc")) == html(parsed(same, "pandoc"))


def test_a_work_of_csl_is_cited_and_listed_like_any_other() -> None:
    csl = """[{"id": "k", "type": "article-journal", "title": "On 5% of $x^2$", "container-title": "J. A & B",
      "author": [{"family": "Beethoven", "given": "L.", "non-dropping-particle": "van"}],
      "issued": {"raw": "1984"}, "DOI": "10.1/a_b"}]"""
    note = Source("a.md", "---\nbibliography: refs.json\n---\nSee [@k].", "")
    shown = html(Parser(ParseSettings("pandoc"), Library({"refs.json": csl})).parse(note))
    assert ">van Beethoven 1984</a>)" in shown
    assert "Beethoven. On 5% of <span" in shown
    assert "<em>J. A &amp; B</em>, 1984." in shown
    assert 'href="https://doi.org/10.1/a_b"' in shown


@pytest.mark.parametrize("dialect", ["wiki", "pandoc"])
@pytest.mark.parametrize("typed", ["Sutton -@sutton2018.", "*Sutton* -@sutton2018."])
def test_a_minus_in_a_sentence_leaves_the_authors_out(dialect: str, typed: str) -> None:
    shown = html(parsed(typed, dialect))
    assert re.search(
        r"Sutton(</em>)? \(<a class=\"citation\" href=\"#ref-sutton2018\">2018</a>\)\.</p>", shown
    )


def test_a_minus_with_a_place_behind_the_key() -> None:
    shown = html(parsed("-@sutton2018 [p. 3] and -@amari1998, [as -@sutton2018](https://example.org/)"))
    assert shown.startswith('<p>(<a class="citation" href="#ref-sutton2018">2018</a>, p. 3) and (<a ')
    assert ">as (2018)</a>" in shown


def test_hugo_shows_a_citation_as_typed() -> None:
    assert "[@sutton2018]" in html(parsed("See [@sutton2018].", "hugo"))


def test_an_unknown_key_is_reported_with_the_nearest() -> None:
    (told,) = parsed("One.\n\nSee [@suton2018].").facts.problems
    assert (told.code, told.hint) == ("missing-citation", "Did you mean @sutton2018?")
    assert told.span is not None
    assert (told.span.line, told.span.column) == (3, 5)


@pytest.mark.parametrize("typed", ["{cite:t}`suton2018`", "{cite}`amari1998, suton2018`"])
def test_an_unknown_key_in_a_role_is_reported_as_such_and_the_known_are_cited(typed: str) -> None:
    found = parsed(f"See {typed}.")
    (told,) = found.facts.problems
    assert (told.code, told.hint) == ("missing-citation", "Did you mean @sutton2018?")
    assert ("#ref-amari1998" in html(found)) == ("amari" in typed)


def test_of_several_works_in_a_sentence_the_unknown_one_is_shown_by_its_key() -> None:
    found = parsed("{cite:t}`amari1998, gone`.")
    assert '(1998)</a>, <span class="missing-citation">gone</span>.' in html(found)
    (told,) = found.facts.problems
    assert told.span is not None
    assert (told.span.column, told.span.length) == (21, 4)


def test_a_tag_of_jekyll_scholar_is_a_citation_where_there_is_a_bibliography() -> None:
    text = "{% cite sutton2018 amari1998 -l 23 %}\n\n{% bibliography --cited %}"
    shown = html(parsed(text, "jekyll"))
    assert (
        'Sutton and Barto 2018</a>; <a class="citation" href="#ref-amari1998">Amari 1998</a>, p. 23)' in shown
    )
    assert "{%" not in shown
    assert [told.code for told in parsed(text, "jekyll", bib="").facts.problems] == ["unknown-construct"] * 2


def test_the_works_stand_where_myst_lists_them() -> None:
    text = "{cite}`amari1998`\n\n```{bibliography}\n:filter: docname in docnames\n```\n\nAfter."
    shown = html(parsed(text))
    assert shown.index("citation") < shown.index('id="ref-amari1998"') < shown.index("After.")
    assert "filter" not in shown
    assert "works" not in html(parsed("```{bibliography}\n```"))


def test_without_a_bibliography_a_role_that_cites_is_one_that_is_not_known() -> None:
    assert [told.code for told in parsed("See {cite}`a`.", bib="").facts.problems] == ["unknown-construct"]


def test_without_a_bibliography_the_hint_says_how_to_have_one() -> None:
    found = parsed("See [@sutton2018] and @sutton2018.", bib="")
    assert [problem.code for problem in found.facts.problems] == ["missing-citation"]
    assert "bibliography" in found.facts.problems[0].hint
    assert "[@sutton2018]</span> and @sutton2018." in html(found)


def test_a_broken_entry_is_reported_and_shown_by_its_key() -> None:
    found = parsed("[@broken]")
    (told,) = found.facts.problems
    assert told.code == "bad-entry"
    assert "refs.bib, line 7" in told.message
    assert "broken</li>" in html(found)


def test_front_matter_chooses_the_files() -> None:
    library = Library(
        {
            "a.bib": "@misc{x, title={A}, author={A. A}, year=1}\n",
            "b.bib": "@misc{x, title={B}, author={B. B}, year=1}\n",
        }
    )
    parser = Parser(ParseSettings("wiki"), library)
    found = parser.parse(Source("a.md", "---\nbibliography: b.bib\n---\n@x", ""))
    assert "B (1)" in html(found)
    missing = parser.parse(Source("a.md", "---\nbibliography: [c.bib]\n---\n@x", ""))
    assert [problem.code for problem in missing.facts.problems] == ["missing-bibliography"]


def test_a_formula_in_a_title_is_set_by_the_note_s_own_typesetter() -> None:
    found = parsed("[@amari1998]")
    assert "<msup><mi>L</mi><mn>2</mn></msup>" in html(found)


def test_raw_html_beside_a_citation_leaves_both_whole() -> None:
    body = html(parsed("<div>\n\n[@sutton2018, <b>p. 3</b>]\n\n</div>"))
    assert '<a class="citation" href="#ref-sutton2018">Sutton and Barto 2018</a>, <b>p. 3</b>' in body
    assert '<li id="ref-sutton2018">' in body


def test_what_exporters_made_of_citations_stays_whole() -> None:
    text = (
        '<style>.csl-entry{text-indent: -1.5em}</style><div class="csl-bib-body">\n'
        '  <div class="csl-entry"><a id="citeproc_bib_item_1"></a>A. B, <i>T</i>. [@x]</div>\n</div>\n'
    )
    found = parsed(text, "hugo")
    assert found.facts.problems == ()
    assert "text-indent" not in html(found)
    assert '<a id="citeproc_bib_item_1"></a>A. B, <i>T</i>. [@x]' in html(found)


def test_what_a_note_cites_but_does_not_say_joins_the_list() -> None:
    assert '<li id="ref-amari1998">' in html(parsed('---\nnocite: "@amari1998"\n---\ntext'))


def test_the_words_around_a_note_s_text_are_in_its_language_or_in_the_wiki_s() -> None:
    text = "- [x] A[^1] [@sutton2018].\n\n[^1]: B.\n\n::: lemma\nC\n:::\n\n::: proof\nD\n:::\n"
    library = Library({"refs.bib": BIB})

    def read(before: str, language: str) -> str:
        parser = Parser(ParseSettings("wiki", words=wording(language)), library)
        return html(parser.parse(Source("a.md", before + text, "")))

    german = ("Literatur", "Zurück zum Text", "Was hier bewiesen wird", "erledigt")
    for found in (read("", "de"), read("---\nlang: de\n---\n\n", "en")):
        assert [word for word in german if word not in found] == []
    assert "References" in read("---\nlang: en\n---\n\n", "de")
