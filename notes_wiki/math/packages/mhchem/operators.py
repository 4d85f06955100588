r"""Signs between entities: operators, charges, hyphens, bonds.

In:  a `Reader`.
Out: whether one of these comes next; if so, the reader is after it then.
"""

from __future__ import annotations

import re

from notes_wiki.math.packages.mhchem import signs
from notes_wiki.math.packages.mhchem.brackets import Part
from notes_wiki.math.packages.mhchem.reader import BEFORE_NAME, COUNTED, FREE, At, Reader


def plus(reader: Reader) -> bool:
    """`+` after a name or a charge, or after a bond."""
    if reader.text[reader.place] != "+" or reader.at in FREE | COUNTED | BEFORE_NAME:
        return False
    sign = Part("+", reader.start + reader.place)
    reader.place += 1
    if reader.at is At.BOND:
        reader.flush()
        reader.say(" {}+{} ")
        return reader.go(At.START)
    if reader.at is At.CHARGE_INDEX:
        reader.flush()
    elif reader.at is At.NAME:
        reader.entity.fresh = True
    reader.add("charge", sign)
    return reader.go(At.INDEX_CHARGE if reader.entity.index.text else At.CHARGE)


def operator(reader: Reader) -> bool:
    """An operator between phrases."""
    if reader.at not in FREE | COUNTED:
        return False
    plus_minus = reader.take(signs.PLUS_MINUS)
    found = plus_minus or reader.take(signs.OPERATOR)
    if found is None:
        return False
    reader.flush()
    sign = "\\pm " if plus_minus else signs.OPERATORS.get(found[0], found[0])
    reader.say(f" {{}}{sign}{{}} ")
    return reader.go(At.START)


def added(reader: Reader) -> bool:
    """`CuSO4*5H2O`: an addition compound."""
    if not reader.take(signs.ADDED):
        return False
    reader.flush()
    reader.say("\\,{\\cdot}\\,")
    return reader.go(At.AFTER)


def ending_minus(reader: Reader) -> bool:
    """A minus at the end of a phrase: a charge."""
    after_group = reader.at in {At.GROUPED_CHARGE, At.INDEX_GROUPED_CHARGE, At.CHARGE_INDEX}
    charged = reader.at in {At.NAME, At.INDEX, At.CHARGE, At.INDEX_CHARGE}
    found = reader.take(signs.ENDING_MINUS) if after_group or charged else None
    if found is None:
        return False
    if after_group:
        return reader.bond("-")
    if reader.at in {At.NAME, At.INDEX}:
        if reader.leading_bond:
            reader.bond("-")
        else:
            reader.add("charge", reader.taken(found))
            reader.flush()
        return reader.go(At.INDEX_CHARGE)
    reader.add("charge", reader.taken(found))
    return True


def hyphen(reader: Reader) -> bool:
    """A minus before a digit or an orbital: a hyphen in a name."""
    named = reader.at is At.NAME
    if (named or reader.at is At.BOND) and reader.take(signs.MINUS_DIGIT):
        reader.flush()
        reader.say("\\text{-}")
        return reader.go(At.BOND)
    if (named or reader.at is At.CHARGE) and reader.take(signs.MINUS_ORBITAL):
        reader.flush()
        reader.say("\\text{-}")
        return reader.go(At.OPEN)
    return False


def minus(reader: Reader) -> bool:
    """`-`: a bond, a hyphen, part of a mass or of a charge."""
    if reader.text[reader.place] != "-":
        return False
    sign = Part("-", reader.start + reader.place)
    reader.place += 1
    if reader.at in FREE:
        reader.flush(more=True)
        reader.leading_bond = True
        return reader.bond("-")
    if reader.at is At.AMOUNT:
        reader.flush()
        reader.say("\\text{-}")
        return reader.go(At.OPEN)
    if reader.at is At.SPACED:
        reader.flush(counted=True)
        return reader.bond("-")
    if reader.at is At.MASS:
        reader.add("mass", sign)
        return True
    if reader.at in {At.BOND, At.GROUPED_CHARGE, At.INDEX_GROUPED_CHARGE, At.NUMBER, At.ISOTOPE}:
        return reader.bond("-")
    return _inner_minus(reader, sign)


def _inner_minus(reader: Reader, sign: Part) -> bool:
    """A minus after a name, an index or a charge, with more to come: hyphen, charge or bond."""
    entity = reader.entity
    name = entity.name.text
    greek = signs.GREEK_LETTER.match(name) is not None
    letter = signs.LATIN_LETTER.match(name) is not None
    if signs.WHOLE_ORBITAL.match(name) or greek or letter:
        alone = not (entity.amount.text or entity.mass.text or entity.number.text)
        if letter and alone and len(name) == 1 and not entity.index.text and not entity.charge.text:
            entity.name = Part(f"${name}$", entity.name.place)
        reader.flush()
        reader.say("\\text{-}")
    elif reader.at not in {At.NAME, At.INDEX} and re.fullmatch("[0-9]+", entity.charge.text):
        reader.add("charge", sign)
        reader.flush()
    else:
        reader.bond("-")
    return reader.go(At.OPEN)


def bond_sign(reader: Reader) -> bool:
    """`=`, `#` and the like: a bond."""
    if reader.at in BEFORE_NAME:
        return False
    found = reader.take(signs.BOND)
    if found is None:
        return False
    reader.flush(counted=True)
    return reader.bond("#" if found[0] == "\u2261" else found[0])
