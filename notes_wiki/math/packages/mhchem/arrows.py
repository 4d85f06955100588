r"""Arrows between the two sides of a reaction, and those of precipitates and gases.

In:  a `Reader`.
Out: whether one of these comes next; if so, the reader is after it then.
"""

from __future__ import annotations

from notes_wiki.math.packages.mhchem import brackets, parts, signs
from notes_wiki.math.packages.mhchem.brackets import Part, braced, say
from notes_wiki.math.packages.mhchem.reader import FREE, At, Reader
from notes_wiki.math.tokens import Token


def up_or_down(reader: Reader) -> bool:
    """`v` for a precipitate, `^` for a gas."""
    if reader.at not in FREE and reader.at is not At.SPACED:
        return False
    found = reader.take(signs.UP_DOWN)
    if found is None:
        return False
    reader.flush()
    reader.say(" \\downarrow{} " if "v" in found[0] else " \\uparrow{} ")
    return reader.go(At.AFTER)


def arrow(reader: Reader) -> bool:
    """`->`, `<=>`, with a label above and one below."""
    found = reader.take(signs.ARROW)
    if found is None:
        return False
    reader.flush()
    above, below = _label(reader), _label(reader)
    kind = signs.ARROWS.get(found[0], found[0])
    reader.say("{}")
    reader.output += _drawn(reader, kind, above, below)
    reader.say("{}")
    return reader.go(At.START)


def _label(reader: Reader) -> list[Token]:
    """The label in brackets after an arrow: chemistry, or text after T, or math after M."""
    kind = reader.text[reader.place : reader.place + 1]
    kind = kind if kind in {"C", "M", "T"} else ""
    start = reader.place + len(kind)
    if reader.text[start : start + 1] != "[":
        return []
    end = brackets.group_end(reader.text, start + 1, "]")
    if end < 0:
        return []
    part = reader.part(Part(reader.text[start + 1 : end], start + 1), 1)
    if kind == "M":
        return parts.math(part)
    return parts.words(part) if kind == "T" else reader.inner(part)


def _drawn(reader: Reader, kind: str, above: list[Token], below: list[Token]) -> list[Token]:
    """An arrow of this kind with its labels."""
    place = reader.here()
    labels = [("[", place), *braced(below, place), ("]", place)] if below else []
    if kind in signs.UNEQUAL:
        arrow = say(f"{signs.DRAWING}{{{kind}}}", place)
        for command, label in (("\\overset", above), ("\\underset", below)):
            arrow = say(command, place) + braced(label, place) + braced(arrow, place) if label else arrow
        return say("\\mathrel", place) + braced(arrow, place)
    if not above and not below:
        return say(signs.BARE.get(kind) or f"{signs.LABELLED[kind]}{{\\kern1em}}", place)
    return [*say(signs.LABELLED[kind], place), *labels, *braced(above, place)]
