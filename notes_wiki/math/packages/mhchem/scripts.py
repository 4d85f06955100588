r"""What stands above and below: charges and indices, and before a name mass and atomic numbers.

In:  a `Reader`.
Out: whether one of these comes next; if so, the reader is after it then.
"""

from __future__ import annotations

from notes_wiki.math.packages.mhchem import brackets, signs
from notes_wiki.math.packages.mhchem.brackets import Part
from notes_wiki.math.packages.mhchem.reader import CHARGED, FREE, At, Reader


def no_script(reader: Reader) -> bool:
    """A script sign without a script."""
    return reader.take(signs.NO_SCRIPT) is not None


def above(reader: Reader) -> bool:
    """`^{…}`, `^2-`, `^.`, `'`."""
    if reader.at in {At.MASS, At.ISOTOPE}:
        return False  # a second mass number: its `^` stays, and is reported as that of a double script
    grouped, found = _script(reader, "^")
    if found is None:
        short = reader.take(signs.SHORT_CHARGE)
        if short is None:
            return False
        found = reader.taken(short, 1 if short[1] else 2)
    at = reader.amount_is_name()
    if at in FREE or at is At.SPACED or at is At.NUMBER:
        reader.add("mass", found)
        return reader.go(At.ISOTOPE if at is At.NUMBER else At.MASS)
    if at in {At.BOND, At.NAME}:
        reader.entity.charge, reader.entity.fresh = found, True
        return reader.go(At.GROUPED_CHARGE if grouped else At.CHARGE)
    if at is At.INDEX:
        reader.add("charge", found)
        return reader.go(At.INDEX_GROUPED_CHARGE if grouped else At.INDEX_CHARGE)
    if at in CHARGED and not grouped:
        reader.add("charge", found)
        return True
    reader.flush()
    reader.add("charge", found)
    return reader.go(At.GROUPED_CHARGE if grouped else At.CHARGE)


def state_below(reader: Reader) -> bool:
    """`CO3^2-_{(aq)}`: a state, whatever precedes it."""
    if reader.at not in CHARGED | {At.INDEX, At.CHARGE_INDEX}:
        return False
    found = reader.take(signs.STATE_BELOW)
    if found is None:
        return False
    reader.flush()
    reader.add("index", reader.taken(found, 1))
    return reader.go(At.INDEX)


def below(reader: Reader) -> bool:
    """`_{…}`, `_2`, `_$x$`."""
    _, found = _script(reader, "_")
    if found is None:
        short = reader.take(signs.SHORT_INDEX)
        if short is None:
            return False
        found = reader.taken(short, 1)
    at = reader.amount_is_name()
    if at in FREE or at in {At.SPACED, At.MASS}:
        reader.add("number", found)
        return reader.go(At.ISOTOPE if at is At.MASS else At.NUMBER)
    if at in {At.CHARGE, At.GROUPED_CHARGE}:
        reader.add("index", found)
        return reader.go(At.CHARGE_INDEX)
    if at not in {At.BOND, At.NAME}:
        reader.flush()
    reader.add("index", found)
    return reader.go(At.INDEX)


def _script(reader: Reader, sign: str) -> tuple[bool, Part | None]:
    """A script in braces, between dollars or as a command; and, first, whether nothing can be added to it."""
    if reader.text[reader.place] != sign:
        return False, None
    start = reader.place + 1
    inside = brackets.group(reader.text, start)
    if inside is not None:
        return True, reader.part(inside, 1)
    math = brackets.dollars(reader.text, start)
    if math is not None:
        return True, reader.part(Part(reader.text[start : math.end + 1], start))
    command = brackets.command(reader.text, start)
    return False, None if command is None else reader.part(command)
