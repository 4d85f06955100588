"""Which targets are files and which are notes, by their extension."""

from __future__ import annotations

FILES = frozenset(
    (
        "png jpg jpeg gif svg webp avif bmp ico tif tiff pdf "
        "mp4 webm ogv mov mkv mp3 wav m4a ogg oga flac 3gp"
    ).split()
)
"""Extensions of what `![[…]]` shows as a file and not as a note."""


def is_file(target: str) -> bool:
    """Whether a target, with or without a fragment, is an image or other file."""
    _, dot, extension = target.partition("#")[0].rpartition(".")
    return bool(dot) and extension.lower() in FILES
