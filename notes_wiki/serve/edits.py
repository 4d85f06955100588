"""Following edits of notes without a whole build.

In:  paths that were reported as changed, the wiki in memory.
Out: `Followed`; on the screen, the pages that changed, those that are open first.

If too much has changed to follow all of it (a checkout), only the notes that open pages show are followed
(`follow_open`), so that whoever looks at a page does not wait for a whole build.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import msgspec

from notes_wiki.load.walk import FileEntry
from notes_wiki.model import Problem
from notes_wiki.render.page import TemplateError
from notes_wiki.render.refs import PageRef
from notes_wiki.serve.live_wiki import Edit, LiveWiki
from notes_wiki.serve.screen import Screen
from notes_wiki.stages.bodies import Lost
from notes_wiki.write import cache

MOST_OPEN = 60
"""How many notes of open pages are followed before all others: a second's work at 10,000 notes."""


class Followed(msgspec.Struct, frozen=True):
    """What was followed: the notes and the number of changed pages. Unless it is `exact`, a whole build must
    come after."""

    notes: tuple[str, ...]
    pages: int
    exact: bool
    problems: tuple[Problem, ...] = ()
    """The problems of these notes."""
    entries: tuple[FileEntry, ...] = ()
    """The files of the notes that were followed to the end, as they were read."""
    is_partial: bool = False
    """Whether more has changed than these notes, so that a whole build that began earlier is outdated."""


def notes_named(wiki: LiveWiki, content: Path, paths: Iterable[str]) -> list[str] | None:
    """The notes among these paths (as the operating system names them), or None if anything else that matters
    is among them."""
    notes = []
    root = str(content) + os.sep
    for path in paths:
        if path.startswith(root):
            name = path.removeprefix(root).replace(os.sep, "/")
            if name in wiki.paths:
                notes.append(name)
                continue
        if os.path.lexists(path):
            return None
        # A path that does not exist and never was a note is an editor's temporary file.
    return list(dict.fromkeys(notes))


def follow_notes(wiki: LiveWiki, notes: Iterable[str], store: cache.Store, screen: Screen) -> Followed | None:
    """Show what edits of these notes change; None if only a whole build can."""
    edits = list[Edit]()
    pages = 0
    for path in notes:
        try:
            edit = wiki.edit(path, store)
            if edit is None:
                return None
            pages += _show(wiki, edit, screen)
        except (TemplateError, Lost):  # another build, or a full disk, may have lost everything meanwhile
            return None
        edits.append(edit)
    return Followed(
        notes=tuple(notes),
        pages=pages,
        exact=all(edit.exact for edit in edits),
        problems=tuple(found for edit in edits for found in edit.problems),
        entries=tuple(edit.entry for edit in edits if edit.exact),
    )


def follow_open(wiki: LiveWiki, store: cache.Store, screen: Screen) -> Followed | None:
    """Follow changes of the notes that the open pages show, on these pages alone; None if there are none. A
    whole build must come after: other pages stay as they are, and even the open ones may be inexact, because
    not all notes were read."""
    shown = wiki.shown_by(screen.open_pages())
    own = dict.fromkeys(paths[0] for paths in shown)
    others = dict.fromkeys(path for paths in shown for path in paths if path not in own)
    edits, pages = list[Edit](), 0
    for part in (list(own), list(others)[: max(0, MOST_OPEN - len(own))]):
        done = [edit for path in part if not wiki.is_current(path) and (edit := wiki.edit(path, store))]
        edits += done
        try:
            pages += _show_stale(wiki, done, screen)
        except (TemplateError, Lost):  # the whole build reports it, or restores what is lost
            break
    if not edits:
        return None
    problems = tuple(found for edit in edits for found in edit.problems)
    return Followed(
        tuple(edit.note.path for edit in edits), pages, exact=False, problems=problems, is_partial=True
    )


def _show_stale(wiki: LiveWiki, edits: list[Edit], screen: Screen) -> int:
    """Render the open pages that these edits change, and notify browsers. Returns their number."""
    if not edits:
        return 0
    stale = wiki.stale(screen.open_pages())
    fresh = {ref.address: wiki.render(ref) for ref in stale}
    wiki.keys |= {ref.address: ref.key for ref in stale}
    problems = {edit.note.path: edit.problems for edit in edits}
    put = screen.put_news if fresh else screen.put
    put(fresh={**screen.shown.fresh, **fresh}, problems={**screen.shown.problems, **problems})
    screen.announce()
    return len(fresh)


def _show(wiki: LiveWiki, edit: Edit, screen: Screen) -> int:
    """Render the changed pages of an edit, those that are open first, and notify browsers. Returns their
    number."""
    open_pages = set(screen.open_pages())
    later: list[PageRef] = []
    fresh: dict[str, bytes] = {}
    pages: list[PageRef] = []
    for ref in edit.pages():
        pages.append(ref)
        if wiki.keys.get(ref.address) == ref.key:
            continue
        wiki.keys[ref.address] = ref.key
        if ref.address not in open_pages and ref.name != edit.note.id:
            later.append(ref)
            continue
        fresh[ref.address] = edit.renderer.render(ref)
        _publish(edit, fresh, screen)
    _publish(edit, fresh, screen)
    for ref in later:
        fresh[ref.address] = edit.renderer.render(ref)
    if later:
        _publish(edit, fresh, screen)
    if edit.exact:
        _take_away(wiki, edit.renderer.vanished(wiki.keys, pages), screen)
    return len(fresh)


def _publish(edit: Edit, fresh: dict[str, bytes], screen: Screen) -> None:
    shown = screen.shown
    put = screen.put_news if fresh else screen.put
    put(
        fresh={**shown.fresh, **fresh},
        problems={**shown.problems, edit.note.path: edit.problems},
    )
    screen.announce()


def _take_away(wiki: LiveWiki, gone: Iterable[str], screen: Screen) -> None:
    """Forget pages that no longer exist. Nothing links to them; their files are removed at the next flush."""
    kept = dict(screen.shown.fresh)
    for address in gone:
        del wiki.keys[address]
        kept.pop(address, None)
    if len(kept) != len(screen.shown.fresh):
        screen.put_news(fresh=kept)
