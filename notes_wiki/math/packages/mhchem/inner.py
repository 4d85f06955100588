r"""Commands inside a chemical text.

In:  a `Reader`.
Out: whether one of these comes next; if so, the reader is after it then.
"""

from __future__ import annotations

from collections.abc import Callable

from notes_wiki.math.packages.mhchem import brackets, signs
from notes_wiki.math.packages.mhchem.brackets import Part, braced, say
from notes_wiki.math.packages.mhchem.reader import CHARGED, At, Reader
from notes_wiki.math.packages.mhchem.units import quantity


def command(reader: Reader) -> bool:
    """One of TeX's commands: those that hold chemistry are read, others stand as they are."""
    word = signs.WORD.match(reader.text, reader.place)
    handler = _COMMANDS.get(word[0]) if word else None
    if word and handler:
        before = reader.place
        reader.place = word.end()
        if handler(reader, word[0]):
            return True
        reader.place = before
    if reader.text[reader.place : reader.place + 2] in {"\\,", "\\ ", "\\;", "\\:", "\\!"}:
        reader.flush(more=True)
        reader.output.append((reader.text[reader.place : reader.place + 2], reader.start + reader.place))
        reader.place += 2
        return reader.go(At.AFTER)
    found = brackets.command(reader.text, reader.place)
    if found is None:
        return False
    if reader.at in CHARGED | {At.INDEX, At.CHARGE_INDEX}:
        reader.flush()
    reader.add("name", reader.part(found))
    reader.flush()
    return reader.go(At.BOND)


def _two(reader: Reader) -> tuple[Part, Part] | None:
    """Two braced groups, if they come next."""
    first = brackets.group(reader.text, reader.place)
    second = brackets.group(reader.text, first.end + 1) if first else None
    if first is None or second is None:
        return None
    return reader.part(first, 1), reader.part(second, 1)


def stacked(reader: Reader, command: str) -> bool:
    """`\\frac`, `\\overset`, `\\underset`: both of their groups are chemistry."""
    found = _two(reader)
    if found is None:
        return False
    reader.flush(more=True)
    reader.output.append((command, found[0].place))
    for part in found:
        reader.output += braced(reader.inner(part), part.place)
    return reader.go(At.BOND)


def underbrace(reader: Reader, command: str) -> bool:
    r"""`\underbrace{…}_{…}`: both of its groups are chemistry."""
    first = brackets.group(reader.text, reader.place)
    end = first.end + 1 if first else 0
    second = brackets.group(reader.text, end + 1) if first and reader.text[end : end + 1] == "_" else None
    if first is None or second is None:
        return False
    reader.flush(counted=True)
    above, below = reader.part(first, 1), reader.part(second, 1)
    reader.output += [(command, above.place), *braced(reader.inner(above), above.place)]
    reader.output += [("_", below.place), *braced(reader.inner(below), below.place)]
    return reader.go(At.BOND)


def colour(reader: Reader, command: str) -> bool:
    """`\\color{red}{H2O}`, and `\\color{red}` for what follows."""
    colour = brackets.group(reader.text, reader.place)
    inside = brackets.group(reader.text, colour.end + 1) if colour else None
    if colour is None or (inside is None and command == "\\textcolor"):
        return False
    reader.flush(counted=True)
    named = reader.part(colour, 1)
    name = [("{", named.place), *say(named.text, named.place), ("}", named.place)]
    if inside is None:
        reader.output += [("\\color", named.place), *name]
        return True
    part = reader.part(inside, 1)
    reader.output += [("\\textcolor", named.place), *name]
    reader.output += braced(reader.inner(part), part.place)
    return reader.go(At.BOND)


def inner(reader: Reader, command: str) -> bool:
    """`\\ce`, `\\pu` and `\\bond` inside."""
    found = brackets.group(reader.text, reader.place)
    if found is None:
        return False
    reader.flush(counted=True)
    part = reader.part(found, 1)
    if command == "\\bond":
        return reader.bond(part.text.strip(), part.place)
    inside = reader.inner(part) if command == "\\ce" else quantity(part.text, part.place)
    reader.output += braced(inside, part.place)
    return reader.go(At.BOND)


_COMMANDS: dict[str, Callable[[Reader, str], bool]] = {
    **dict.fromkeys(("\\frac", "\\overset", "\\underset"), stacked),
    "\\underbrace": underbrace,
    **dict.fromkeys(("\\color", "\\textcolor"), colour),
    **dict.fromkeys(("\\ce", "\\pu", "\\bond"), inner),
}
