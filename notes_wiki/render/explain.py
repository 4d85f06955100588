"""Why a page differs from that of the last build.

In:  checksums of all that a page depends on, from the last build and from this one (`Renderer.key_and_sums`).
Out: the names of what differs.
"""

from __future__ import annotations

from collections.abc import Mapping

CONTENTS = "contents"
"""The name of all that a page other than a note's depends on: its key, which covers what all pages share
too."""


def reasons(before: Mapping[str, int], after: Mapping[str, int]) -> tuple[str, ...]:
    """The names of what differs, in the order of `after`; empty if nothing does."""
    found = tuple(name for name, known in after.items() if before.get(name) != known)
    # The contents differ whenever anything does, so they are worth naming only if nothing else is named.
    return tuple(name for name in found if name != CONTENTS) or found
