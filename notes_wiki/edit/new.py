"""`wiki new`: a new note.

In:  the content folder and the note's title.
Out: the file that was written, or a Problem. Nothing that exists is overwritten.
"""

from __future__ import annotations

import json
from pathlib import Path

from notes_wiki import problem
from notes_wiki.link.addresses import short_hash, slug
from notes_wiki.model import Problem


def text(title: str) -> str:
    """A note that holds nothing but its title."""
    # A JSON string is a YAML string too, whatever quotes or colons the title holds.
    return f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n---\n\n"


def new_note(content: Path, title: str) -> Path | Problem:
    """Write a note named after its title into the content folder, which is made where there is none."""
    title = " ".join(title.split())
    path = content / f"{slug(title) or short_hash(title)}.md"
    try:
        content.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text(title))
    except FileExistsError:
        return problem.make(
            "file-exists",
            f"There is a note {path} already; it was left as it is.",
            hint="Choose another title, or write in that note.",
        )
    except OSError as error:
        return problem.make(
            "not-writable",
            f"The note {path} cannot be written: {error.strerror or error}.",
            hint="Check that you may write in the content folder.",
        )
    return path
