"""The index of all texts follows what is written, in the background."""

from __future__ import annotations

import gzip
import time
from pathlib import Path

import pytest

from notes_wiki.serve import watch
from tests.serve.live import PATIENCE, served


def until_indexed(preview: Path, word: bytes) -> None:
    end = time.monotonic() + 2 * PATIENCE
    while not any(
        word in gzip.decompress(path.read_bytes()) for path in preview.glob("-/pagefind/fragment/*")
    ):
        assert time.monotonic() < end, f"{word!r} is not in the index"
        time.sleep(0.1)


def test_texts_are_indexed_when_the_pages_are_there_and_again_after_an_edit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "HEARTBEAT", 0.1)  # what is written down waits for one
    with served(tmp_path, {"one.md": "# One\n\nThe okapi.\n"}) as live:
        until_indexed(live.preview, b"okapi")
        live.write("one.md", "# One\n\nThe quokka.\n")
        until_indexed(live.preview, b"quokka")
