"""The folder of a wiki: the one that `wiki.toml` is in, or would be.

In:  `BuildOptions`, the folder that the command was started in.
Out: a path.
"""

from __future__ import annotations

from pathlib import Path

from notes_wiki import there
from notes_wiki.stages.options import BuildOptions


def home_of(options: BuildOptions) -> Path:
    """The folder of wiki.toml, or the one in which it would be."""
    if options.config is not None:
        return options.config.parent
    if options.content is not None and there.is_file(options.content / "wiki.toml"):
        return options.content  # a folder of notes with its own wiki.toml
    return Path() if options.content is not None else _around(Path())


def _around(here: Path) -> Path:
    """The folder of the wiki that contains `here`: `here` itself if it has settings or notes, else the
    nearest folder above that has settings."""
    if not (there.is_file(here / "wiki.toml") or there.is_folder(here / "content")):
        for steps, above in enumerate(here.resolve().parents, 1):
            if there.is_file(above / "wiki.toml"):
                return here.joinpath(*[".."] * steps)
    return here
