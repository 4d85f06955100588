"""TeX text -> tokens.

In:  the text of a formula or a preamble.
Out: tokens, each a pair of its text and its offset (characters from the start of the text).

A token is a control sequence (`\\alpha`, `\\{`), a run of white space, or one character. Comments are
dropped with the line's end and the white space that begins the next line, as TeX does. Tokens are plain
tuples: a formula has fifty, a wiki a million.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from notes_wiki.pattern import pattern

Token = tuple[str, int]
"""Text and offset."""

PRIMITIVE = "\x04"
"""After a command's name: what it means before any macro is defined (`\\let\\old=\\phi`)."""
ENGINE = "\x01"
"""After a command's name: the engine's own command, not to be expanded again."""

GROUP_OPENERS = frozenset({"{", "\\begin", "\\left"})
GROUP_CLOSERS = frozenset({"}", "\\end", "\\right"})
"""What begins and ends what TeX takes for one: a group, an environment, what is between two delimiters."""

_TOKEN = pattern(r"\\[a-zA-Z]+[\x01\x04]?|\\[\s\S]|%[^\n]*(?:\n[ \t]*)?|\s+|[^\\]|\\")


def tokenize(text: str, offset: int = 0) -> list[Token]:
    """The tokens of a text whose first character is at `offset`. Never raises."""
    return [
        (found[0], found.start() + offset) for found in _TOKEN.finditer(text) if not found[0].startswith("%")
    ]


def is_word(token: str) -> bool:
    """Whether a token is a control word, which swallows the white space after it."""
    return len(token) > 1 and token[0] == "\\" and token[1].isascii() and token[1].isalpha()


def whole_number(text: str) -> int | None:
    """The number that a text is in ASCII digits, or None. `str.isdigit` takes `²` too, which no `int` reads,
    and `int` refuses thousands of digits."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def join(tokens: Iterable[Token]) -> str:
    r"""The text that these tokens are written as: a control word is kept apart from a letter after it, and
    from a star, which the engine would read as a part of its name; only `\operatorname` has such a form."""
    parts: list[str] = []
    word = starred = False
    for text, _ in tokens:
        if (word and text[0].isascii() and text[0].isalpha()) or (starred and text == "*"):
            parts.append(" ")
        parts.append(text)
        word = text[0] == "\\" and is_word(text)
        starred = word and text.rstrip(ENGINE) != "\\operatorname"
    return "".join(parts)


def trim(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without white space at either end."""
    start, end = 0, len(tokens)
    while start < end and tokens[start][0].isspace():
        start += 1
    while end > start and tokens[end - 1][0].isspace():
        end -= 1
    return list(tokens[start:end])


def ungrouped(tokens: list[Token]) -> list[Token]:
    """The tokens without the braces around them, if all of them are one group."""
    is_group = bool(tokens) and tokens[0][0] == "{" and find_closer(tokens, 0, "{", "}") == len(tokens) - 1
    return tokens[1:-1] if is_group else tokens


def after_spaces(tokens: Sequence[Token], place: int) -> int:
    """The place of the next token, from `place` on, that is not a space."""
    while place < len(tokens) and tokens[place][0].isspace():
        place += 1
    return place


def find_closer(tokens: Sequence[Token], place: int, opener: str, closer: str, depth: int = 0) -> int:
    """The place of the closer of what begins at `place`, or, with a depth of 1, is open there; the end, where
    there is none."""
    for at in range(place, len(tokens)):
        depth += (tokens[at][0] == opener) - (tokens[at][0] == closer)
        if depth < 0 or (depth == 0 and tokens[at][0] == closer):
            return at
    return len(tokens)


def split(tokens: Sequence[Token], separator: str) -> list[list[Token]]:
    """The tokens between separators that stand in no group and no environment."""
    parts: list[list[Token]] = [[]]
    depth = 0
    for token in tokens:
        text = token[0]
        if text in {"{", "\\begin"}:
            depth += 1
        elif text in {"}", "\\end"}:
            depth -= 1
        if text == separator and depth == 0:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts
