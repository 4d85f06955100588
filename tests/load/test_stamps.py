"""Which times of files show whether a file has changed."""

import pytest

from notes_wiki.load.stamps import settled

NOW = 1_700_000_000_000_000_000


@pytest.mark.parametrize("mtime_ns", [0, -1_000_000_000, NOW - 10_000_000_000])
def test_a_file_that_was_changed_a_while_ago_shows_a_change(mtime_ns: int) -> None:
    assert settled(mtime_ns, NOW)


@pytest.mark.parametrize("mtime_ns", [NOW, NOW - 1, NOW + 10_000_000_000])
def test_a_file_that_was_changed_just_now_does_not(mtime_ns: int) -> None:
    assert not settled(mtime_ns, NOW)


def test_a_time_before_any_that_the_store_can_hold_is_not_remembered() -> None:
    assert not settled(-(2**63) - 1, NOW)
