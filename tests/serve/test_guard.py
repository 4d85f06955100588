"""Which requests are let through, asked of the guard alone."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message

from notes_wiki.serve.guard import Guard

PAGE = PlainTextResponse("a page")


def sent(guard: Guard, kind: str = "http", **headers: str) -> list[Message]:
    """What is sent in answer to one request."""
    found: list[Message] = []
    named = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope: dict[str, Any] = {"type": kind, "method": "GET", "path": "/", "headers": named}

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        found.append(message)

    asyncio.run(guard(scope, receive, send))
    return found


@pytest.mark.parametrize("host", ["192.168.1.5:8000", "10.0.0.1", "[fe80::1]:8000", "localhost"])
def test_a_server_on_the_network_answers_at_any_of_its_addresses(host: str) -> None:
    assert sent(Guard(PAGE, any_address=True), host=host)[0]["status"] == 200


@pytest.mark.parametrize("host", ["evil.example", "192.168.1.5.evil.example", "192.168.1", ""])
def test_a_server_on_the_network_answers_to_no_name_that_could_be_rebound(host: str) -> None:
    assert sent(Guard(PAGE, any_address=True), host=host)[0]["status"] == 403


def test_an_address_is_refused_unless_the_server_listens_to_the_network() -> None:
    assert sent(Guard(PAGE), host="192.168.1.5:8000")[0]["status"] == 403


def test_a_web_socket_is_closed_at_once() -> None:
    assert sent(Guard(PAGE), "websocket", host="localhost") == [{"type": "websocket.close", "code": 1008}]


def test_the_start_and_the_end_of_the_server_are_passed_on() -> None:
    seen = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        del receive, send
        seen.append(scope["type"])

    assert sent(Guard(app), "lifespan") == []
    assert seen == ["lifespan"]
