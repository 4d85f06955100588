"""The problems of writing into the output folder.

In:  a folder or an address, the system's error.
Out: Problems.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from notes_wiki import problem
from notes_wiki.model import Problem
from notes_wiki.write.durable import is_full

_MAKE_ROOM = "Free some space on the disk, then build again to write what is missing."


def is_of_full_disk(found: Problem) -> bool:
    """Whether this problem ends when there is room on the disk."""
    return found.hint == _MAKE_ROOM


def foreign_output(folder: Path, files: Sequence[str], *, like_ours: bool) -> Problem:
    """The output folder holds files that wiki did not write, as far as known; `like_ours` if they look like
    a site that it wrote, whose list of files is lost."""
    hint = "Choose an empty folder with --out, or add --force, which leaves those files as they are."
    if like_ours:
        hint = (
            "If an earlier build wrote them, and only their list, .wiki-manifest, is lost, delete the folder "
            "and build again; else choose an empty folder with --out."
        )
    shown = ", ".join(files[:3]) + (", …" if len(files) > 3 else "")
    return problem.make(
        "foreign-output",
        f"The folder {folder} holds files that wiki did not write ({shown}); nothing was written.",
        hint=hint,
    )


def foreign_file(address: str) -> Problem:
    """A file that is not ours is where a page should be."""
    return problem.make(
        "foreign-file",
        f"wiki did not write {address} in the output folder and left it alone, so a page is missing.",
        hint="Move that file away, or rename the note.",
    )


def foreign_folder(folder: str) -> Problem:
    """A folder of the site is a link that leads out of the output folder."""
    return problem.make(
        "foreign-file",
        f"The folder {folder} in the output folder is a symbolic link that leads elsewhere.",
        hint="Remove the link; wiki writes only inside the output folder.",
    )


def no_name(address: str) -> Problem:
    """An address holds a character that no file name can hold."""
    shown = address.encode("utf-8", "backslashreplace").decode().replace("\0", "\\0")
    return problem.make(
        "not-writable",
        f"A file cannot be called {shown}, so it was not written.",
        hint="Rename what it is made from: no file name can contain one of these characters.",
    )


def not_writable(folder: Path, error: OSError) -> Problem:
    """The output folder itself cannot be written."""
    return problem.make(
        "not-writable",
        f"The folder {folder} cannot be written: {error.strerror or error}.",
        hint=_MAKE_ROOM
        if is_full(error)
        else "Check that you have permission to write in it, or choose another folder with --out.",
    )


def page_not_writable(address: str, error: OSError) -> Problem:
    """One file could not be written."""
    in_its_place = "Move away what is in its place in the output folder; the rest of the site was written."
    return problem.make(
        "not-writable",
        f"{address} cannot be written: {error.strerror or error}.",
        hint=_MAKE_ROOM if is_full(error) else in_its_place,
    )
