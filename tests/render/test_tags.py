"""The addresses of the pages of tags and folders."""

from notes_wiki.render.tags import page_addresses


def test_names_that_differ_only_in_signs_or_capitals_have_pages_of_their_own() -> None:
    names = ["C", "C++", "c#", "math/Algebra", "math/algebra", "++", "--"]
    found = page_addresses("-/tags", names)
    assert list(found) == sorted(names)
    assert len({address.lower() for address in found.values()}) == len(names)
    assert found["C"] == "-/tags/c.html"
    assert found["math/Algebra"] == "-/tags/math/algebra.html"
    assert all(address.startswith("-/tags/") and address.endswith(".html") for address in found.values())
