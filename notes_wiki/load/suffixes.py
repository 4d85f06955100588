"""What the names of notes end with, and what those of their parts begin with."""

from __future__ import annotations

NOTE_SUFFIXES = (".md", ".markdown", ".mdx", ".qmd", ".rmd")


def is_part(name: str) -> bool:
    """Whether a file of this name is a text that is no note by itself, but that notes may include."""
    return name.startswith("_") and name.lower().endswith(NOTE_SUFFIXES)
