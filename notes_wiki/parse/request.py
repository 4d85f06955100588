"""Parsing a note in another process: the request, and the answer.

In:  a source, and the settings and bibliography it is parsed with.
Out: a request as bytes for a `fork.Standby`, whose answer equals that of `encoded` in this process.

Requests are pickled: the other process is forked from this program, so it can be trusted.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from notes_wiki.load.bibliography import Library
from notes_wiki.model import Source
from notes_wiki.parse.settings import ParseSettings

if TYPE_CHECKING:
    from notes_wiki.parse.note import Parser

_MOST_PARSERS = 8
"""Parsers that a waiting process keeps. A wiki has one, or one for each kind of folder."""
_encode = msgspec.msgpack.Encoder().encode


class Encoded(NamedTuple):
    """A parsed note as bytes: its link facts, its facts, the digest of its body (hex), and its body.

    The body is a view, so that it need not be copied out of the message that it came in.
    """

    linking: bytes
    facts: bytes
    body_digest: str
    body: memoryview


def encoded(parser: Parser, source: Source) -> Encoded:
    """Parse a note and encode the result."""
    parsed = parser.parse(source)
    body = _encode(parsed.body)
    digest = hashlib.blake2b(body, digest_size=16).hexdigest()
    return Encoded(_encode(parsed.linking), _encode(parsed.facts), digest, memoryview(body))


def encode_settings(settings: ParseSettings, library: Library) -> bytes:
    """The first half of a request: the same for all notes of a folder."""
    return pickle.dumps((settings, library))


def encode_request(settings: bytes, source: Source) -> bytes:
    """The request to parse a note, for a process that runs `answering`."""
    return pickle.dumps((settings, source))


decode_answer = msgspec.msgpack.Decoder(Encoded).decode
"""What such a process answers with. Raises msgspec.DecodeError for anything else."""


def answering() -> Callable[[bytes], bytes]:
    """The function that answers requests; imports the parser, which takes most of a tenth of a second."""
    from notes_wiki.parse.note import Parser

    parsers: dict[bytes, Parser] = {}

    def answer(request: bytes) -> bytes:
        settings, source = pickle.loads(request)
        if settings not in parsers:
            if len(parsers) >= _MOST_PARSERS:
                parsers.clear()
            parsers[settings] = Parser(*pickle.loads(settings))
        return _encode(encoded(parsers[settings], source))

    return answer
