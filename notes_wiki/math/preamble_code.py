r"""Macros of a preamble that define others, and loops that call them: `\def\mk#1{\expandafter\def\csname
bb#1\endcsname{\mathbb{#1}}}` and `\mk A`, or `\foreach \x in {A,...,Z}{\mk\x}`.

In:  a token of a preamble, the reader after it, the macros so far.
Out: whether it is such code: then what it stands for is put back, to be read next. Everything is bounded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from notes_wiki.math.budgets import MOST_TOKENS
from notes_wiki.math.calls import call
from notes_wiki.math.definition_parts import DEFINING, DefinitionError
from notes_wiki.math.internal_names import internal
from notes_wiki.math.macros import Macro
from notes_wiki.math.packages.conditions import TESTS, branch
from notes_wiki.math.reader import Reader, text_of
from notes_wiki.math.tokens import Token, split, tokenize, trim, ungrouped

_MOST_CALLS, _MOST_ITEMS = 1_000, 1_000
_MOST_LOOKED_AT = 1_000_000
"""Tokens of bodies that are looked through for definitions."""
_NAMEDEF = internal("\\@namedef")
_CSV, _FOREACH, _FOR, _TFOR = "\\forcsvlist", "\\foreach", internal("\\@for"), internal("\\@tfor")


class PreambleCode:
    """What of a preamble is run rather than read."""

    def __init__(self) -> None:
        self._calls = self._tokens = self._looked_at = 0
        self._stopped = False
        self._outside = 0
        """How many tokens are left when an expansion has been read: a test in one is decided, and one of the
        preamble's own is not, because it asks about TeX."""

    def run(self, token: Token, reader: Reader, macros: Mapping[str, Macro]) -> bool:
        """Put back what a token stands for, if it is code. Raises DefinitionError once, when it has run for
        too long; then nothing more is run."""
        name = token[0]
        found: Iterable[Token]
        if self._stopped:
            return False
        if name in macros and self._defines(name, macros):
            found = call(macros[name], token, reader, [])
        elif name in TESTS and reader.left() > self._outside:
            found = branch(name, reader)[0]
        elif name == _CSV:
            command, items = reader.argument() or [], split(reader.group() or [], ",")
            braces = ("{", token[1]), ("}", token[1])
            found = (part for item in items for part in (*command, braces[0], *item, braces[1]))
        elif name == "\\newif":
            found = _switch(text_of(reader.argument() or []), token[1])
        elif name == _NAMEDEF:
            found = [("\\def", token[1]), ("\\" + text_of(reader.argument() or []), token[1])]
        elif name in {_FOREACH, _FOR, _TFOR}:
            found = _loop(name, reader)
        else:
            return False
        self._put_back(list(islice(found, MOST_TOKENS + 1)), token, reader)
        return True

    def _put_back(self, found: list[Token], token: Token, reader: Reader) -> None:
        """Let tokens be read next, within bounds."""
        self._calls += 1
        self._tokens += len(found)
        self._outside = reader.left()
        if self._calls > _MOST_CALLS or self._tokens > MOST_TOKENS:
            self._stopped = True
            raise DefinitionError(
                "The macros and loops of this preamble define too much",
                token[1],
                "Write the definitions that are needed one by one.",
            )
        reader.push(found)

    def _defines(self, name: str, macros: Mapping[str, Macro]) -> bool:
        """Whether a macro defines others, by itself or through those it calls."""
        seen, ahead = {name}, [name]
        while ahead and self._looked_at <= _MOST_LOOKED_AT:
            macro = macros.get(ahead.pop())
            if macro is None or macro.ending:
                continue
            self._looked_at += 1 + len(macro.body)
            if not DEFINING.isdisjoint(macro.body):
                return True
            called = [text for text in macro.body if text in macros and text not in seen]
            seen.update(called)
            ahead += called
        return False


def _switch(name: str, offset: int) -> list[Token]:
    r"""The definitions of `\ifname`, `\nametrue` and `\namefalse`."""
    sets = name.replace("\\if", "\\", 1)
    code = f"\\def{name}{{\\iffalse}}" + "".join(
        f"\\def{sets}{value}{{\\let{name}\\if{value} }}" for value in ("true", "false")
    )
    return [(text, offset) for text, _ in tokenize(code)] if name.startswith("\\if") else []


def _loop(name: str, reader: Reader) -> Iterable[Token]:
    r"""A loop's body for each of its items: `\foreach \x in {…}{…}`, `\@for\x:=…\do{…}`. Nothing where it is
    written in another way."""
    variable = text_of(reader.argument() or [])
    if not _read(reader, "in" if name == _FOREACH else ":="):
        return []
    given = reader.group() if name == _FOREACH else _before_do(reader)
    body = reader.group()
    if given is None or body is None:
        return []
    if name == _TFOR:
        items: Iterable[list[Token]] = ([one] for one in given if not one[0].isspace())
    else:
        items = _with_ranges([trim(item) for item in split(given, ",")])
    return (part for item in items for one in body for part in (item if one[0] == variable else (one,)))


def _read(reader: Reader, word: str) -> bool:
    """Read a word, if it comes next; otherwise what was read is lost."""
    return all(reader.peek() == letter and text_of(reader.argument() or []) == letter for letter in word)


def _before_do(reader: Reader) -> list[Token] | None:
    r"""What a loop runs over, up to its `\do`; None, and nothing read, if there is none."""
    found: list[Token] = []
    while reader and len(found) < _MOST_ITEMS and not reader.next_is("\\do"):
        found.append(reader.pop())
    if not reader.next_is("\\do"):
        reader.push(found)
        return None
    reader.pop()
    return ungrouped(trim(found))


def _with_ranges(items: Sequence[list[Token]]) -> Iterator[list[Token]]:
    """The items, with those that `A,...,Z` leaves out."""
    for place, item in enumerate(items):
        if text_of(item) != "..." or not 0 < place < len(items) - 1:
            yield item
            continue
        first, last = text_of(items[place - 1]), text_of(items[place + 1])
        if len(first) == len(last) == 1:
            yield from ([(chr(code), item[0][1])] for code in range(ord(first) + 1, ord(last)))
