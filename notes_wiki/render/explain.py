"""Why a page is another than the last build's.

In:  sums of all that a page depends on, of the build before and of this one (`Renderer.sums`).
Out: the names of what differs.
"""

from __future__ import annotations

from collections.abc import Mapping

CONTENTS = "contents"
"""What a page that is no note's depends on, taken together with what all pages share."""


def reasons(before: Mapping[str, int], after: Mapping[str, int]) -> tuple[str, ...]:
    """The names of what differs, in the order of `after`; empty where nothing does."""
    found = tuple(name for name, known in after.items() if before.get(name) != known)
    # The sum of contents covers what is shared as well: beside other names it tells nothing.
    return tuple(name for name in found if name != CONTENTS) or found
