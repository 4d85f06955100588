r"""Expanding macros in the text itself: a fast path for formulas that need no other processing.

In:  a formula's text, and the macros that apply to it.
Out: the text with every macro replaced by its body, outermost first as in TeX; None if one is not simple (an
     optional or delimited argument, a missing argument, a body with unbalanced brackets), which is left to
     the `Expander`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from notes_wiki.math.budgets import LONGEST
from notes_wiki.math.macros import Macro
from notes_wiki.math.packages.physics.in_text import argument
from notes_wiki.math.tokens import ENGINE, PRIMITIVE, is_word, join, whole_number
from notes_wiki.pattern import pattern

MOST = 50
"""Macros expanded in one formula; each is a search and a copy of the rest."""

# After another backslash, a name is the end of a row and letters; so each backslash is read with what it
# escapes.
_COMMAND = pattern(r"\\(?:[a-zA-Z]+|[\s\S])")
_ENDS_WITH_WORD = pattern(r"\\[a-zA-Z]+\Z")


class _Body(NamedTuple):
    """How many arguments a macro takes, and its body: texts, and indices of arguments (from 0)."""

    parameters: int
    parts: tuple[str | int, ...]


class MacrosInText:
    """The macros of a wiki as texts. `names`: all control words among them, simple or not."""

    def __init__(self, macros: Mapping[str, Macro]) -> None:
        self.names = frozenset(name for name in macros if is_word(name))
        self._bodies = {name: body for name in self.names if (body := _body(macros[name])) is not None}

    def expand(self, tex: str) -> str | None:
        """The text without macros."""
        place = 0
        for _ in range(MOST):
            found = next((one for one in _COMMAND.finditer(tex, place) if one[0] in self.names), None)
            if found is None:
                return tex
            body = self._bodies.get(found[0])
            made = _call(body, tex, found.end()) if body else None
            if made is None:
                return None
            place = found.start()
            tex = tex[:place] + made[0] + tex[made[1] :]
            if len(tex) > LONGEST:
                return None
        return None


def _body(macro: Macro) -> _Body | None:
    """A macro's body cut at its parameters; None where its call or its body is not simple."""
    if macro.default is not None or macro.delimiters or macro.ending or macro.arguments or macro.paired:
        return None
    if not _is_closed(macro.body):
        return None
    parts: list[str | int] = []
    run: list[str] = []
    tokens = iter(macro.body)
    for token in tokens:
        if token[-1] in {ENGINE, PRIMITIVE}:
            return None
        if token != "#":
            run.append(token)
            continue
        number = whole_number(next(tokens, ""))
        if number is None or not 0 < number <= macro.parameters:
            return None
        parts += [_written(run), number - 1]
        run = []
    return _Body(macro.parameters, (*parts, _written(run)))


def _written(tokens: list[str]) -> str:
    return _apart(join((token, 0) for token in tokens))


def _apart(text: str) -> str:
    """A text with a space after the command that it ends with, because a letter may follow."""
    return f"{text} " if _ENDS_WITH_WORD.search(text) else text


def _is_closed(body: tuple[str, ...]) -> bool:
    """Whether the brackets in a body are balanced; `physics` reads brackets before macros are expanded."""
    signs = Counter(body)
    return signs["("] == signs[")"] and signs["["] == signs["]"] and signs["|"] == 0


def _call(body: _Body, tex: str, place: int) -> tuple[str, int] | None:
    """The body with the arguments that follow at `place`, and the position after these."""
    arguments: list[str] = []
    for _ in range(body.parameters):
        found = argument(tex, place)
        if found is None:
            return None
        arguments.append(_apart(found[0]))
        place = found[1]
    return "".join(part if isinstance(part, str) else arguments[part] for part in body.parts), place
