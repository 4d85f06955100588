"""`wiki new`: a new note.

In:  the content folder and the note's title, or its path in that folder.
Out: the file that was written, or a Problem. Nothing that exists is overwritten.
"""

from __future__ import annotations

import json
import os
import posixpath
from pathlib import Path

from notes_wiki import problem, there
from notes_wiki.edit.create import advice, create
from notes_wiki.link.addresses import short_hash, shortened, slug
from notes_wiki.model import Problem

SUFFIX = ".md"


def text(title: str) -> str:
    """The text of a note that holds nothing but its title."""
    # A JSON string is also a valid YAML string, whatever quotes or colons the title holds.
    return f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n---\n\n"


def _below(content: Path, path: str) -> str:
    """The path of a note in the content folder. A `path` that begins with that folder was typed as it is from
    the current folder, or from the root, unless there is a folder of that name among the notes."""
    path = posixpath.normpath(path)
    for folder in (os.path.normpath(content), os.path.abspath(content)):  # noqa: PTH100  # follows no links
        inside = path.removeprefix(f"{folder}/")
        if inside != path and not there.is_folder((content / path.lstrip("/")).parent):
            return inside
    return path


def new_note(content: Path, title: str) -> Path | Problem:
    """Write a note into the content folder, which is created if needed. The file is named after the title; a
    `title` that ends in `.md` is the path itself, in that folder or from the current one, and the note's
    title is the file's name. Returns the file, or a Problem."""
    title = " ".join(title.split())
    name = f"{shortened(slug(title)) or short_hash(title)}.md"
    if title.endswith(SUFFIX):
        name = posixpath.normpath(_below(content, title).lstrip("/"))
        title = posixpath.basename(name).removesuffix(SUFFIX)
        if name.startswith("../") or not title or any(part.startswith(".") for part in name.split("/")):
            return problem.make(
                "not-writable",
                f"A note cannot be at {name}: it would not be among the notes.",
                hint="Give a path inside the folder of notes, in which no name begins with a dot.",
            )
    path = content / name
    try:
        create(path, text(title))
    except FileExistsError:
        return problem.make(
            "file-exists",
            f"There is already a note {path}; it was left as it is.",
            hint="Choose another title, or edit that note.",
        )
    except OSError as error:
        return problem.make(
            "not-writable",
            f"The note {path} cannot be written: {error.strerror or error}.",
            hint=advice(error, "Check that you have permission to write in the folder of notes."),
        )
    return path
