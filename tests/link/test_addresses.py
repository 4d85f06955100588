"""Addresses of pages."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from notes_wiki.link.addresses import RESERVED, addresses, slug

names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)


def test_slugs_are_lower_case_with_hyphens_for_what_is_no_letter_or_digit() -> None:
    assert slug("Policy gradient (REINFORCE)!") == "policy-gradient-reinforce"
    assert slug("snake_case 2") == "snake_case-2"
    assert slug("Ångström – ÉTALE") == "ångström-étale"
    assert slug("微分") == "微分"
    assert slug("--- ???") == ""


def test_slugs_are_the_same_whatever_the_unicode_form() -> None:
    assert slug(unicodedata.normalize("NFD", "é")) == slug("é") == "é"


def test_folders_keep_their_place_in_the_address() -> None:
    found, problems = addresses(["Linear algebra/Trace"])
    assert found == {"Linear algebra/Trace": "linear-algebra/trace.html"}
    assert problems == ()


def test_a_root_index_is_the_front_page() -> None:
    assert addresses(["index"])[0] == {"index": "index.html"}


def test_names_that_the_site_needs_get_a_hash_and_are_reported() -> None:
    for name in RESERVED - {"index"}:
        found, problems = addresses([name])
        assert found[name] != f"{name}.html"
        assert [problem.code for problem in problems] == ["address-taken"]


def test_the_later_of_two_notes_with_one_slug_gets_a_hash_and_both_are_named() -> None:
    found, problems = addresses(["A b", "a-b"])
    assert found["A b"] == "a-b.html"
    assert found["a-b"].startswith("a-b-")
    assert "A b" in problems[0].message
    assert problems[0].path == "a-b.md"


def test_folder_addresses_end_in_index_html() -> None:
    found, _ = addresses(["index", "a/Note", "a/index"], urls="folder")
    assert found == {"index": "index.html", "a/Note": "a/note/index.html", "a/index": "a/index.html"}


def test_a_slug_of_the_notes_own_takes_the_place_of_its_name() -> None:
    assert addresses(["a/Note"], slugs={"a/Note": "other"})[0] == {"a/Note": "a/other.html"}


@given(st.lists(st.lists(names, min_size=1, max_size=3).map("/".join), unique=True, max_size=20))
def test_addresses_are_unique_without_regard_to_case_and_never_begin_with_a_hyphen(ids: list[str]) -> None:
    found, _ = addresses(ids)
    folded = [address.casefold() for address in found.values()]
    assert len(set(folded)) == len(ids)
    for address in found.values():
        assert not any(part.startswith(("-", ".")) or not part for part in address.split("/"))


def test_a_name_too_long_for_a_file_system_is_cut_and_still_its_own() -> None:
    long = "微" * 200
    found, problems = addresses([long, f"{long}分", "a" * 300])
    assert problems == ()
    assert len(set(found.values())) == 3
    for address in found.values():
        assert len(address.encode()) <= 255
    assert found[long].startswith("微微")
