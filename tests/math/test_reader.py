"""Reading arguments from a stream of tokens."""

from __future__ import annotations

from notes_wiki.math.reader import Reader, text_of
from notes_wiki.math.tokens import Token, tokenize


class _Counting(Reader):
    """A reader that counts the tokens it reads."""

    read = 0

    def pop(self) -> Token:
        self.read += 1
        return super().pop()


def test_an_argument_in_brackets_that_is_never_closed_leaves_everything_to_be_read() -> None:
    reader = Reader(tokenize(" [a[b]{]}c}d]"))
    assert reader.delimited("[") is None
    assert text_of(reader.rest()) == "[a[b]{]}c}d]"


def test_of_nested_brackets_those_that_are_closed_are_arguments() -> None:
    reader = Reader(tokenize("[a[b]c"))
    assert reader.optional() is None
    assert text_of([reader.pop(), reader.pop()]) == "[a"
    assert text_of(reader.optional() or []) == "b"


def test_braces_are_brackets_too() -> None:
    reader = Reader(tokenize("{a{b}c}d"))
    assert text_of(reader.delimited("{") or []) == "a{b}c"


def test_many_brackets_that_are_never_closed_are_not_each_looked_for_to_the_end() -> None:
    reader = _Counting(tokenize("\\qty[" * 1000))
    while reader:
        reader.pop()
        assert reader.optional() is None
        reader.pop()
    assert reader.read < 10_000
