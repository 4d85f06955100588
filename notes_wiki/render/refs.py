"""What a build is to write: pages by their addresses, each with its key.

In:  nothing; these are records.
Out: `PageRef`, made by whoever knows a kind of page, and `Recall`, how it asks what it knew last time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from notes_wiki.model import Record

RefKind = Literal[
    "note",
    "linked",
    "listing",
    "404",
    "shard",
    "feed",
    "sitemap",
    "robots",
    "search",
    "preview",
    "map",
    "redirect",
]

Recall = Callable[[str], bytes | None]
"""What an earlier build remembered under a name."""


class PageRef(Record, frozen=True):
    """A page of the site: `name` is the note's id, `key` as in `render/key.py`."""

    kind: RefKind
    address: str
    name: str
    key: str
