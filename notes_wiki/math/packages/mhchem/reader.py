r"""Reading a chemical text from left to right into *entities*.

In:  a part of a formula, and the rules for what it may hold, in the order they are tried.
Out: TeX tokens, each with its place in the formula.

An entity is an amount, mass and atomic numbers, a name, an index, a charge. What a character means depends
on where it stands (`At`): a digit after a name is an index, before one an amount; `+` after a name is a
charge, after a space an operator.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum, auto

from notes_wiki.math.packages.mhchem import parts, signs
from notes_wiki.math.packages.mhchem.brackets import Part, say
from notes_wiki.math.packages.mhchem.entity import Entity
from notes_wiki.math.tokens import Token


class At(Enum):
    """Where the reading stands."""

    START = auto()  # of a phrase
    AFTER = auto()  # something that is done
    OPEN = auto()  # after an opening bracket or a hyphen
    BOND = auto()
    AMOUNT = auto()
    SPACED = auto()  # after an amount and a space
    MASS = auto()
    NUMBER = auto()
    ISOTOPE = auto()  # after both
    NAME = auto()
    INDEX = auto()
    CHARGE = auto()
    GROUPED_CHARGE = auto()  # one in braces, which nothing is added to
    INDEX_CHARGE = auto()
    INDEX_GROUPED_CHARGE = auto()
    CHARGE_INDEX = auto()


FREE = frozenset({At.START, At.AFTER, At.OPEN})
COUNTED = frozenset({At.AMOUNT, At.SPACED})
BEFORE_NAME = frozenset({At.MASS, At.NUMBER, At.ISOTOPE})
CHARGED = frozenset({At.CHARGE, At.GROUPED_CHARGE, At.INDEX_CHARGE, At.INDEX_GROUPED_CHARGE})


class Reader:
    """Reads one chemical text."""

    def __init__(self, part: Part, rules: Rules) -> None:
        self.rules = rules
        self.text = plain(part.text)
        self.start = part.place
        self.place = 0
        self.at = At.START
        self.entity = Entity()
        self.space = False
        self.leading_bond = False
        self.brackets = 0
        self.rows = False
        self.output: list[Token] = []

    def read(self) -> tuple[list[Token], bool]:
        """The tokens, and whether rows and columns of a table are among them."""
        if signs.OXIDATION.match(self.text) and self.text[:1] in "+-\\$":
            return [
                ("{", self.start),
                *parts.oxidation(Part(self.text, self.start)),
                ("}", self.start),
            ], False
        while self.place < len(self.text):
            if self.at in FREE:
                self.leading_bond = False
            if not any(rule(self) for rule in self.rules):
                self.other()
        self.flush()
        return self.output, self.rows

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The match of a pattern at this point, if there is one; reading goes on after it."""
        found = pattern.match(self.text, self.place)
        if found is not None:
            self.place = found.end()
        return found

    def say(self, tex: str) -> None:
        """Write our own TeX."""
        self.output += say(tex, self.here())

    def here(self) -> int:
        """The position in the whole formula, in characters."""
        return self.start + min(self.place, max(len(self.text) - 1, 0))

    def part(self, found: Part, closers: int = 0) -> Part:
        """A match in this text as a part, with its place in the whole; reading goes on after it."""
        self.place = found.end + closers
        return Part(found.text, self.start + found.place)

    def taken(self, found: re.Match[str], number: int = 0) -> Part:
        """A group of a match as a part, with its place in the whole."""
        return Part(found[number], self.start + found.start(number))

    def add(self, field: str, part: Part) -> None:
        """Append a part to a field of the entity."""
        before: Part = getattr(self.entity, field)
        setattr(self.entity, field, Part(before.text + part.text, before.place) if before.text else part)

    def go(self, at: At) -> bool:
        """Change where the reading stands. Returns True, because rules end with it."""
        self.at = at
        return True

    def flush(self, *, more: bool = False, counted: bool = False) -> None:
        """Write the entity. `more` says that something follows to which the space before it belongs,
        `counted` that this can have an amount."""
        entity, self.entity = self.entity, Entity()
        space, self.space = self.space, False
        if entity.is_empty() and not (more or counted):
            return
        if space:
            self.say("~")
        named = entity.name.text or entity.index.text or entity.charge.text
        before = entity.mass.text or entity.number.text
        if not named and not before and not counted:
            entity.amount_is_name()
        elif not named and before:
            entity.name, entity.charge, entity.index = entity.amount, entity.mass, entity.number
            entity.amount = entity.mass = entity.number = Part("", 0)
            entity.fresh = False
        self.output += entity.tokens(self.here())

    def amount_is_name(self) -> At:
        """Where the reading stands. An amount that has scripts is not an amount, but the name they belong
        to."""
        if self.at is At.AMOUNT:
            self.entity.amount_is_name()
            self.at = At.NAME
        return self.at

    def bond(self, kind: str, place: int = 0) -> bool:
        """Write the entity and a bond of this kind."""
        self.flush()
        if kind in signs.BONDS:
            self.say(signs.BONDS[kind])
        elif kind in signs.DRAWN:
            self.say(f"{{\\mathord{{{signs.DRAWING}{{{kind}}}}}}}")
        else:  # the command is left as it is, and its handler reports the unknown kind
            self.output += say(f"\\bond{{{kind}}}", place)
        return self.go(At.BOND)

    def other(self) -> None:
        """Write a character that means nothing here."""
        if self.at is At.AMOUNT:
            self.amount_is_name()
            return
        if self.at is At.SPACED:
            self.flush()
            self.space = True
            self.at = At.AFTER
            return
        self.flush()
        self.output.append((self.text[self.place], self.start + self.place))
        self.place += 1
        self.at = At.BOND

    def inner(self, part: Part) -> list[Token]:
        """The tokens for a chemical text inside this one."""
        return Reader(part, self.rules).read()[0]


Rule = Callable[[Reader], bool]
"""Reads what it knows, and says whether it did."""
Rules = tuple[Rule, ...]


def plain(text: str) -> str:
    """The text with dashes of every kind as hyphens. Every character stays where it is."""
    return text.translate(_DASHES)


_DASHES = str.maketrans("\n\u2212\u2013\u2014\u2010", " ----")
