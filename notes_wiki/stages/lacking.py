"""What a build would take out of a site though it may well not be gone.

In:  the content folder as walked, the store of what the site was made from.
Out: Problems; where there are any, nothing is to be written.
"""

from __future__ import annotations

from notes_wiki import problem
from notes_wiki.load import walk as walking
from notes_wiki.model import Problem
from notes_wiki.stages.site import Site
from notes_wiki.write import cache
from notes_wiki.write.attachments import files_remembered


def not_there(site: Site, walked: walking.Walk, store: cache.Store) -> tuple[Problem, ...]:
    """The Problems of what lies in folders that cannot be read, and of all notes gone at once, as when a
    drive is not there."""
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
        f"The folder {site.content} holds no note, and the site has {notes} from it; it stays as it is.",
        hint="Check that it is the right folder and that its drive is connected. To have a site "
        "without notes, build with --clean.",
    )


def _unread(folder: str, count: int) -> Problem:
    files = f"{count:,} file{'' if count == 1 else 's'}"
    return problem.make(
        "unreadable-folder",
        f"The folder {folder.rstrip('/') or '.'} cannot be read, and the site has {files} from it; "
        "the site stays as it is.",
        hint="Change its permissions, or name it in `ignore` to take what is in it out of the site; "
        "then build again.",
        path=folder.rstrip("/"),
    )
