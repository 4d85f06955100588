"""The numbers of labels."""

from notes_wiki.link.number import numbers
from notes_wiki.model import OF_GROUP, Label


def test_rows_of_a_group_have_its_number_and_a_letter() -> None:
    tags = ["", "", OF_GROUP + "a", OF_GROUP + "b", "", "∗"]
    labels = [Label(f"key{place}", "equation", f"key{place}", tag) for place, tag in enumerate(tags)]
    assert numbers(labels) == ("1", "2", "2a", "2b", "3", "∗")


def test_figures_in_a_figure_have_its_number_and_a_letter() -> None:
    tags = ["", OF_GROUP + "a", OF_GROUP + "b", ""]
    labels = [Label(f"key{place}", "figure", f"key{place}", tag) for place, tag in enumerate(tags)]
    assert numbers(labels) == ("1", "1a", "1b", "2")


def test_a_statement_whose_key_begins_like_that_of_a_callout_is_counted_with_the_statements() -> None:
    kinds = {"thm-a": "theorem", "tip-a": "theorem", "tip": "lemma"}
    labels = [Label(key, kind, key) for key, kind in kinds.items()]
    assert numbers(labels) == ("1", "2", "3")


def test_callouts_are_counted_by_their_kind_beside_statements() -> None:
    kinds = {"thm-a": "theorem", "tip-a": "tip", "lem-a": "lemma", "tip-b": "tip"}
    labels = [Label(key, kind, key) for key, kind in kinds.items()]
    assert numbers(labels) == ("1", "1", "2", "2")


def test_statements_share_a_counter_unless_each_kind_is_to_have_its_own() -> None:
    labels = [Label(kind, kind, kind) for kind in ("theorem", "lemma", "equation")]
    assert numbers(labels) == ("1", "2", "1")
    assert numbers(labels, shared=False) == ("1", "1", "1")


def test_what_takes_no_number_is_passed_over() -> None:
    labels = [Label(key, "theorem", key, numbered=key != "b") for key in "abc"]
    assert numbers(labels) == ("1", "", "2")
