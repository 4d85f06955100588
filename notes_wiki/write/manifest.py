"""What of an output folder is ours: a list that lies inside it.

In:  the addresses of files with the digests of their bytes.
Out: the bytes of the manifest, and back. Every line is a JSON list of digest and address, so that nothing
     in a name can make two lines of one, and with that a file of somebody else one of ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

NAME = ".wiki-manifest"
_HEADER = b"wiki manifest 2\n"
_HEADER_1 = b"wiki manifest 1\n"
"""Of the format before, whose lines are `digest address`: a folder written then is ours still."""

_Line = tuple[str, str]
_encode = msgspec.json.Encoder().encode_lines
_decoder = msgspec.json.Decoder(_Line)


def can_hold(address: str) -> bool:
    """Whether there can be such a file: no name has a NUL, or half of a character, in it."""
    try:
        return b"\0" not in address.encode()
    except UnicodeEncodeError:
        return False


def encode(listed: Mapping[str, str]) -> bytes:
    """The manifest of these files, address to digest."""
    return _HEADER + _encode([(listed[address], address) for address in sorted(listed)])


def read(path: Path) -> dict[str, str]:
    """The files that a manifest lists, address to digest: none where it is not there or of another format.
    A line that is damaged, or names a place outside the folder, lists nothing."""
    try:
        data = path.read_bytes()
    except OSError:
        return {}
    if data.startswith(_HEADER):
        lines = _lines(data.removeprefix(_HEADER))
    elif data.startswith(_HEADER_1):
        lines = _lines_1(data.removeprefix(_HEADER_1))
    else:
        return {}
    return {
        address: digest
        for digest, address in lines
        if address and not address.startswith("/") and ".." not in address.split("/")
    }


def _lines(data: bytes) -> Iterable[_Line]:
    try:
        return _decoder.decode_lines(data)
    except ValueError:  # msgspec's errors are such; the lines that are whole still count
        return [found for line in data.split(b"\n") for found in _line(line)]


def _line(text: bytes) -> list[_Line]:
    try:
        return [_decoder.decode(text)]
    except ValueError:
        return []


def _lines_1(data: bytes) -> Iterable[_Line]:
    for line in data.decode("utf-8", "replace").split("\n"):
        digest, _, address = line.partition(" ")
        yield digest, address
