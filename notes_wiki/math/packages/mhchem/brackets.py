"""What a chemical text has in brackets: groups, math between dollars, commands with their groups, states.

In:  a text, and where in it something is to begin.
Out: a `Part`, what stands there and where; None where nothing of the kind does.
"""

from __future__ import annotations

from typing import NamedTuple

from notes_wiki.math.tokens import Token, tokenize
from notes_wiki.pattern import pattern

COMMAND = pattern(r"\\(?:[a-zA-Z]+\s*|[_&{}%])")
_SIGN = pattern(r"\\(?:to|gets|cdot|times|equiv|(?!x|over|under)[a-zA-Z]*(?:arrow|harpoon)s?)\s")
"""Arrows and the like, which take no group: one behind a space is a substance."""
_STATE = pattern(r"\([a-z]{1,3}(?=[),])")
"""How a state of aggregation begins: `(aq)`, `(s, hot)`."""
_CRYSTAL = pattern(r"\((?:\\ca\s?)?\$[amothc]\$\)")
_END_OF_PHRASE = pattern(r"$|[\s,;)\]}]")


class Part(NamedTuple):
    """A piece of the argument, and the place of its first character."""

    text: str
    place: int

    @property
    def end(self) -> int:
        """The place after its last character."""
        return self.place + len(self.text)


def say(tex: str, place: int) -> list[Token]:
    """Our own TeX, all of it at one place."""
    return [(text, place) for text, _ in tokenize(tex)]


def braced(tokens: list[Token], place: int) -> list[Token]:
    """Tokens in a group."""
    return [("{", place), *tokens, ("}", place)]


def group_end(text: str, start: int, closer: str = "}") -> int:
    """The position of the closer of what begins at `start`, counting braces; -1 if there is none."""
    depth = 0
    place = start
    while place < len(text):
        char = text[place]
        if depth == 0 and char == closer:
            return place
        if char == "\\":
            place += 1
        elif char == "{":
            depth += 1
        elif char == "}":
            depth -= 1
        place += 1
    return -1


def group(text: str, start: int) -> Part | None:
    """The content of a braced group that begins at `start`."""
    if start >= len(text) or text[start] != "{":
        return None
    end = group_end(text, start + 1)
    return None if end < 0 else Part(text[start + 1 : end], start + 1)


def dollars(text: str, start: int) -> Part | None:
    """The content between dollars that begin at `start`."""
    if start >= len(text) or text[start] != "$":
        return None
    end = group_end(text, start + 1, "$")
    return None if end < 0 else Part(text[start + 1 : end], start + 1)


def command(text: str, start: int) -> Part | None:
    """A command that begins at `start`, with up to two braced groups after it."""
    found = COMMAND.match(text, start)
    if found is None:
        return None
    end = found.end()
    for _ in range(0 if _SIGN.match(text, start) else 2):
        inside = group(text, end)
        if inside is None:
            break
        end = inside.end + 1
    return Part(text[start:end], start)


def state_of_aggregation(text: str, start: int) -> Part | None:
    r"""`(aq)`, `(s, hot)`, or a crystal system `($c$)`, at the end of a phrase."""
    if _STATE.match(text, start):
        end = group_end(text, start, ")")
        if end >= 0 and _END_OF_PHRASE.match(text, end + 1):
            return Part(text[start : end + 1], start)
    crystal = _CRYSTAL.match(text, start)
    return Part(crystal[0], start) if crystal else None
