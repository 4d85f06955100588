r"""What stands between phrases: white space, rows of a table, states, commas, dots.

In:  a `Reader`.
Out: whether one of these comes next; if so, the reader is after it then.
"""

from __future__ import annotations

from notes_wiki.math.packages.mhchem import brackets, parts, signs
from notes_wiki.math.packages.mhchem.reader import BEFORE_NAME, CHARGED, At, Reader


def white_space(reader: Reader) -> bool:
    """White space: the end of a phrase, or nothing."""
    if not reader.text[reader.place].isspace():
        return False
    reader.place += 1
    following = reader.text[reader.place : reader.place + 1]
    if reader.at in BEFORE_NAME and (following in {"\\", "$"} or "A" <= following <= "Z"):
        return True
    if reader.at is At.AMOUNT:
        return reader.go(At.SPACED)
    if reader.at is At.START:
        return True
    if reader.at not in {At.AFTER, At.OPEN}:
        reader.flush()
        reader.at = At.AFTER
    reader.space = True
    return True


def row(reader: Reader) -> bool:
    r"""`&` and `\\`: columns and rows of a table."""
    found = reader.take(signs.ROW)
    if found is None:
        return False
    reader.flush()
    reader.output.append((found[1], reader.start + found.start()))
    reader.say(" ")
    reader.rows = True
    return reader.go(reader.at if reader.at in {At.AFTER, At.OPEN} else At.START)


def ellipsis(reader: Reader) -> bool:
    """`...`: a bond after a name, else words left out."""
    if reader.text.startswith("\u2026", reader.place):
        reader.place += 1
    elif not reader.take(signs.DOTS):
        return False
    if reader.at in CHARGED | {At.NAME, At.CHARGE_INDEX}:
        return reader.bond("...")
    reader.flush(more=True)
    reader.say("\\ldots ")
    return reader.go(At.AFTER)


def state(reader: Reader) -> bool:
    """`(aq)`: a state of aggregation."""
    found = brackets.state_of_aggregation(reader.text, reader.place)
    if found is None:
        return False
    reader.flush()
    reader.say("\\mkern2mu ")
    reader.output += parts.name(reader.part(found))
    return reader.go(At.AFTER)


def comma(reader: Reader) -> bool:
    """`,` and `;`."""
    found = reader.take(signs.COMMA)
    if found is None:
        return False
    reader.flush()
    wide = found[2] and reader.brackets == 0
    reader.say(f"{{{found[1]}}}\\mkern{6 if wide else 3}mu ")
    return reader.go(At.START)


def passed(reader: Reader) -> bool:
    """What stands for itself: `/`, `~`, `|`."""
    char = reader.text[reader.place]
    if char not in "/~|":
        return False
    reader.flush(more=True)
    reader.output.append((char, reader.start + reader.place))
    reader.place += 1
    return reader.go(At.BOND)
