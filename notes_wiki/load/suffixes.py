"""What the names of notes end with."""

from __future__ import annotations

NOTE_SUFFIXES = (".md", ".markdown", ".mdx", ".qmd", ".rmd")
