"""A preview folder to oneself: whoever shows a preview to browsers, or writes one, writes over nobody else's.

In:  the options of a build whose output is a preview.
Out: the same with a folder below `.wiki/` that no other program has as long as a `with` block runs:
     `preview`, or where that is taken `preview-2` and so on; a temporary folder if `wiki serve` may not write
     there.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import msgspec

from notes_wiki import there
from notes_wiki.stages.home import home_of
from notes_wiki.stages.options import BuildOptions
from notes_wiki.write.lock import Busy, lock

FOLDER = "preview"
_MOST = 9
"""Folders that are tried; beyond them the first is shared."""


@contextmanager
def own_preview(options: BuildOptions) -> Iterator[BuildOptions]:
    """The options with a preview folder of their own, where they leave it to us."""
    if options.out is not None or not (options.drafts or options.live):
        yield options
        return
    state = home_of(options) / ".wiki"
    if not there.is_folder(state) and not (options.live and _is_wiki(options)):
        yield options  # nobody has anything there, and there may be nothing to build
        return
    with ExitStack() as held:
        out = _taken(state, held)
        if options.live and not can_write(out or state / FOLDER):
            out = _temporary(held)
        yield msgspec.structs.replace(options, out=out)


def can_write(place: Path) -> bool:
    """Whether a folder can be written, or made if it does not exist."""
    while not there.has_name(place) and place != place.parent:
        place = place.parent
    return there.is_folder(place) and os.access(place, os.W_OK | os.X_OK)


def _taken(state: Path, held: ExitStack) -> Path | None:
    """The folder that was free; None for the first."""
    for number in range(1, _MOST + 1):
        folder = state / (FOLDER if number == 1 else f"{FOLDER}-{number}")
        with suppress(Busy):
            held.enter_context(lock(state, wait=0, name=f"{folder.name}.lock"))
            return None if number == 1 else folder
    return None


def _temporary(held: ExitStack) -> Path:
    """A folder that is removed when `held` ends."""
    from tempfile import TemporaryDirectory

    made = TemporaryDirectory(prefix="wiki-preview-", ignore_cleanup_errors=True)
    return Path(held.enter_context(made))


def _is_wiki(options: BuildOptions) -> bool:
    from notes_wiki.stages.site import open_site

    return not open_site(options).failed
