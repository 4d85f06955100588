r"""An entity of a chemical formula: `2 ^{14}_{6}C4^2-` in its parts, and how they are set.

In:  the parts, each with its place in the argument.
Out: TeX tokens.
"""

from __future__ import annotations

from notes_wiki.math.packages.mhchem import parts, signs
from notes_wiki.math.packages.mhchem.brackets import Part, braced, say
from notes_wiki.math.packages.mhchem.signs import STRUT
from notes_wiki.math.tokens import Token


class Entity:
    """What is being read, field by field; "" where there is nothing. `fresh` is whether what stands above
    came straight after the name, as charges do and oxidation numbers and the signs of Kröger and Vink."""

    __slots__ = ("amount", "charge", "fresh", "index", "mass", "name", "number")

    def __init__(self) -> None:
        self.amount = self.mass = self.number = self.name = self.index = self.charge = Part("", 0)
        self.fresh = False

    def is_empty(self) -> bool:
        """Whether nothing has been read."""
        fields = (self.amount, self.mass, self.number, self.name, self.index, self.charge)
        return not any(field.text for field in fields)

    def amount_is_name(self) -> None:
        """Take the amount as the name, because there is nothing for it to count, or because it has
        scripts."""
        self.name, self.amount = self.amount, Part("", 0)

    def tokens(self, place: int) -> list[Token]:
        """The entity as TeX; signs of our own stand at `place`."""
        found: list[Token] = []
        if self.amount.text:
            found += [*_closed(parts.amount(self.amount), self.amount), *say("\\,", place)]
        if self.mass.text or self.number.text:
            above, below = parts.superscript(self.mass), parts.subscript(self.number)
            found += [("\\prescript", place), *braced(above, place), *braced(below, place)]
            found += say(STRUT, place)
        if self.name.text:
            found += _closed(parts.name(self.name), self.name)
        return found + self._scripts(place)

    def _scripts(self, place: int) -> list[Token]:
        """The index and the charge: side by side, unless both came straight after the name."""
        index, charge = self.index, self.charge
        oxidation = bool(self.fresh and self.name.text and signs.OXIDATION.match(charge.text))
        above = parts.oxidation(charge) if oxidation else parts.superscript(charge)
        scripts = [("^", charge, above), ("_", index, parts.subscript(index))]
        together = self.fresh and bool(index.text) and not oxidation
        if not together and not oxidation:
            scripts.reverse()
        found = say(STRUT, place) if together else []  # both attached to one strut: `V'_i`
        for sign, part, tokens in scripts:
            if part.text:
                found += [] if together else say(STRUT, place)
                found += [(sign, part.place), *braced(tokens, part.place)]
        return found


def _closed(tokens: list[Token], part: Part) -> list[Token]:
    """Tokens that begin with a sign, in a group, so that the sign is not an operator."""
    return braced(tokens, part.place) if part.text[0] in "+-" else tokens
