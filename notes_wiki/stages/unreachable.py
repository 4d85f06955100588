"""Content that seems to be gone, but may only be out of reach.

In:  the listing of the content folder; the store, which knows what the site was made from.
Out: problems; if there are any, nothing must be written, because a build would remove these pages from the
     site.
"""

from __future__ import annotations

from notes_wiki import problem
from notes_wiki.load import walk as walking
from notes_wiki.model import Problem
from notes_wiki.stages.site import Site
from notes_wiki.write import cache
from notes_wiki.write.attachments import files_remembered


def unreachable_content(site: Site, walked: walking.Walk, store: cache.Store) -> tuple[Problem, ...]:
    """A problem for each folder that cannot be read but had files in the site, or one if all notes are gone
    at once, as when a drive is not mounted."""
    if not walked.unread:
        count = 0 if walked.notes else store.note_count()
        return (_emptied(site, count),) if count else ()
    known = [*store.digests(), *files_remembered(store.value("attachments"))]
    counted = {folder: sum(path.startswith(folder) for path in known) for folder in walked.unread}
    return tuple(_unread(folder, count) for folder, count in counted.items() if count)


def _emptied(site: Site, count: int) -> Problem:
    notes = f"{count:,} note{'' if count == 1 else 's'}"
    return problem.make(
        "no-content",
        f"The folder {site.content} holds no notes, but the site has {notes} from it; the site stays as it "
        "is.",
        hint="Check that it is the right folder and that its drive is connected. For a site without "
        "notes, build with --clean.",
    )


def _unread(folder: str, count: int) -> Problem:
    files = f"{count:,} file{'' if count == 1 else 's'}"
    return problem.make(
        "unreadable-folder",
        f"The folder {folder.rstrip('/') or '.'} cannot be read, but the site has {files} from it; "
        "the site stays as it is.",
        hint="Check that you have permission to read it, or name it in `ignore` to remove its files from the "
        "site; then build again.",
        path=folder.rstrip("/"),
    )
