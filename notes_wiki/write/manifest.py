"""The manifest: a file in the output folder that lists which of its files are ours.

In:  the addresses of files with the digests of their bytes.
Out: the manifest as bytes, and back. Each line is a JSON list of digest and address, so that a line break in
     a name cannot add a line, and thereby claim a file that is not ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

NAME = ".wiki-manifest"
_HEADER = b"wiki manifest 2\n"
_HEADER_1 = b"wiki manifest 1\n"
"""The previous format, with lines `digest address`: folders written in it are still recognised."""

_Line = tuple[str, str]
_encode = msgspec.json.Encoder().encode_lines
_decoder = msgspec.json.Decoder(_Line)


def can_hold(address: str) -> bool:
    """Whether a file can have this address: no name holds a NUL or half of a surrogate pair."""
    try:
        return b"\0" not in address.encode()
    except UnicodeEncodeError:
        return False


def encode(listed: Mapping[str, str]) -> bytes:
    """The manifest of these files, given as address to digest."""
    return _HEADER + _encode([(listed[address], address) for address in sorted(listed)])


def read(path: Path) -> dict[str, str]:
    """The files that a manifest lists, address to digest; empty if it is missing or of an unknown format.
    Lines that are damaged, or name a place outside the folder, are skipped."""
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
    except ValueError:  # msgspec's errors are ValueErrors; undamaged lines still count
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
