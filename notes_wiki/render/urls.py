"""Addresses as they stand in a page: relative, percent-encoded.

In:  files of the output folder, relative to it.
Out: what to write into `href` or `src` of a page that stands elsewhere in it.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from notes_wiki.model import FoundFile

_PLAIN = re.compile(r"[A-Za-z0-9/._~-]*").fullmatch


def encoded(address: str) -> str:
    """An address with everything percent-encoded that may not stand in a URL or an attribute."""
    return address if _PLAIN(address) else quote(address, safe="/~!$()*+,;=@")


def root_of(address: str) -> str:
    """The way from a page to the output folder: "" or "../" as often as it is deep."""
    return "../" * address.count("/")


def relative(page: str, address: str) -> str:
    """The address of a file of the site as seen from a page; both relative to the output folder."""
    folder = page.rpartition("/")[0]
    if not folder:
        return encoded(address)
    if address.startswith(folder + "/"):
        return encoded(address[len(folder) + 1 :])
    here = folder.split("/")
    there = address.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    return encoded("../" * (len(here) - shared) + "/".join(there[shared:]))


def fragment(name: str) -> str:
    """A fragment, with its "#"."""
    return "#" + (name if _PLAIN(name) else quote(name, safe="/~!$()*+,;=@:?"))


def file_address(file: FoundFile) -> str:
    """Where a file that notes use stands in the output folder: those of static folders at the root, as
    their addresses say, others under `-/assets/`, where they meet no note."""
    return file.path if file.static >= 0 else f"-/assets/{file.path}"
