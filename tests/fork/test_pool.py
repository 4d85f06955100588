"""The map over forked processes."""

import gc
import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest

from notes_wiki.fork import Cause, ForkMap, Limits, available, chunks, fork_map, pool

needs_fork = pytest.mark.skipif(not available(), reason="this platform has no fork")
PATIENT = Limits(seconds=600.0, memory=200 << 20)
"""Limits of time that no machine is slow enough to reach."""


def joined(part: Sequence[int]) -> bytes:
    return b"".join(b"%d," % item for item in part)


def lost(item: int, cause: Cause) -> bytes:
    return b"<%d %s>" % (item, cause.encode())


def all_but(culprit: int, harm: bytes) -> bytes:
    """What a map over 50 numbers gives when one of them does harm."""
    return b"".join(b"<%d %b>" % (i, harm) if i == culprit else b"%d," % i for i in range(50))


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The processes that a test starts, as it starts them."""
    pids: list[int] = []
    fork = os.fork

    def note() -> int:
        if pid := fork():
            pids.append(pid)
        return pid

    monkeypatch.setattr(os, "fork", note)
    return pids


@pytest.mark.parametrize("jobs", [1, 2, 4])
@pytest.mark.parametrize("count", [0, 1, 29, 31, 100])
def test_results_come_in_the_order_of_the_items_for_any_number_of_processes(jobs: int, count: int) -> None:
    items = list(range(count))
    expected = [joined(part) for part in chunks(items, 10)]
    assert fork_map(joined, items, jobs, size=10) == expected


def test_thousands_of_chunks_are_all_done() -> None:
    items = list(range(5000))
    assert b"".join(fork_map(joined, items, 3, size=1)) == joined(items)


def test_results_larger_than_a_pipe_arrive_whole() -> None:
    assert fork_map(lambda part: b"x" * 3_000_000, [1, 2, 3, 4], 3, size=1) == [b"x" * 3_000_000] * 4


@needs_fork
def test_the_work_of_workers_that_die_is_done_here_when_nobody_takes_the_loss() -> None:
    parent = os.getpid()

    def die_in_a_child(part: Sequence[int]) -> bytes:
        if os.getpid() != parent:
            os._exit(9)
        return joined(part)

    items = list(range(50))
    assert b"".join(fork_map(die_in_a_child, items, 3, size=5)) == joined(items)


@needs_fork
@pytest.mark.parametrize("culprit", [0, 17, 49])
def test_an_item_that_kills_its_worker_is_the_only_one_lost(culprit: int) -> None:
    def die(part: Sequence[int]) -> bytes:
        if culprit in part:
            os.kill(os.getpid(), signal.SIGKILL)
        return joined(part)

    found = fork_map(die, list(range(50)), 2, size=10, lost=lost, limits=PATIENT)
    assert b"".join(found) == all_but(culprit, b"died")


@needs_fork
def test_an_item_that_never_ends_is_the_only_one_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    done = 0

    def count(number: int) -> None:
        nonlocal done
        done = number

    def clock() -> float:
        """Time passes when all but the one that never ends are done, in the chunks and then one by one: so
        none of them is late, however long the machine keeps it waiting."""
        return PATIENT.seconds * 2 * ((done >= 40) + (done >= 49))

    def hang(part: Sequence[int]) -> bytes:
        while 23 in part:
            time.sleep(0.01)
        return joined(part)

    monkeypatch.setattr(pool, "time", SimpleNamespace(monotonic=clock))
    found = fork_map(hang, list(range(50)), 2, size=10, lost=lost, limits=PATIENT, advance=count)
    assert b"".join(found) == all_but(23, b"time")


@needs_fork
def test_chunks_that_failed_are_done_again_side_by_side(tmp_path: Path) -> None:
    """Several items that hang, each in another chunk, would otherwise be waited for one after the other."""

    def meet_and_die(part: Sequence[int]) -> bytes:
        if 3 not in part and 33 not in part:
            return joined(part)
        if len(part) == 1:
            (tmp_path / str(part[0])).touch()
            while not ((tmp_path / "3").exists() and (tmp_path / "33").exists()):
                time.sleep(0.001)
        os._exit(9)

    found = fork_map(meet_and_die, range(50), 2, size=10, lost=lost, limits=Limits(20.0, 200 << 20))
    assert b"".join(found).count(b"died") == 2


@needs_fork
def test_a_chunk_that_failed_is_not_done_here_if_no_process_can_be_started(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fork, parent = os.fork, os.getpid()
    pids = list[int]()

    def two_only() -> int:
        if len(pids) == 2:
            return no_process()
        pids.append(fork())
        return pids[-1]

    def die(part: Sequence[int]) -> bytes:
        assert not (os.getpid() == parent and 0 in part)
        if 0 in part:
            os._exit(9)
        return joined(part)

    monkeypatch.setattr(os, "fork", two_only)
    found = fork_map(die, range(20), 2, size=5, lost=lost, limits=Limits(0.2, 200 << 20))
    assert found[:5] == [b"<%d no process>" % number for number in range(5)]
    assert b"".join(found[5:]) == joined(range(5, 20))


@needs_fork
def test_an_item_that_takes_all_memory_is_the_only_one_lost() -> None:
    def grow(part: Sequence[int]) -> bytes:
        if 23 in part:
            bytearray(400 << 20)
        return joined(part)

    found = fork_map(grow, list(range(50)), 2, size=10, lost=lost, limits=PATIENT)
    assert b"".join(found) == all_but(23, b"memory")


@needs_fork
def test_an_exception_in_the_function_surfaces_in_the_parent() -> None:
    def refuse(part: Sequence[int]) -> bytes:
        raise ValueError("refused")

    with pytest.raises(ValueError, match="refused"):
        fork_map(refuse, list(range(50)), 3, size=5, lost=lost)


@needs_fork
def test_workers_begin_before_their_results_are_asked_for(tmp_path: Path) -> None:
    def note(part: Sequence[int]) -> bytes:
        (tmp_path / "begun").touch()
        return joined(part)

    with ForkMap(note, [1, 2], 1, watched=True) as begun:
        while not (tmp_path / "begun").exists():
            time.sleep(0.001)
        assert begun.results() == [joined([1, 2])]


@needs_fork
def test_workers_whose_results_nobody_wants_end(started: list[int]) -> None:
    def sleep(part: Sequence[int]) -> bytes:
        time.sleep(600)
        return b""

    with ForkMap(sleep, [1, 2], 2, size=1):
        assert len(started) == 2
    for pid in started:
        with pytest.raises(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)


@needs_fork
def test_no_process_and_no_pipe_is_left_behind(started: list[int]) -> None:
    def handles() -> set[str]:
        folder = Path("/proc/self/fd")
        return {path.name for path in folder.iterdir()} if folder.is_dir() else set()

    gc.collect()  # not while it runs: what other tests left open would be closed then
    before = handles()
    fork_map(joined, list(range(50)), 3, size=5)
    assert len(handles()) == len(before)
    assert len(started) == 3
    for pid in started:  # not any child: where a browser test has run before, this process has the browser's
        with pytest.raises(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)


@needs_fork
def test_fewer_processes_than_asked_for_do_the_work_if_no_more_can_be_started(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fork, pids = os.fork, list[int]()

    def first_only() -> int:
        if pids:
            return no_process()
        pids.append(fork())
        return pids[0]

    monkeypatch.setattr(os, "fork", first_only)
    assert b"".join(fork_map(joined, range(100), 4, size=10)) == joined(range(100))


@needs_fork
def test_the_work_is_done_here_if_no_process_can_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []
    monkeypatch.setattr(os, "fork", no_process)
    assert b"".join(fork_map(joined, range(100), 4, size=30, advance=told.append)) == joined(range(100))
    assert told == [30, 60, 90, 100]


@needs_fork
def test_workers_take_over_once_a_process_can_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    fork = os.fork

    def here(part: Sequence[int]) -> bytes:
        monkeypatch.setattr(os, "fork", fork)
        return b"%d " % os.getpid()

    monkeypatch.setattr(os, "fork", no_process)
    first, *others = b"".join(fork_map(here, range(5), 2, size=1)).split()
    assert int(first) == os.getpid()
    assert first not in others


def no_process() -> int:
    """A fork on a system that has no more processes to give."""
    raise BlockingIOError(11, "Resource temporarily unavailable")
