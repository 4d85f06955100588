"""File types, by the extension: which targets are files rather than notes, and how they are shown.

This is the only table of file types.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Shown = Literal["picture", "film", "sound", "link"]
"""How a page shows a file that is embedded: as an image, by a player, or, where browsers can do neither, by
a link that opens or saves it."""


class FileType(NamedTuple):
    """How files of a type are shown, and their media type if browsers can show them."""

    shown: Shown
    media: str = ""

    @property
    def measured(self) -> bool:
        """Whether these are pictures whose size can be read from the beginning of the file."""
        return self.shown == "picture" and self.media != "image/x-icon"


_LINK = FileType("link")
TYPES: dict[str, FileType] = {
    "png": FileType("picture", "image/png"),
    "apng": FileType("picture", "image/apng"),
    "jpg": FileType("picture", "image/jpeg"),
    "jpeg": FileType("picture", "image/jpeg"),
    "gif": FileType("picture", "image/gif"),
    "svg": FileType("picture", "image/svg+xml"),
    "webp": FileType("picture", "image/webp"),
    "avif": FileType("picture", "image/avif"),
    "bmp": FileType("picture", "image/bmp"),
    "ico": FileType("picture", "image/x-icon"),
    "mp4": FileType("film", "video/mp4"),
    "m4v": FileType("film", "video/mp4"),
    "webm": FileType("film", "video/webm"),
    "ogv": FileType("film", "video/ogg"),
    "mov": FileType("film", "video/quicktime"),
    "mp3": FileType("sound", "audio/mpeg"),
    "wav": FileType("sound", "audio/wav"),
    "m4a": FileType("sound", "audio/mp4"),
    "aac": FileType("sound", "audio/aac"),
    "ogg": FileType("sound", "audio/ogg"),
    "oga": FileType("sound", "audio/ogg"),
    "opus": FileType("sound", "audio/ogg"),
    "flac": FileType("sound", "audio/flac"),
    "pdf": FileType("link", "application/pdf"),
    **dict.fromkeys("tif tiff heic heif eps psd mkv avi 3gp wmv".split(), _LINK),
    **dict.fromkeys("djvu epub doc docx odt rtf xls xlsx ods ppt pptx odp".split(), _LINK),
    **dict.fromkeys("zip gz tgz bz2 xz 7z tar rar".split(), _LINK),
}
"""By extension, in lower case. Anything else is a file only where it lies in the wiki, for a note may
be called `Node.js` or `v1.2`."""


SCHEMES = {
    "only-light": "only-light",
    "only-dark": "only-dark",
    "gh-light-mode-only": "only-light",
    "gh-dark-mode-only": "only-dark",
}
"""What follows the number sign in the address of a picture that is for one colour scheme alone, as Material
for MkDocs and GitHub have it -> the class of the picture."""


def type_of(path: str) -> FileType | None:
    """The type of a file by its name or path; None if that does not determine it."""
    _, dot, extension = path.rpartition(".")
    return TYPES.get(extension.lower()) if dot else None


def is_file(target: str) -> bool:
    """Whether a target, with or without a fragment, is a picture or other file, whether it exists or not."""
    return type_of(target.partition("#")[0]) is not None
