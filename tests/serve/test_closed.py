"""The server is closed to others: names, origins, methods, paths. Over raw sockets, for a client library
would tidy the paths up."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from tests.serve.live import PATIENCE, Live, served

SECRET = "nobody may read this"


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    home = tmp_path_factory.mktemp("wiki")
    (home / "secret.txt").write_text(SECRET)
    with served(home, {"note.md": "# Note\n\nText.\n", "folder/deep.md": "# Deep\n"}) as live:
        (live.preview / ".hidden").write_text(SECRET)
        (live.preview / ".dot").mkdir()
        (live.preview / ".dot" / "in.html").write_text(SECRET)
        (live.preview / "out.txt").symlink_to(home / "secret.txt")
        (live.preview / "around").symlink_to(home)
        (live.preview / "manifest.txt").symlink_to(live.preview / ".wiki-manifest")
        yield live


def ask(live: Live, request: bytes, *, whole: bool = True) -> bytes:
    """What is answered; a request that is not `whole` is ended by closing this side."""
    with socket.create_connection(("127.0.0.1", live.port), timeout=PATIENCE) as connection:
        connection.sendall(request)
        if not whole:
            connection.shutdown(socket.SHUT_WR)
        answer = b""
        while part := connection.recv(65_536):
            answer += part
    return answer


def get(live: Live, target: bytes, *headers: str, method: str = "GET", host: str = "") -> bytes:
    lines = [f"Host: {host or f'127.0.0.1:{live.port}'}", "Connection: close", *headers]
    head = method.encode() + b" " + target + b" HTTP/1.1\r\n"
    return ask(live, head + "\r\n".join(lines).encode() + b"\r\n\r\n")


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer else 0


TRAVERSALS = [
    b"/../secret.txt",
    b"/../../../../etc/passwd",
    b"/..%2fsecret.txt",
    b"/..%2Fsecret.txt",
    b"/%2e%2e/secret.txt",
    b"/%2E%2E/secret.txt",
    b"/%2e%2e%2fsecret.txt",
    b"/.%2e/secret.txt",
    b"/%2e./secret.txt",
    b"/..%5csecret.txt",
    b"/..\\secret.txt",
    b"/..%255csecret.txt",
    b"/%252e%252e/secret.txt",
    b"/%252e%252e%252fsecret.txt",
    b"/%c0%ae%c0%ae/secret.txt",
    b"/%c0%ae%c0%ae%c0%afsecret.txt",
    b"/%e0%80%ae%e0%80%ae/secret.txt",
    b"/..%c0%afsecret.txt",
    b"/%uff0e%uff0e/secret.txt",
    b"/%ef%bc%8e%ef%bc%8e/secret.txt",
    b"/folder/../../secret.txt",
    b"/folder/..%2f..%2fsecret.txt",
    b"/folder/%2e%2e/%2e%2e/secret.txt",
    b"/./../secret.txt",
    b"//../secret.txt",
    b"/..//secret.txt",
    b"/.../secret.txt",
    b"/..;/secret.txt",
    b"/..%00/secret.txt",
    b"/..%0d/secret.txt",
    b"/%00../secret.txt",
    b"/note.html%00/../../secret.txt",
    b"/note.html/../../secret.txt",
    b"/-/../../secret.txt",
    b"/around/secret.txt",
    b"/around/content/note.md",
    b"/out.txt",
    b"/manifest.txt",
    b"/.hidden",
    b"/%2ehidden",
    b"/.wiki-manifest",
    b"/.dot/in.html",
    b"/folder/../.hidden",
    b"/~root/.bashrc",
    b"/C:/secret.txt",
    b"/file:///etc/passwd",
    b"http://127.0.0.1/../secret.txt",
    b"/etc/passwd",
    b"//etc/passwd",
    b"/proc/self/environ",
    b"/" + b"a" * 5000,
    b"/%",
    b"/%zz",
]


@pytest.mark.parametrize("target", TRAVERSALS)
def test_no_spelling_of_a_path_leads_out_of_the_preview(live: Live, target: bytes) -> None:
    answer = get(live, target)
    assert status(answer) in {400, 404}
    assert SECRET.encode() not in answer
    assert b"root:" not in answer
    assert b"wiki manifest" not in answer
    assert status(get(live, b"/note.html")) == 200


def test_there_are_at_least_forty_spellings() -> None:
    assert len(TRAVERSALS) >= 40


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
def test_only_get_and_head_are_answered(live: Live, method: str) -> None:
    answer = get(live, b"/note.html", method=method)
    assert status(answer) == 405
    assert b"allow: GET, HEAD" in answer


@pytest.mark.parametrize(
    "host",
    [
        *("evil.example", "evil.example:80", "127.0.0.1.evil.example", "0.0.0.0", ""),
        *(
            "[localhost]",
            "[127.0.0.1]",
            "[::1].evil.example",
            "[::1]evil",
            "[::1",
            "localhost:80@evil.example",
        ),
    ],
)
def test_a_name_that_is_not_ours_is_refused(live: Live, host: str) -> None:
    answer = ask(live, f"GET /note.html HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
    assert status(answer) in {400, 403}
    assert b"Text." not in answer


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST:9000", "[::1]", "[::1]:8000"])
def test_this_machines_own_names_are_answered_whatever_the_port(live: Live, host: str) -> None:
    assert status(get(live, b"/note.html", host=host)) == 200


def test_another_origin_is_refused_and_our_own_is_not(live: Live) -> None:
    own = f"http://127.0.0.1:{live.port}"
    assert status(get(live, b"/note.html", f"Origin: {own}")) == 200
    for origin in ("http://evil.example", "null", "http://localhost:3000", own.replace("http", "https")):
        assert status(get(live, b"/note.html", f"Origin: {origin}")) == 403


def test_another_sites_page_may_link_here_and_load_nothing(live: Live) -> None:
    cross = "Sec-Fetch-Site: cross-site"
    assert status(get(live, b"/note.html", cross, "Sec-Fetch-Mode: navigate")) == 200
    assert status(get(live, b"/note.html", cross, "Sec-Fetch-Mode: no-cors")) == 403
    assert status(get(live, b"/-/live/events?page=note.html", cross, "Sec-Fetch-Mode: cors")) == 403


@pytest.mark.parametrize("target", [b"/", b"/note.html", b"/nowhere.html", b"/-/live/events?page=../x"])
def test_every_answer_says_how_closed_it_is(live: Live, target: bytes) -> None:
    head = get(live, target).partition(b"\r\n\r\n")[0].decode().lower()
    assert "cache-control: no-store" in head
    assert "cross-origin-resource-policy: same-origin" in head
    assert "x-content-type-options: nosniff" in head
    policy = next(line for line in head.split("\r\n") if line.startswith("content-security-policy:"))
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy.replace("'wasm-unsafe-eval'", "")  # WebAssembly alone, for Pagefind


def test_the_head_of_the_stream_of_news_is_an_answer_that_ends(live: Live) -> None:
    answer = get(live, b"/-/live/events?page=note.html", method="HEAD")
    assert status(answer) == 200
    assert answer.endswith(b"\r\n\r\n")


def test_a_web_socket_is_refused(live: Live) -> None:
    upgrade = (
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: x3JJHMbDL1EzLkh9GBhXDw==",
    )
    answer = get(live, b"/note.html", *upgrade)
    assert status(answer) != 101
    assert status(get(live, b"/note.html")) == 200


def test_the_server_survives_what_is_no_http(live: Live) -> None:
    for noise in (b"\0\xff\xfe\n\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\x16\x03\x01\x02\x00"):
        ask(live, noise, whole=False)
    assert status(get(live, b"/note.html")) == 200


def test_a_folder_without_its_slash_leads_to_the_page_in_it(live: Live) -> None:
    assert status(get(live, b"/")) == 200
    assert status(get(live, b"/folder/deep.html")) == 200
