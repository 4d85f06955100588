"""Only a page that says so gets the wider policy that diagrams need."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from starlette.responses import Response

from notes_wiki.serve.guard import DIAGRAM_POLICY, POLICY, Guard


def policy(headers: dict[str, str]) -> str:
    """The policy that an answer with these headers leaves with."""
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b""}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": "/", "headers": [(b"host", b"localhost")]}
    answer = Guard(Response(b"", headers=headers))(scope, receive, send)
    # In a thread of its own: where a browser test has run before, this one has a loop already.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, answer).result()
    found = [value for name, value in sent[0]["headers"] if name == b"content-security-policy"]
    assert len(found) == 1
    return str(found[0].decode())


@pytest.mark.parametrize(
    ("said", "left"),
    [({}, POLICY), ({"content-security-policy": DIAGRAM_POLICY}, DIAGRAM_POLICY),
     ({"content-security-policy": "default-src *"}, POLICY)],
)  # fmt: skip
def test_no_policy_but_that_for_diagrams_goes_before_the_strict_one(said: dict[str, str], left: str) -> None:
    assert policy(said) == left
