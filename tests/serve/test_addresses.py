"""Which address is shown of a server, and opened."""

from __future__ import annotations

import pytest

from notes_wiki.serve import addresses


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000/"),
        ("localhost", "http://localhost:8000/"),
        ("::1", "http://[::1]:8000/"),
        ("192.168.1.5", "http://192.168.1.5:8000/"),
        ("0.0.0.0", "http://127.0.0.1:8000/"),
        ("::", "http://[::1]:8000/"),
        ("", "http://127.0.0.1:8000/"),
    ],
)
def test_a_browser_here_is_never_sent_to_an_address_that_stands_for_all(host: str, own: str) -> None:
    assert addresses.own(host, 8000) == own


def test_other_machines_are_told_an_address_of_this_one() -> None:
    assert addresses.in_network("192.168.1.5", 8000) == ""
    assert addresses.in_network("localhost", 8000) == ""
    assert "0.0.0.0" not in addresses.in_network("0.0.0.0", 8000)
    assert "[::]" not in addresses.in_network("::", 8000)
