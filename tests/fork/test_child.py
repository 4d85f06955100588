"""One forked process."""

import os
from pathlib import Path

import pytest

from notes_wiki.fork import Limits, Standby, available, fork_map

HANDLES = Path("/proc/self/fd")
pytestmark = pytest.mark.skipif(
    not (available() and HANDLES.is_dir()), reason="this platform has no fork, or does not list open files"
)


@pytest.fixture
def no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """As many processes as there may be."""

    def fork() -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", fork)


@pytest.mark.usefixtures("no_room")
def test_a_process_that_cannot_be_started_leaves_no_pipe_open() -> None:
    before = len(list(HANDLES.iterdir()))
    with pytest.raises(BlockingIOError):
        Standby(lambda: bytes, Limits())
    fork_map(lambda part: b"", list(range(100)), 2)
    assert len(list(HANDLES.iterdir())) == before
