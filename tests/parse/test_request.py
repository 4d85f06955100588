"""A note parsed on request, as another process does it."""

import msgspec
import pytest

from notes_wiki.load.bibliography import Library
from notes_wiki.model import Source
from notes_wiki.parse.note import Parser
from notes_wiki.parse.request import answering, decode_answer, encode_request, encode_settings, encoded
from notes_wiki.parse.settings import ParseSettings

_BIB = {"refs.bib": "@misc{k, author={A. B}, title={T}, year=2000}\n"}


@pytest.mark.parametrize("dialect", ["wiki", "pandoc"])
def test_an_answer_is_what_parsing_gives_here(dialect: str) -> None:
    settings, library = ParseSettings(dialect), Library(_BIB)
    source = Source("a.md", "# A\n\nSee @k and {++this++}.\n", "digest")
    answer = answering()
    for _ in range(2):
        answered = decode_answer(answer(encode_request(encode_settings(settings, library), source)))
        assert answered == encoded(Parser(settings, library), source)


def test_each_request_is_answered_by_its_own_settings_however_many_there_are() -> None:
    answer = answering()
    source = Source("a.md", "::: kind-3\nWords.\n:::\n", "digest")
    for number in [*range(12), 3]:
        settings = ParseSettings(statements=(f"kind-{number}",))
        answered = decode_answer(answer(encode_request(encode_settings(settings, Library({})), source)))
        assert (b"statement" in bytes(answered.body)) == (number == 3)


def test_what_is_no_answer_is_refused() -> None:
    with pytest.raises(msgspec.DecodeError):
        decode_answer(b"\xc1")
