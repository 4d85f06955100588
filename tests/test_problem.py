"""What problems there are, and what is said of them."""

import pytest

from notes_wiki.fork import Limits
from notes_wiki.math.budgets import LONGEST
from notes_wiki.problem import CODES, first_of_each_code, lost, make
from notes_wiki.render import embed


def test_the_limits_that_messages_name_are_those_that_hold() -> None:
    assert f"{LONGEST:,} characters" in CODES["formula-too-long"].meaning
    assert (embed.DEEPEST, "eight deep" in CODES["embed-depth"].meaning) == (8, True)
    assert (embed.MOST_CHARACTERS, "a megabyte" in CODES["embed-size"].meaning) == (1_000_000, True)
    assert (Limits().seconds, "ten seconds" in lost("a.md", "read", "time").message) == (10, True)
    assert (Limits().memory, "a gigabyte" in lost("a.md", "read", "memory").message) == (1 << 30, True)


def test_a_code_that_is_not_listed_is_refused() -> None:
    with pytest.raises(KeyError):
        make("no-such-code", "…")


def test_every_meaning_is_a_sentence() -> None:
    assert [
        code for code, (_, meaning) in CODES.items() if not (meaning[0].isupper() and meaning[-1] == ".")
    ] == []


def test_the_gravest_come_first_and_only_some_of_each_code() -> None:
    problems = [make("unused-label", str(number)) for number in range(4)] + [make("unreadable", "e")]
    shown, left = first_of_each_code(problems, 2)
    assert [found.message for found in shown] == ["e", "0", "1"]
    assert left == {"unused-label": 2}
