"""The map over forked processes."""

import os

import pytest

from notes_wiki.fork import available, chunks, fork_map


def joined(part: "list[int]") -> bytes:
    return ",".join(map(str, part)).encode()


@pytest.mark.parametrize("jobs", [1, 2, 4])
@pytest.mark.parametrize("count", [0, 1, 29, 31, 100])
def test_results_come_in_the_order_of_the_items_for_any_number_of_processes(jobs: int, count: int) -> None:
    items = list(range(count))
    expected = [joined(list(part)) for part in chunks(items, 10)]
    assert fork_map(joined, items, jobs, size=10) == expected


def test_more_chunks_than_a_pipe_holds_numbers_are_all_done() -> None:
    items = list(range(5000))
    assert b",".join(fork_map(joined, items, 3, size=1)) == joined(items)


def test_results_larger_than_a_pipe_arrive_whole() -> None:
    assert fork_map(lambda part: b"x" * 300_000, [1, 2, 3, 4], 3, size=1) == [b"x" * 300_000] * 4


@pytest.mark.skipif(not available(), reason="this platform has no fork")
def test_the_work_of_a_child_that_dies_is_done_by_the_parent() -> None:
    parent = os.getpid()

    def die_in_a_child(part: "list[int]") -> bytes:
        if os.getpid() != parent:
            os._exit(9)
        return joined(part)

    assert fork_map(die_in_a_child, list(range(50)), 3, size=5) == [
        joined(list(part)) for part in chunks(list(range(50)), 5)
    ]


@pytest.mark.skipif(not available(), reason="this platform has no fork")
def test_an_exception_in_the_function_surfaces_in_the_parent() -> None:
    def refuse(part: "list[int]") -> bytes:
        raise ValueError("refused")

    with pytest.raises(ValueError, match="refused"):
        fork_map(refuse, list(range(50)), 3, size=5)
