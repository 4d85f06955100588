"""The command: ports, Ctrl-C, links to editors."""

from __future__ import annotations

import asyncio
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from notes_wiki.serve import editors
from notes_wiki.serve.run import listen
from notes_wiki.write.lock import lock
from tests.serve.live import PATIENCE
from tests.wikis import write


def test_a_taken_port_gives_the_next_one_that_is_free() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        found = listen("127.0.0.1", port)
        assert not isinstance(found, str)
        assert port < found.getsockname()[1] <= port + 20
        found.close()


def test_no_answer_waits_for_the_browser_to_confirm_a_part_of_it() -> None:
    """On a connection that stays open, that would take 40 ms for each page and each edit."""

    listening = listen("127.0.0.1", 0)
    assert not isinstance(listening, str)
    found = list[int]()

    async def ask() -> None:
        def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            connection = writer.get_extra_info("socket")
            found.append(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        async with await asyncio.start_server(answer, sock=listening):
            reader, browser = await asyncio.open_connection(*listening.getsockname())
            await reader.read()
            browser.close()

    asyncio.run(ask())
    assert found == [1]


def test_an_address_of_another_machine_is_refused_in_words() -> None:
    found = listen("203.0.113.1", 0)
    assert isinstance(found, str)


@pytest.fixture
def heeding_ctrl_c() -> Iterator[None]:
    """What is started from here hears of Ctrl-C: where tests run in the background of a shell it is ignored,
    and then by all that they start until it listens for it by itself."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@contextmanager
def serving(home: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    """`wiki serve` in a process of its own."""
    command = [sys.executable, "-m", "notes_wiki", "serve", "--port", "0", *options]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=home, text=True, stdout=pipe, stderr=pipe) as process:
        try:
            yield process
        finally:
            process.kill()  # where it does not end, the test does


def read_until(process: subprocess.Popen[str], words: str) -> None:
    assert process.stdout is not None
    assert any(words in line for line in process.stdout)


def wait_for(file: Path) -> None:
    """A server answers before its first build is done, which takes a while on a busy machine."""
    end = time.monotonic() + PATIENCE
    while not file.is_file():
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.mark.usefixtures("heeding_ctrl_c")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_it_cleanly_and_the_published_site_is_not_touched(
    tmp_path: Path, how: signal.Signals
) -> None:
    write(tmp_path, {"content/note.md": "---\ndraft: true\n---\n# Draft\n"})
    with serving(tmp_path, "--drafts") as process:
        read_until(process, "Serving ")
        wait_for(tmp_path / ".wiki" / "preview" / "note.html")
        process.send_signal(how)
        out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert out.splitlines()[-1] == "Stopped."
    assert "Traceback" not in err
    assert not (tmp_path / "site").exists()


@pytest.mark.usefixtures("heeding_ctrl_c")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_while_another_build_is_at_work_and_ends_at_once(
    tmp_path: Path, how: signal.Signals
) -> None:
    write(tmp_path, {"content/note.md": "# Note\n"})
    with lock(tmp_path / ".wiki"), serving(tmp_path) as process:
        assert process.stdout is not None
        lines = [next(process.stdout), next(process.stdout)]
        assert any("Another build is running" in line for line in lines)
        (serving_at,) = (line for line in lines if line.startswith("Serving "))
        with pytest.raises(HTTPError, match="503"):
            urlopen(serving_at.split(" at ")[1].split()[0])
        process.send_signal(how)
        out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert out.splitlines()[-1] == "Stopped."
    assert "Traceback" not in err


@pytest.mark.usefixtures("heeding_ctrl_c")
def test_edits_are_followed_though_nobody_reads_what_it_prints_any_more(tmp_path: Path) -> None:
    """As when it prints into a program that has ended, or into a terminal that was closed."""
    write(tmp_path, {"content/note.md": "# Note\n"})
    with serving(tmp_path) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        read_until(process, "Serving ")
        process.stdout.close()
        process.stderr.close()
        for number in range(3):
            write(tmp_path, {f"content/new{number}.md": "# New\n\n[[nowhere]]\n"})
            wait_for(tmp_path / f".wiki/preview/new{number}.html")
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0


@pytest.mark.usefixtures("heeding_ctrl_c")
def test_ctrl_c_in_the_first_build_ends_it_in_words(tmp_path: Path) -> None:
    write(tmp_path, {f"content/n{number}.md": f"# {number}\n\n" + "Text. " * 400 for number in range(3000)})
    with serving(tmp_path) as process:
        state = tmp_path / ".wiki/lock"
        while not state.exists():
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert [line for line in out.splitlines() if not line.startswith("Serving ")] == ["Stopped."]
    assert "Traceback" not in err


@pytest.mark.parametrize("name", editors.EDITORS)
def test_every_editor_is_led_to_the_file(name: str) -> None:
    scheme = editors.scheme_of(name)
    assert scheme is not None
    link = editors.link(scheme, Path("/notes/a b#c.md"), 3, 7)
    assert "/notes/a%20b%23c.md" in link
    assert "{" not in link


@pytest.mark.parametrize("editor", ["", "no-such-editor", "javascript:alert('{path}')", "x://no-path"])
def test_what_is_no_editor_is_refused(editor: str) -> None:
    assert editors.scheme_of(editor) is None


def test_an_address_that_this_machine_has_not_is_told_from_a_taken_port() -> None:
    for host in ("203.0.113.1", "10.254.3.4"):
        found = listen(host, 8000)
        assert isinstance(found, str)
        assert f"no address {host}" in found
