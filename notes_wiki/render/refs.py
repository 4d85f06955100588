"""References to the pages that a build has to write.

In:  nothing; these are records.
Out: `PageRef`, created by the module for each kind of page; `Recall`, how such a module gets what it stored
     last time.
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
    """A page of the site: its kind and address; `name`, for a note its id; `key`, see `render/key.py`."""

    kind: RefKind
    address: str
    name: str
    key: str
