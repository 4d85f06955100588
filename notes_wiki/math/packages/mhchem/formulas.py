r"""`\ce{…}`: chemical formulas and equations.

In:  the argument's text.
Out: TeX tokens, each with its place in the text.

The text is read from left to right into *entities*: an amount, mass and atomic numbers, a name, an index, a
charge. What a character means depends on where it stands (`_At`): a digit behind a name is an index, before
one an amount; `+` behind a name is a charge, behind a space an operator.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum, auto

from notes_wiki.math.packages.mhchem import parts, signs
from notes_wiki.math.packages.mhchem.entity import Entity
from notes_wiki.math.packages.mhchem.parts import Part, braced, say
from notes_wiki.math.packages.mhchem.units import quantity
from notes_wiki.math.tokens import Token


class _At(Enum):
    """Where the reading stands."""

    START = auto()  # of a phrase
    AFTER = auto()  # something that is done
    OPEN = auto()  # behind an opening bracket or a hyphen
    BOND = auto()
    AMOUNT = auto()
    SPACED = auto()  # behind an amount and a space
    MASS = auto()
    NUMBER = auto()
    ISOTOPE = auto()  # behind both
    NAME = auto()
    INDEX = auto()
    CHARGE = auto()
    GROUPED_CHARGE = auto()  # one in braces, which nothing is added to
    INDEX_CHARGE = auto()
    INDEX_GROUPED_CHARGE = auto()
    CHARGE_INDEX = auto()


_FREE = frozenset({_At.START, _At.AFTER, _At.OPEN})
_COUNTED = frozenset({_At.AMOUNT, _At.SPACED})
_BEFORE_NAME = frozenset({_At.MASS, _At.NUMBER, _At.ISOTOPE})
_CHARGED = frozenset({_At.CHARGE, _At.GROUPED_CHARGE, _At.INDEX_CHARGE, _At.INDEX_GROUPED_CHARGE})


def chemistry(text: str, place: int = 0, *, outermost: bool = False) -> list[Token]:
    """The tokens that a chemical text stands for; `outermost` in a group of their own, so that a script
    behind them has a base, unless the rows and columns of a table are among them."""
    tokens, in_rows = _Reader(Part(_plain(text), place)).read()
    return [("{", place), *tokens, ("}", place)] if outermost and not in_rows else tokens


def _plain(text: str) -> str:
    """The text with dashes of every kind as hyphens. Every character stays where it is."""
    return text.translate(_DASHES)


_DASHES = str.maketrans("\n\u2212\u2013\u2014\u2010", " ----")


class _Reader:
    """Reads one chemical text."""

    def __init__(self, part: Part) -> None:
        self._text = part.text
        self._start = part.place
        self._place = 0
        self._at = _At.START
        self._entity = Entity()
        self._space = False
        self._leading_bond = False
        self._brackets = 0
        self._rows = False
        self._output: list[Token] = []

    def read(self) -> tuple[list[Token], bool]:
        """The tokens, and whether rows and columns of a table are among them."""
        if parts.OXIDATION.match(self._text) and self._text[:1] in "+-\\$":
            return [
                ("{", self._start),
                *parts.oxidation(Part(self._text, self._start)),
                ("}", self._start),
            ], False
        while self._place < len(self._text):
            if self._at in _FREE:
                self._leading_bond = False
            if not any(rule(self) for rule in _RULES):
                self._other()
        self._flush()
        return self._output, self._rows

    # --- what all rules use

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self._text, self._place)
        if found is not None:
            self._place = found.end()
        return found

    def _say(self, tex: str) -> None:
        self._output += say(tex, self._here())

    def _here(self) -> int:
        return self._start + min(self._place, max(len(self._text) - 1, 0))

    def _part(self, found: Part, closers: int = 0) -> Part:
        """A part found in this text, with its place in the whole; the reading goes on behind it."""
        self._place = found.place + len(found.text) + closers
        return Part(found.text, self._start + found.place)

    def _taken(self, found: re.Match[str], number: int = 0) -> Part:
        return Part(found[number], self._start + found.start(number))

    def _add(self, field: str, part: Part) -> None:
        before: Part = getattr(self._entity, field)
        setattr(self._entity, field, Part(before.text + part.text, before.place) if before.text else part)

    def _go(self, at: _At) -> bool:
        self._at = at
        return True

    def _flush(self, *, more: bool = False, counted: bool = False) -> None:
        """Write the entity. `more` where something follows that the space before it belongs to, `counted`
        where that can have an amount."""
        entity, self._entity = self._entity, Entity()
        space, self._space = self._space, False
        if entity.is_empty() and not (more or counted):
            return
        if space:
            self._say("~")
        named = entity.name.text or entity.index.text or entity.charge.text
        before = entity.mass.text or entity.number.text
        if not named and not before and not counted:
            entity.amount_is_name()
        elif not named and before:
            entity.name, entity.charge, entity.index = entity.amount, entity.mass, entity.number
            entity.amount = entity.mass = entity.number = Part("", 0)
            entity.fresh = False
        self._output += entity.tokens(self._here())

    # --- rules, in the order they are tried: each reads what it knows and says whether it did

    def _up_or_down(self) -> bool:
        """`v` a precipitate, `^` a gas."""
        if self._at not in _FREE and self._at is not _At.SPACED:
            return False
        found = self._take(signs.UP_DOWN)
        if found is None:
            return False
        self._space = False
        self._flush()
        self._say(" \\downarrow{} " if "v" in found[0] else " \\uparrow{} ")
        return self._go(_At.AFTER)

    def _upright(self) -> bool:
        found = self._take(signs.UPRIGHT) if self._at in _FREE else None
        if found is None:
            return False
        self._add("name", self._taken(found))
        self._flush()
        return self._go(_At.AFTER)

    def _orbital(self) -> bool:
        found = self._take(signs.ORBITAL) if self._at in _FREE or self._at is _At.BOND else None
        if found is None:
            return False
        self._add("name", self._taken(found))
        return self._go(_At.NAME)

    def _arrow(self) -> bool:
        found = self._take(signs.ARROW)
        if found is None:
            return False
        self._flush()
        above, below = self._label(), self._label()
        kind = signs.ARROWS.get(found[0], found[0])
        self._say("{}")
        self._output += self._drawn(kind, above, below)
        self._say("{}")
        return self._go(_At.START)

    def _label(self) -> list[Token]:
        """What stands in brackets behind an arrow: chemistry, or behind T text, behind M math."""
        kind = self._text[self._place : self._place + 1]
        kind = kind if kind in {"C", "M", "T"} else ""
        start = self._place + len(kind)
        if self._text[start : start + 1] != "[":
            return []
        end = parts.group_end(self._text, start + 1, "]")
        if end < 0:
            return []
        part = self._part(Part(self._text[start + 1 : end], start + 1), 1)
        if kind == "M":
            return parts.math(part)
        return parts.words(part) if kind == "T" else chemistry(part.text, part.place)

    def _drawn(self, kind: str, above: list[Token], below: list[Token]) -> list[Token]:
        place = self._here()
        labels = [("[", place), *braced(below, place), ("]", place)] if below else []
        if kind in signs.UNEQUAL:
            arrow = say(signs.UNEQUAL[kind], place)
            arrow = say("\\overset", place) + braced(above, place) + braced(arrow, place) if above else arrow
            return say("\\underset", place) + braced(below, place) + braced(arrow, place) if below else arrow
        if not above and not below:
            return say(signs.BARE.get(kind) or f"{signs.LABELLED[kind]}{{\\kern1em}}", place)
        return [*say(signs.LABELLED[kind], place), *labels, *braced(above, place)]

    def _plus(self) -> bool:
        if self._text[self._place] != "+" or self._at in _FREE | _COUNTED | _BEFORE_NAME:
            return False
        sign = Part("+", self._start + self._place)
        self._place += 1
        if self._at is _At.BOND:
            self._space = False
            self._flush()
            self._say(" {}+{} ")
            return self._go(_At.START)
        if self._at is _At.CHARGE_INDEX:
            self._flush()
        elif self._at is _At.NAME:
            self._entity.fresh = True
        self._add("charge", sign)
        return self._go(_At.INDEX_CHARGE if self._entity.index.text else _At.CHARGE)

    def _amount(self) -> bool:
        return self._at in {_At.START, _At.OPEN} and self._take_amount()

    def _later_amount(self) -> bool:
        return self._at in {_At.AFTER, _At.BOND} and self._take_amount()

    def _take_amount(self) -> bool:
        found = self._take(signs.AMOUNT) or self._take(signs.MATH_AMOUNT)
        if found is None:
            return False
        self._add("amount", self._taken(found))
        return self._go(_At.AMOUNT)

    def _operator(self) -> bool:
        if self._at not in _FREE | _COUNTED:
            return False
        plus_minus = self._take(signs.PLUS_MINUS)
        found = plus_minus or self._take(signs.OPERATOR)
        if found is None:
            return False
        self._space = False
        self._flush()
        sign = "\\pm " if plus_minus else signs.OPERATORS.get(found[0], found[0])
        self._say(f" {{}}{sign}{{}} ")
        return self._go(_At.START)

    def _ending_minus(self) -> bool:
        """A minus at the end of a phrase: a charge."""
        behind_group = self._at in {_At.GROUPED_CHARGE, _At.INDEX_GROUPED_CHARGE, _At.CHARGE_INDEX}
        charged = self._at in {_At.NAME, _At.INDEX, _At.CHARGE, _At.INDEX_CHARGE}
        found = self._take(signs.ENDING_MINUS) if behind_group or charged else None
        if found is None:
            return False
        if behind_group:
            return self._bond("-")
        if self._at in {_At.NAME, _At.INDEX}:
            if self._leading_bond:
                self._bond("-")
            else:
                self._add("charge", self._taken(found))
                self._flush()
            return self._go(_At.INDEX_CHARGE)
        self._add("charge", self._taken(found))
        return True

    def _hyphen(self) -> bool:
        """A minus before a digit or an orbital: a hyphen in a name."""
        named = self._at is _At.NAME
        if (named or self._at is _At.BOND) and self._take(signs.MINUS_DIGIT):
            self._flush()
            self._say("\\text{-}")
            return self._go(_At.BOND)
        if (named or self._at is _At.CHARGE) and self._take(signs.MINUS_ORBITAL):
            self._flush()
            self._say("\\text{-}")
            return self._go(_At.OPEN)
        return False

    def _minus(self) -> bool:
        if self._text[self._place] != "-":
            return False
        sign = Part("-", self._start + self._place)
        self._place += 1
        if self._at in _FREE:
            self._flush(more=True)
            self._leading_bond = True
            return self._bond("-")
        if self._at is _At.AMOUNT:
            self._flush()
            self._say("\\text{-}")
            return self._go(_At.OPEN)
        if self._at is _At.SPACED:
            self._flush(counted=True)
            return self._bond("-")
        if self._at is _At.MASS:
            self._add("mass", sign)
            return True
        if self._at in {_At.BOND, _At.GROUPED_CHARGE, _At.INDEX_GROUPED_CHARGE, _At.NUMBER, _At.ISOTOPE}:
            return self._bond("-")
        return self._inner_minus(sign)

    def _inner_minus(self, sign: Part) -> bool:
        """A minus behind a name, an index or a charge, with more to come: hyphen, charge or bond."""
        entity = self._entity
        name = entity.name.text
        greek = signs.GREEK_LETTER.match(name) is not None
        letter = signs.LATIN_LETTER.match(name) is not None
        if signs.WHOLE_ORBITAL.match(name) or greek or letter:
            alone = not (entity.amount.text or entity.mass.text or entity.number.text)
            if letter and alone and len(name) == 1 and not entity.index.text and not entity.charge.text:
                entity.name = Part(f"${name}$", entity.name.place)
            self._flush()
            self._say("\\text{-}")
        elif self._at not in {_At.NAME, _At.INDEX} and re.fullmatch("[0-9]+", entity.charge.text):
            self._add("charge", sign)
            self._flush()
        else:
            self._bond("-")
        return self._go(_At.OPEN)

    def _letters(self) -> bool:
        found = self._take(parts.LETTERS)
        if found is None:
            return False
        if self._at in {_At.INDEX, _At.CHARGE_INDEX}:
            self._flush()
        elif self._at in _CHARGED:
            charge = self._entity.charge
            isotope = re.fullmatch("[1-9][0-9]*", charge.text) is not None
            if isotope:  # H^3HO: what stands above belongs to what follows
                self._entity.charge = Part("", 0)
            self._flush()
            if isotope:
                self._say("\\mkern2mu ")
                self._entity.mass = charge
        self._add("name", self._taken(found))
        return self._go(_At.NAME)

    def _digits(self) -> bool:
        if self._at not in {_At.NAME, _At.CHARGE, _At.GROUPED_CHARGE, _At.INDEX, _At.AMOUNT}:
            return False
        found = self._take(signs.DIGITS)
        if found is None:
            return False
        if self._at is _At.INDEX:
            self._flush()
        if self._at in {_At.INDEX, _At.AMOUNT}:
            self._add("name", self._taken(found))
            return self._go(_At.NAME)
        self._add("index", self._taken(found))
        return self._go(_At.INDEX if self._at is _At.NAME else _At.CHARGE_INDEX)

    def _white_space(self) -> bool:
        if not self._text[self._place].isspace():
            return False
        self._place += 1
        following = self._text[self._place : self._place + 1]
        if self._at in _BEFORE_NAME and (following in {"\\", "$"} or "A" <= following <= "Z"):
            return True
        if self._at is _At.AMOUNT:
            return self._go(_At.SPACED)
        if self._at is _At.START:
            self._space = False
            return True
        if self._at not in {_At.AFTER, _At.OPEN}:
            self._flush()
            self._at = _At.AFTER
        self._space = True
        return True

    def _row(self) -> bool:
        found = self._take(signs.ROW)
        if found is None:
            return False
        self._flush()
        self._output.append((found[1], self._start + found.start()))
        self._say(" ")
        self._rows = True
        return self._go(self._at if self._at in {_At.AFTER, _At.OPEN} else _At.START)

    def _ellipsis(self) -> bool:
        if self._text.startswith("\u2026", self._place):
            self._place += 1
        elif not self._take(signs.DOTS):
            return False
        if self._at in _CHARGED | {_At.NAME, _At.CHARGE_INDEX}:
            return self._bond("...")
        self._flush(more=True)
        self._say("\\ldots ")
        return self._go(_At.AFTER)

    def _added(self) -> bool:
        """`CuSO4*5H2O`: an addition compound."""
        if not self._take(signs.ADDED):
            return False
        self._flush()
        self._say("\\,{\\cdot}\\,")
        return self._go(_At.AFTER)

    def _state(self) -> bool:
        found = parts.state_of_aggregation(self._text, self._place)
        if found is None:
            return False
        self._flush()
        self._say("\\mkern2mu ")
        self._output += parts.name(self._part(found))
        return self._go(_At.AFTER)

    def _opening(self) -> bool:
        found = self._take(signs.OPENING)
        if found is None:
            return False
        if self._at not in _FREE | _COUNTED | {_At.BOND, _At.NAME}:
            self._flush()
        self._add("name", self._taken(found))
        self._flush()
        self._brackets += 1
        return self._go(_At.OPEN)

    def _closing(self) -> bool:
        found = self._take(signs.CLOSING)
        if found is None:
            return False
        if self._at not in _FREE | _BEFORE_NAME | {_At.BOND, _At.NAME}:
            self._flush()
        self._add("name", self._taken(found))
        self._brackets -= 1
        return self._go(_At.NAME)

    def _comma(self) -> bool:
        found = self._take(signs.COMMA)
        if found is None:
            return False
        self._flush()
        wide = found[2] and self._brackets == 0
        self._say(f"{{{found[1]}}}\\mkern{6 if wide else 3}mu ")
        return self._go(_At.START)

    def _no_script(self) -> bool:
        return self._take(signs.NO_SCRIPT) is not None

    def _above(self) -> bool:
        """`^{…}`, `^2-`, `^.`, `'`."""
        grouped, found = self._script("^")
        if found is None:
            short = self._take(signs.SHORT_CHARGE)
            if short is None:
                return False
            found = self._taken(short, 1 if short[1] else 2)
        at = self._amount_is_name()
        if at in _FREE or at is _At.SPACED or at is _At.NUMBER:
            self._add("mass", found)
            return self._go(_At.ISOTOPE if at is _At.NUMBER else _At.MASS)
        if at in {_At.BOND, _At.NAME}:
            self._entity.charge, self._entity.fresh = found, True
            return self._go(_At.GROUPED_CHARGE if grouped else _At.CHARGE)
        if at is _At.INDEX:
            self._add("charge", found)
            return self._go(_At.INDEX_GROUPED_CHARGE if grouped else _At.INDEX_CHARGE)
        if at in _CHARGED and not grouped:
            self._add("charge", found)
            return True
        if at in _CHARGED or at is _At.CHARGE_INDEX:
            self._flush()
            self._add("charge", found)
            return self._go(_At.GROUPED_CHARGE if grouped else _At.CHARGE)
        return True  # behind a mass number it says nothing

    def _amount_is_name(self) -> _At:
        """Where the reading stands; an amount that has scripts is none, but what they belong to."""
        if self._at is _At.AMOUNT:
            self._entity.amount_is_name()
            self._at = _At.NAME
        return self._at

    def _state_below(self) -> bool:
        """`CO3^2-_{(aq)}`: a state, whatever stands before it."""
        if self._at not in _CHARGED | {_At.INDEX, _At.CHARGE_INDEX}:
            return False
        found = self._take(signs.STATE_BELOW)
        if found is None:
            return False
        self._flush()
        self._add("index", self._taken(found, 1))
        return self._go(_At.INDEX)

    def _below(self) -> bool:
        """`_{…}`, `_2`, `_$x$`."""
        _, found = self._script("_")
        if found is None:
            short = self._take(signs.SHORT_INDEX)
            if short is None:
                return False
            found = self._taken(short, 1)
        at = self._amount_is_name()
        if at in _FREE or at in {_At.SPACED, _At.MASS}:
            self._add("number", found)
            return self._go(_At.ISOTOPE if at is _At.MASS else _At.NUMBER)
        if at in {_At.CHARGE, _At.GROUPED_CHARGE}:
            self._add("index", found)
            return self._go(_At.CHARGE_INDEX)
        if at not in {_At.BOND, _At.NAME}:
            self._flush()
        self._add("index", found)
        return self._go(_At.INDEX)

    def _script(self, sign: str) -> tuple[bool, Part | None]:
        """A script in braces, between dollars or a command, and before it whether nothing can be added."""
        if self._text[self._place] != sign:
            return False, None
        start = self._place + 1
        inside = parts.group(self._text, start)
        if inside is not None:
            return True, self._part(inside, 1)
        math = parts.dollars(self._text, start)
        if math is not None:
            return True, self._part(Part(self._text[start : start + len(math.text) + 2], start))
        command = parts.command(self._text, start)
        return False, None if command is None else self._part(command)

    def _bond_sign(self) -> bool:
        if self._at in _BEFORE_NAME:
            return False
        found = self._take(signs.BOND)
        if found is None:
            return False
        self._flush(counted=True)
        return self._bond("#" if found[0] == "\u2261" else found[0])

    def _bond(self, kind: str, place: int = 0) -> bool:
        self._flush()
        if kind in signs.BONDS:
            self._say(signs.BONDS[kind])
        else:  # the command itself, left standing, tells of a kind that there is not
            self._output += say(f"\\bond{{{kind}}}", place)
        return self._go(_At.BOND)

    def _group(self) -> bool:
        """`{words}`; `{}` ends what stands before it."""
        inside = parts.group(self._text, self._place)
        if inside is None:
            return False
        if not inside.text:
            self._place += 2
            self._flush(more=True)
            if self._text.startswith("^", self._place):
                self._say("\\mkern2mu ")
            return self._go(_At.AFTER)
        if self._at in _CHARGED | {_At.NAME, _At.INDEX, _At.CHARGE_INDEX}:
            self._flush()
        whole = self._part(Part(self._text[self._place : self._place + len(inside.text) + 2], self._place))
        self._add("name", whole)
        return self._go(_At.NAME)

    def _math(self) -> bool:
        inside = parts.dollars(self._text, self._place)
        if inside is None:
            return False
        if self._at in _CHARGED | {_At.INDEX, _At.CHARGE_INDEX}:
            self._flush()
        whole = self._part(Part(self._text[self._place : self._place + len(inside.text) + 2], self._place))
        if self._at is _At.AMOUNT:
            self._add("amount", whole)
            return True
        self._add("name", whole)
        return self._go(_At.NAME)

    def _command(self) -> bool:
        word = signs.WORD.match(self._text, self._place)
        handler = _COMMANDS.get(word[0]) if word else None
        if word and handler:
            before = self._place
            self._place = word.end()
            if handler(self, word[0]):
                return True
            self._place = before
        if self._text[self._place : self._place + 2] in {"\\,", "\\ ", "\\;", "\\:"}:
            self._flush(more=True)
            self._output.append((self._text[self._place : self._place + 2], self._start + self._place))
            self._place += 2
            return self._go(_At.AFTER)
        found = parts.command(self._text, self._place)
        if found is None:
            return False
        if self._at in _CHARGED | {_At.INDEX, _At.CHARGE_INDEX}:
            self._flush()
        self._add("name", self._part(found))
        self._flush()
        return self._go(_At.BOND)

    def _two(self) -> tuple[Part, Part] | None:
        """Two braced groups, if they come next."""
        first = parts.group(self._text, self._place)
        second = parts.group(self._text, first.place + len(first.text) + 1) if first else None
        if first is None or second is None:
            return None
        return self._part(first, 1), self._part(second, 1)

    def _stacked(self, command: str) -> bool:
        """`\\frac`, `\\overset`, `\\underset`: both of their groups are chemistry."""
        found = self._two()
        if found is None:
            return False
        self._flush(more=True)
        self._output.append((command, found[0].place))
        for part in found:
            self._output += braced(chemistry(part.text, part.place), part.place)
        return self._go(_At.BOND)

    def _underbrace(self, command: str) -> bool:
        first = parts.group(self._text, self._place)
        end = first.place + len(first.text) + 1 if first else 0
        second = parts.group(self._text, end + 1) if first and self._text[end : end + 1] == "_" else None
        if first is None or second is None:
            return False
        self._flush(counted=True)
        above, below = self._part(first, 1), self._part(second, 1)
        self._output += [(command, above.place), *braced(chemistry(above.text, above.place), above.place)]
        self._output += [("_", below.place), *braced(chemistry(below.text, below.place), below.place)]
        return self._go(_At.BOND)

    def _colour(self, command: str) -> bool:
        """`\\color{red}{H2O}`, and `\\color{red}` for what follows."""
        colour = parts.group(self._text, self._place)
        if colour is None:
            return False
        self._flush(counted=True)
        named = self._part(colour, 1)
        inside = parts.group(self._text, self._place) if command != "\\textcolor" else colour
        inside = parts.group(self._text, self._place) or (None if command == "\\color" else inside)
        name = [("{", named.place), *say(named.text, named.place), ("}", named.place)]
        if inside is None:
            self._output += [("\\color", named.place), *name]
            return True
        part = self._part(inside, 1)
        self._output += [("\\textcolor", named.place), *name]
        self._output += braced(chemistry(part.text, part.place), part.place)
        return self._go(_At.BOND)

    def _inner(self, command: str) -> bool:
        """`\\ce`, `\\pu` and `\\bond` inside."""
        found = parts.group(self._text, self._place)
        if found is None:
            return False
        self._flush(counted=True)
        part = self._part(found, 1)
        if command == "\\bond":
            return self._bond(part.text.strip(), part.place)
        inside = chemistry if command == "\\ce" else quantity
        self._output += braced(inside(part.text, part.place), part.place)
        return self._go(_At.BOND)

    def _passed(self) -> bool:
        """What stands for itself: `/`, `~`, `|`."""
        char = self._text[self._place]
        if char not in "/~|":
            return False
        self._flush(more=True)
        self._output.append((char, self._start + self._place))
        self._place += 1
        return self._go(_At.BOND)

    def _other(self) -> None:
        """A character that means nothing here."""
        if self._at is _At.AMOUNT:
            self._amount_is_name()
            return
        if self._at is _At.SPACED:
            self._flush()
            self._space = True
            self._at = _At.AFTER
            return
        self._flush()
        self._output.append((self._text[self._place], self._start + self._place))
        self._place += 1
        self._at = _At.BOND


_RULES: tuple[Callable[[_Reader], bool], ...] = (
    _Reader._up_or_down,
    _Reader._upright,
    _Reader._orbital,
    _Reader._arrow,
    _Reader._plus,
    _Reader._amount,
    _Reader._operator,
    _Reader._ending_minus,
    _Reader._hyphen,
    _Reader._minus,
    _Reader._later_amount,
    _Reader._letters,
    _Reader._digits,
    _Reader._white_space,
    _Reader._row,
    _Reader._ellipsis,
    _Reader._added,
    _Reader._state,
    _Reader._opening,
    _Reader._closing,
    _Reader._comma,
    _Reader._no_script,
    _Reader._above,
    _Reader._state_below,
    _Reader._below,
    _Reader._bond_sign,
    _Reader._group,
    _Reader._math,
    _Reader._command,
    _Reader._passed,
)
_COMMANDS: dict[str, Callable[[_Reader, str], bool]] = {
    **dict.fromkeys(("\\frac", "\\overset", "\\underset"), _Reader._stacked),
    "\\underbrace": _Reader._underbrace,
    **dict.fromkeys(("\\color", "\\textcolor"), _Reader._colour),
    **dict.fromkeys(("\\ce", "\\pu", "\\bond"), _Reader._inner),
}
