"""notes_wiki/pattern.py: expressions that are compiled when they are first used."""

import re

import pytest

from notes_wiki.pattern import pattern


def test_a_pattern_answers_as_a_compiled_one_does() -> None:
    late, compiled = pattern(r"(?P<word>[a-z]+)-(\d+)", re.I), re.compile(r"(?P<word>[a-z]+)-(\d+)", re.I)

    for _ in range(2):  # the second time what was found the first time is asked
        found = late.fullmatch("Ab-12")
        assert found is not None and found["word"] == "Ab"
        assert late.findall("a-1 B-2") == compiled.findall("a-1 B-2")
        assert late.sub(r"\2", "a-1 B-2") == "1 2"
        assert (late.pattern, late.flags, late.groups) == (compiled.pattern, compiled.flags, compiled.groups)
    assert pattern(rb"\d").match(b"1")


def test_a_pattern_is_compiled_by_its_first_use() -> None:
    broken = pattern("(")

    with pytest.raises(re.error):
        broken.match("")
