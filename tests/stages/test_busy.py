"""Another build at work is told, wherever it is met."""

from __future__ import annotations

import json
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from notes_wiki import build as pipeline
from notes_wiki.build import BuildOptions, build, index_texts
from notes_wiki.cli import wiki
from notes_wiki.serve import builder as builder_module
from notes_wiki.serve import watch
from notes_wiki.serve.builder import Builder
from notes_wiki.serve.session import Session
from notes_wiki.serve.watch import Watcher
from notes_wiki.stages import outcome, site
from notes_wiki.write.lock import Busy
from tests.serve.live import PATIENCE
from tests.wikis import write


@pytest.fixture
def options(tmp_path: Path) -> BuildOptions:
    """A wiki of one note."""
    write(tmp_path, {"wiki.toml": "", "content/a.md": "# A\n"})
    return BuildOptions(config=tmp_path / "wiki.toml", out=tmp_path / "out")


def taken(*arguments: object, **more: object) -> None:
    """In place of taking the lock."""
    raise Busy


def test_an_index_that_cannot_be_made_is_a_problem(
    options: BuildOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(options)
    monkeypatch.setattr(site, "lock", taken)
    assert [found.code for found in index_texts(options)] == ["no-text-index"]


def test_serving_begins_though_another_build_is_at_work(
    tmp_path: Path, options: BuildOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "HEARTBEAT", 0.05)
    served = threading.Event()
    with closing(Session(options)) as session:

        def built() -> bool:
            return session.is_built

        watcher = Watcher([session.site.content], [], print)
        builder = Builder(session, watcher, served.set)
        with monkeypatch.context() as patched:
            for module in (site, builder_module):
                patched.setattr(module, "lock", taken)
            builder.start()
            assert served.wait(PATIENCE)
            assert not built()
        end = time.monotonic() + PATIENCE
        while not built():
            assert time.monotonic() < end
            time.sleep(0.01)
        watcher.stop()
        builder.join()
    assert (tmp_path / "out/a.html").exists()


@pytest.mark.parametrize("as_json", [False, True])
def test_what_is_wrong_with_the_index_counts(
    options: BuildOptions, monkeypatch: pytest.MonkeyPatch, as_json: bool
) -> None:
    told = outcome.unindexed(site.open_site(options))
    monkeypatch.setattr(pipeline, "index_texts", lambda options: (told,))
    command = ["build", "--config", str(options.config), "--out", str(options.out), "--strict"]
    done = CliRunner().invoke(wiki, [*command, *(["--json"] if as_json else [])])
    assert done.exit_code == 1
    if as_json:
        assert [found["code"] for found in json.loads(done.stdout)["problems"]] == ["no-text-index"]
