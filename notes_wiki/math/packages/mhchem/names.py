r"""What an entity is called, and how many of it there are.

In:  a `Reader`.
Out: whether one of these comes next; if so, the reader is after it then.
"""

from __future__ import annotations

import re

from notes_wiki.math.packages.mhchem import brackets, signs
from notes_wiki.math.packages.mhchem.brackets import Part
from notes_wiki.math.packages.mhchem.reader import BEFORE_NAME, CHARGED, COUNTED, FREE, At, Reader


def upright(reader: Reader) -> bool:
    """A letter that is set upright by itself."""
    found = reader.take(signs.UPRIGHT) if reader.at in FREE else None
    if found is None:
        return False
    reader.add("name", reader.taken(found))
    reader.flush()
    return reader.go(At.AFTER)


def orbital(reader: Reader) -> bool:
    """An orbital before a name."""
    found = reader.take(signs.ORBITAL) if reader.at in FREE or reader.at is At.BOND else None
    if found is None:
        return False
    reader.add("name", reader.taken(found))
    return reader.go(At.NAME)


def amount(reader: Reader) -> bool:
    """How many there are, at the beginning of a phrase."""
    return reader.at in {At.START, At.OPEN} and _take_amount(reader)


def later_amount(reader: Reader) -> bool:
    """How many there are, after what is done."""
    return reader.at in {At.AFTER, At.BOND} and _take_amount(reader)


def _take_amount(reader: Reader) -> bool:
    found = reader.take(signs.AMOUNT) or reader.take(signs.MATH_AMOUNT)
    if found is None:
        return False
    reader.add("amount", reader.taken(found))
    return reader.go(At.AMOUNT)


def letters(reader: Reader) -> bool:
    """The letters of a name."""
    found = reader.take(signs.LETTERS)
    if found is None:
        return False
    if reader.at in {At.INDEX, At.CHARGE_INDEX}:
        reader.flush()
    elif reader.at in CHARGED:
        charge = reader.entity.charge
        isotope = re.fullmatch("[1-9][0-9]*", charge.text) is not None
        if isotope:  # H^3HO: what stands above belongs to what follows
            reader.entity.charge = Part("", 0)
        reader.flush()
        if isotope:
            reader.say("\\mkern2mu ")
            reader.entity.mass = charge
    reader.add("name", reader.taken(found))
    return reader.go(At.NAME)


def digits(reader: Reader) -> bool:
    """Digits: an index after a name, else part of one."""
    if reader.at not in {At.NAME, At.CHARGE, At.GROUPED_CHARGE, At.INDEX, At.AMOUNT}:
        return False
    found = reader.take(signs.DIGITS)
    if found is None:
        return False
    if reader.at is At.INDEX:
        reader.flush()
    if reader.at in {At.INDEX, At.AMOUNT}:
        reader.add("name", reader.taken(found))
        return reader.go(At.NAME)
    reader.add("index", reader.taken(found))
    return reader.go(At.INDEX if reader.at is At.NAME else At.CHARGE_INDEX)


def opening(reader: Reader) -> bool:
    """An opening bracket."""
    found = reader.take(signs.OPENING)
    if found is None:
        return False
    if reader.at not in FREE | COUNTED | {At.BOND, At.NAME}:
        reader.flush()
    reader.add("name", reader.taken(found))
    reader.flush()
    reader.brackets += 1
    return reader.go(At.OPEN)


def closing(reader: Reader) -> bool:
    """A closing bracket, which an index may belong to."""
    found = reader.take(signs.CLOSING)
    if found is None:
        return False
    if reader.at not in FREE | BEFORE_NAME | {At.BOND, At.NAME}:
        reader.flush()
    reader.add("name", reader.taken(found))
    reader.brackets -= 1
    return reader.go(At.NAME)


def group(reader: Reader) -> bool:
    """`{words}`; `{}` ends what precedes it."""
    inside = brackets.group(reader.text, reader.place)
    if inside is None:
        return False
    if not inside.text:
        reader.place += 2
        reader.flush(more=True)
        if reader.text.startswith("^", reader.place):
            reader.say("\\mkern2mu ")
        return reader.go(At.AFTER)
    if reader.at in CHARGED | {At.NAME, At.INDEX, At.CHARGE_INDEX}:
        reader.flush()
    whole = reader.part(Part(reader.text[reader.place : inside.end + 1], reader.place))
    reader.add("name", whole)
    return reader.go(At.NAME)


def math(reader: Reader) -> bool:
    """`$…$`: a formula as an amount or in a name."""
    inside = brackets.dollars(reader.text, reader.place)
    if inside is None:
        return False
    if reader.at in CHARGED | {At.INDEX, At.CHARGE_INDEX}:
        reader.flush()
    whole = reader.part(Part(reader.text[reader.place : inside.end + 1], reader.place))
    if reader.at is At.AMOUNT:
        reader.add("amount", whole)
        return True
    reader.add("name", whole)
    return reader.go(At.NAME)
