"""What a file is, by the end of its name: which targets are files and not notes, and what shows them.

The tuples are of ends in small letters, as `str.endswith` takes them.
"""

from __future__ import annotations

FILES = frozenset(
    (
        "png jpg jpeg gif svg webp avif bmp ico tif tiff pdf "
        "mp4 webm ogv mov mkv mp3 wav m4a ogg oga flac 3gp"
    ).split()
)
"""Extensions of what `![[…]]` shows as a file and not as a note."""

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif", ".bmp", ".ico", ".apng", ".tiff")
"""What a page shows as a picture."""
VIDEO = (".mp4", ".webm", ".ogv", ".mov", ".m4v")
"""What a page plays as a film."""
AUDIO = (".mp3", ".ogg", ".wav", ".m4a", ".flac", ".opus")
"""What a page plays as a sound."""
MEASURED = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".bmp", ".tif", ".tiff", ".avif")
"""Pictures whose header tells their size."""


def is_file(target: str) -> bool:
    """Whether a target, with or without a fragment, is an image or other file."""
    _, dot, extension = target.partition("#")[0].rpartition(".")
    return bool(dot) and extension.lower() in FILES
