"""Long work can be given up."""

import pytest

from notes_wiki.looking import EVERY, go_on, looking


def test_everything_is_gone_through_in_order() -> None:
    assert list(looking(range(3 * EVERY), go_on)) == list(range(3 * EVERY))


def test_there_is_a_look_before_the_first_and_each_hundredth_after_it() -> None:
    looks: list[int] = []
    seen: list[int] = []
    for item in looking(range(2 * EVERY + 1), lambda: looks.append(len(seen))):
        seen.append(item)
    assert looks == [0, EVERY, 2 * EVERY]


def test_what_a_look_raises_ends_the_work() -> None:
    def give_up() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        next(looking([1], give_up))
