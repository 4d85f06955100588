r"""Where a long formula may be broken into lines: after its wide spaces, before its relations and signs.

In:  a whole formula, as MathML.
Out: the formula; if it is long, it is cut into rows at its top level, with a class that lets `math.css` wrap
     the rows where the browser can. It is cut after `\quad`; parts that are still long before relations; and
     parts that are long even then before + and −. A formula in a line of text gets a class that lets it
     scroll if one of its parts is still too wide for a phone.

It stays one formula: what is read aloud, copied and searched for does not change.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from itertools import pairwise
from typing import NamedTuple

from notes_wiki.pattern import pattern

LONG = 30
"""Characters a formula shows, from which on it may be broken: a phone shows a little more in a line."""
WIDE = 36
"""Characters of a row that do not stand side by side on a phone."""
_RELATIONS = "=≈≤≥<>≡∼≃≅≠≔∝≪≫≺≻→⇒⟹⇔⟺↦⟼∈⊂⊆⊢⊨⩽⩾≲≳≍≼≽⪯⪰≉≢∉⊃⊇←⇐⟸⟵⟶↔⟷↪↠⇝⊣⊩⊬⊭"
_OPENERS, _CLOSERS = frozenset("([{⟨⌊⌈"), frozenset(")]}⟩⌋⌉")
_SIGNS = frozenset([*_RELATIONS.replace("<", "").replace(">", ""), "&lt;", "&gt;"])
_BINARY = frozenset(("<mo>+</mo>", "<mo>−</mo>"))  # each ten characters long, see `_row`
_WHERE = pattern(rf"<mo[^>]*>(?:{'|'.join(sorted(_SIGNS))})</mo>|<mspace width=\"[12]em\"/>|<mo>[+−]</mo>")
"""Where a formula could be cut: asked first, because most have no such place."""
_TEXT = pattern(">([^<]+)")
_BRACKET = re.escape("".join(sorted(_OPENERS | _CLOSERS)))
# What may be a cut, what keeps a formula from being cut, and what keeps cuts from being made inside it. All
# begin with the same two characters, which makes the search fast.
_PLACE = pattern(
    rf"<m(?:o(?:\s[^>]*)?>(?P<sign>{'|'.join(sorted(_SIGNS))}|[+−{_BRACKET}])</mo>"
    r"|(?P<quad>space width=\"[12]em\"/>)|table\b)"
)


class _Kind(IntEnum):
    """What a formula may be cut at, the best first."""

    SPACE = 0
    RELATION = 1
    BINARY = 2


class _Cut(NamedTuple):
    """A place where a row may end."""

    place: int
    kind: _Kind


def with_breaks(mathml: str) -> str:
    """The formula, cut into rows if it is long and has where to cut it."""
    if len(mathml) < 9 * LONG or (shown := _shown(mathml)) < LONG or not mathml.endswith("</math>"):
        return mathml
    opening, end = mathml.index(">") + 1, len(mathml) - len("</math>")
    cuts = _cuts(mathml, opening, end) if _WHERE.search(mathml) else []
    if cuts is None:
        return mathml
    attributes = mathml[len("<math") : opening]
    parts = [mathml[opening:end]]
    if cuts:
        edges = [opening, *_chosen(mathml, cuts, opening, end, _Kind.SPACE), end]
        parts = [mathml[start:end] for start, end in pairwise(edges)]
    names = ["long"] if len(parts) > 1 else []
    if "display=" not in attributes and shown > WIDE and any(_shown(f">{part}") > WIDE for part in parts):
        names.append("wide")
    if not names:
        return mathml
    rows = "".join(f"<mrow>{_row(part)}</mrow>" for part in parts) if len(parts) > 1 else parts[0]
    return f'<math class="{" ".join(names)}"{attributes}{rows}</math>'


def _shown(mathml: str) -> int:
    """How many characters a formula shows; an em of space is as wide as two."""
    room = 2 * mathml.count('"1em"/>') + 4 * mathml.count('"2em"/>')
    return sum(map(len, _TEXT.findall(mathml))) + room


def _cuts(mathml: str, start: int, end: int) -> list[_Cut] | None:
    """Where the formula may be cut, in order; None for a table, which has rows of its own."""
    cuts: list[_Cut] = []
    depth = brackets = 0
    counted = start
    for found in _PLACE.finditer(mathml, start, end):
        place, sign = found.start(), found["sign"]
        closing = mathml.count("</", counted, place)
        # Of the tags before it, each that opens an element counts one, each that closes one takes one away.
        depth += mathml.count("<", counted, place) - 2 * closing - mathml.count("/>", counted, place)
        counted = place
        if found["quad"]:
            if depth == 0 and brackets == 0 and start < found.end() < end:
                cuts.append(_Cut(found.end(), _Kind.SPACE))
        elif sign is None:
            if depth == 0:
                return None
        # A bracket of a given size has a row of its own, and one with a script is the first in an element.
        elif depth == 0 or "minsize=" in found[0] or (depth == 1 and _has_script(mathml, place, sign)):
            brackets = max(0, brackets + (sign in _OPENERS) - (sign in _CLOSERS))
            if depth == 0 and brackets == 0 and place > start:
                if sign in _SIGNS:
                    cuts.append(_Cut(place, _Kind.RELATION))
                elif found[0] in _BINARY:
                    cuts.append(_Cut(place, _Kind.BINARY))
    return cuts


def _has_script(mathml: str, place: int, sign: str) -> bool:
    """Whether a sign is a closing bracket with a script."""
    return sign in _CLOSERS and mathml.startswith(("<msub", "<msup"), mathml.rfind("<", 0, place))


def _chosen(mathml: str, cuts: Sequence[_Cut], start: int, end: int, kind: _Kind) -> list[int]:
    """Where the part of a formula between two places is cut, of the `cuts` in it: at all of this kind, and
    each part that is long even then at those of the next."""
    places = [place for place, of_kind in cuts if of_kind == kind]
    if len(places) == len(cuts):
        return places
    chosen: list[int] = []
    for left, right in pairwise([start, *places, end]):
        inside = [cut for cut in cuts if left < cut.place < right]
        if inside and _shown(f">{mathml[left:right]}") >= LONG:
            chosen += _chosen(mathml, inside, left, right, _Kind(kind + 1))
        chosen.append(right)
    return chosen[:-1]


def _row(mathml: str) -> str:
    """A row; a sign that begins one says that it stands between two things."""
    return f'<mo form="infix"{mathml[3:]}' if mathml[:10] in _BINARY else mathml
