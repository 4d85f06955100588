"""`wiki build --explain`: why pages were rebuilt.

In:  the rebuilt pages, what is remembered of them, and what each depended on then and now.
Out: an `Explained` for each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from notes_wiki.model import Explained
from notes_wiki.render.explain import reasons
from notes_wiki.render.refs import PageRef
from notes_wiki.write.cache import Page

NEW = "new"
ASKED = "asked for"
FILE = "file changed"
"""The page is what it was, but its file in the output folder is not."""


def explain(
    pages: Sequence[PageRef],
    remembered: Mapping[str, Page],
    before: Mapping[str, bytes],
    after: Mapping[str, bytes],
    *,
    asked: bool,
) -> tuple[Explained, ...]:
    """Why each page was rebuilt. `before` and `after`: encoded checksums by address. `asked`: the command
    asked for all pages to be rebuilt."""
    decode = msgspec.msgpack.Decoder(dict[str, int]).decode
    found = []
    for ref in pages:
        known = remembered.get(ref.address)
        if asked:
            names: tuple[str, ...] = (ASKED,)
        elif known is None:
            names = (NEW,)
        elif known.key == ref.key:
            names = (FILE,)
        elif ref.address in before and ref.address in after:
            names = reasons(decode(before[ref.address]), decode(after[ref.address]))
        else:
            names = ()
        found.append(Explained(ref.address, names))
    return tuple(found)
