"""What a fragment leads to."""

from notes_wiki.link.anchors import Anchors
from notes_wiki.model import Heading, LinkFacts, Meta, Text


def places(*headings: tuple[str, str]) -> Anchors:
    """The places of a note with these headings, as (anchor, words)."""
    made = tuple(Heading(2, anchor, Text(words, words)) for anchor, words in headings)
    return Anchors(LinkFacts(Text("t", "t"), Meta(), headings=made, anchors=tuple(a for a, _ in headings)))


def test_a_heading_whose_links_an_exporter_spelt_two_ways_is_found_whatever_else_it_holds() -> None:
    # ox-hugo puts the file a link leads to into the id, and the link's org id into links to it.
    own = "u-plus-v-is-a-direct-sum--direct-sum-dot-md--iff--y-dot-md--gamma-is-injective"
    typed = "u-plus-v-is-a-id-4e586014-c91f-4d52-98bb-a2fe11a75007-direct-sum-iff-gamma-is-injective"
    anchors = places(("other", "Other"), (own, "U + V is a direct sum IFF Γ is injective"))
    assert anchors.find(typed) == own


def test_links_to_headings_of_other_files_and_of_the_same_one_are_both_left_out_of_ids() -> None:
    # ox-hugo spells a link to the file itself `--org1c38d38`, and in other files `--filters-dot-md`.
    anchors = places(("extended-filter--org1c38d38", "Extended Filter"), ("rate--a-b-dot-md--theorem", "R"))
    assert anchors.find("extended-filter--filters-dot-md") == "extended-filter--org1c38d38"
    assert anchors.find("rate--org0419f3b--theorem") == "rate--a-b-dot-md--theorem"


def test_what_no_heading_says_is_not_found() -> None:
    assert places(("a-direct-sum--direct-sum-dot-md", "a direct sum")).find("a-sum") is None


def test_the_heading_that_has_become_the_title_begins_a_way_down() -> None:
    made = (Heading(2, "sub", Text("Sub", "Sub")),)
    anchors = Anchors(LinkFacts(Text("Top", "Top"), Meta(), headings=made, anchors=("sub",)))
    assert anchors.find("Top#Sub") == "sub"
    assert anchors.find("Top#Other") is None


def test_a_heading_with_a_formula_or_a_tag_is_found_by_what_was_typed() -> None:
    html = 'On <span class="math" data-tex="x &lt; \\alpha"><math><mi>x</mi></math></span> <b>here</b>'
    made = (Heading(2, "on", Text(html, "On x < α here")), Heading(2, "tagged", Text("T #tag", "T #tag")))
    anchors = Anchors(LinkFacts(Text("t", "t"), Meta(), headings=made, anchors=("on", "tagged")))
    assert anchors.find("On $x < \\alpha$ here") == "on"
    assert anchors.find("T #tag") == anchors.find("T tag") == "tagged"


def test_a_heading_is_found_as_obsidian_links_to_it_with_its_markup_and_blanks_for_signs() -> None:
    html = (
        '<em>lemma:</em> <span class="math" data-tex="\\sigma_{n}"><math></math></span> is <code>f(x)</code>'
    )
    made = (
        Heading(2, "lemma", Text(html, "lemma: σn is f(x)")),
        Heading(3, "proof", Text("<em>proof:</em>", "proof:")),
    )
    anchors = Anchors(LinkFacts(Text("t", "t"), Meta(), headings=made, anchors=("lemma", "proof")))
    assert anchors.find("_lemma _ $ sigma_{n}$ is `f(x)`") == "lemma"
    assert anchors.find("_lemma _ $ sigma_{n}$ is `f(x)`#_proof _") == "proof"
    assert anchors.find("_proof _ again") is None
    assert anchors.find("_ _") is None


def test_a_heading_is_found_without_its_number_as_pandoc_names_it_unless_another_has_that_name() -> None:
    anchors = places(("1-rings", "1. Rings"), ("22-ideals", "2.2 Ideals"), ("ideals", "Ideals"), ("3", "3"))
    assert anchors.find("rings") == "1-rings"
    assert anchors.find("ideals") == "ideals"
    assert anchors.find("") is None


def test_a_heading_is_found_without_its_formulas_as_hugo_names_it() -> None:
    html = 'The ring <span class="math" data-tex="\\Z"><math><mi>Z</mi></math></span> of integers'
    sign = '<span class="math" data-tex="\\star"><math><mo>⋆</mo></math></span>'
    made = (Heading(2, "ring", Text(html, "The ring Z of integers")), Heading(2, "star", Text(sign, "⋆")))
    anchors = Anchors(LinkFacts(Text("t", "t"), Meta(), headings=made, anchors=("ring", "star")))
    assert anchors.find("the-ring--of-integers") == "ring"
    assert anchors.find("") is None


def test_a_way_down_ends_where_its_heading_ends() -> None:
    made = tuple(
        Heading(level, name.lower(), Text(name, name))
        for level, name in ((2, "A"), (2, "B"), (3, "C"), (2, "D"), (3, "E"), (2, "F"), (3, "G"))
    )
    anchors = Anchors(LinkFacts(Text("t", "t"), Meta(), headings=made, anchors=tuple("abcdefg")))
    assert anchors.find("B#C") == "c"
    assert anchors.find("A#C") is None  # A is empty: C is below B
    assert anchors.find("D#G") is None
    assert anchors.find("B#F") is None
    assert anchors.find("F#G") == "g"


def test_a_caret_before_a_name_that_is_no_block_s_is_left_out() -> None:
    assert places(("a", "Words"), ("thm-x", "Other")).find("^thm-x") == "thm-x"


def test_a_heading_without_letters_has_no_name() -> None:
    anchors = places(("section", "…"), ("other", "Other"))
    assert anchors.find("Other") == "other"
    assert anchors.find(" ") is None
