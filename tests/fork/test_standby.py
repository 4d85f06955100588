"""A process that waits for work."""

import errno
import fcntl
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from notes_wiki.fork import Limits, SharedStandby, Standby, available, standby

pytestmark = pytest.mark.skipif(not available(), reason="this platform has no fork")
PATIENT = Limits(seconds=600.0, memory=200 << 20)


def shouting() -> Callable[[bytes], bytes]:
    return bytes.upper


def troubled() -> Callable[[bytes], bytes]:
    def work(item: bytes) -> bytes:
        if item == b"die":
            os.kill(os.getpid(), signal.SIGKILL)
        if item == b"grow":
            bytearray(400 << 20)
        if item == b"fail":
            raise ValueError("a mistake of ours")
        while item == b"hang":
            time.sleep(0.01)
        return item.upper()

    return work


@pytest.fixture
def waiting() -> Iterator[Standby]:
    with Standby(troubled, PATIENT) as made:
        yield made


def test_items_are_answered_in_order_as_often_as_one_asks() -> None:
    with Standby(shouting) as waiting:
        waiting.order([b"one", b"two"])
        assert waiting.results() == [b"ONE", b"TWO"]
        assert waiting.results() == []
        waiting.order([b"three"])
        assert waiting.results() == [b"THREE"]


def test_what_is_larger_than_a_pipe_arrives_whole() -> None:
    with Standby(shouting) as waiting:
        waiting.order([b"x" * 3_000_000])
        assert waiting.results() == [b"X" * 3_000_000]


@pytest.mark.parametrize(("harm", "cause"), [(b"die", "died"), (b"grow", "memory"), (b"fail", "raised")])
def test_an_item_that_does_harm_is_the_only_one_lost(waiting: Standby, harm: bytes, cause: str) -> None:
    waiting.order([b"one", harm, b"two"])
    assert waiting.results() == [b"ONE", cause, b"TWO"]


def test_an_item_that_never_ends_is_the_only_one_lost(
    waiting: Standby, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting.order([b"hang"])
    moments = iter([0.0])
    clock = SimpleNamespace(monotonic=lambda: next(moments, 1e6))
    monkeypatch.setattr(standby, "time", clock)
    assert waiting.results() == ["time"]
    monkeypatch.undo()
    waiting.order([b"one"])
    assert waiting.results() == [b"ONE"]


def test_a_process_that_died_while_it_waited_costs_nothing_but_the_next_item(waiting: Standby) -> None:
    waiting.order([b"one", b"die"])
    waiting.results()
    waiting.order([b"two"])
    assert waiting.results() == [b"TWO"]


def test_items_are_done_here_while_the_system_has_no_process_to_give(
    waiting: Standby, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting.order([b"die"])
    waiting.results()

    def refuse() -> int:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fork", refuse)
        waiting.order([b"one", b"fail", b"two"])
        assert waiting.results() == [b"ONE", "raised", b"TWO"]
    waiting.order([b"die", b"three"])
    assert waiting.results() == ["died", b"THREE"]


def test_it_is_ended_with_whatever_it_was_doing_and_can_be_asked_again(waiting: Standby) -> None:
    waiting.order([b"hang", b"one"])
    waiting.close()
    assert waiting.results() == []
    waiting.order([b"two"])
    assert waiting.results() == [b"TWO"]


def test_it_holds_no_lock_and_no_file_that_it_inherited(tmp_path: Path) -> None:
    handle = os.open(tmp_path / "lock", os.O_RDWR | os.O_CREAT)
    fcntl.flock(handle, fcntl.LOCK_EX)
    with Standby(shouting) as waiting:
        waiting.order([b"one"])
        assert waiting.results() == [b"ONE"]
        os.close(handle)
        other = os.open(tmp_path / "lock", os.O_RDWR)
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.close(other)


def test_a_process_that_was_dismissed_ends_and_is_begun_again_when_there_is_more_to_do() -> None:
    with Standby(telling) as found:
        found.order([b""])
        first = found.results()[0]
        found.dismiss()
        found.dismiss()

        found.order([b""])
        second = found.results()[0]

    assert isinstance(first, bytes)
    assert isinstance(second, bytes)
    assert first != second
    for process in (first, second):  # both have been waited for
        with pytest.raises(ProcessLookupError):
            os.kill(int(process), 0)


def telling() -> Callable[[bytes], bytes]:
    return lambda item: str(os.getpid()).encode()


@pytest.fixture
def shared() -> Iterator[SharedStandby]:
    made = SharedStandby(lambda: Standby(troubled, PATIENT))
    yield made
    made.end()


def test_threads_share_it_each_with_its_own_results(shared: SharedStandby) -> None:
    other = shared.another()
    shared.order([b"one", b"die"])
    other.order([b"two"])
    assert other.results() == [b"TWO"]
    assert shared.results() == [b"ONE", "died"]
    assert shared.results() == []


def test_what_one_thread_gives_up_is_forgotten_and_others_go_on(shared: SharedStandby) -> None:
    shared.order([b"one"])
    shared.close()
    assert shared.results() == []
    other = shared.another()
    other.order([b"two"])
    assert other.results() == [b"TWO"]


def test_no_thread_waits_for_an_item_of_another_that_takes_long(shared: SharedStandby) -> None:
    other = shared.another()
    shared.order([b"hang"])
    found: list[object] = []
    waiting = threading.Thread(target=lambda: found.extend(shared.results()))
    waiting.start()
    try:
        while not shared._shared[1].locked():
            time.sleep(0.01)
        other.order([b"one", b"two"])
        assert other.results() == [b"ONE", b"TWO"]
        assert found == []
    finally:
        child = shared._shared[0]._child
        assert child is not None
        os.kill(child._pid, signal.SIGKILL)
        waiting.join()
        other.end()
    assert found == ["died"]
