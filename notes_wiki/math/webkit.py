r"""What WebKit lays out worse than TeX where the markup can help.

In:  MathML that Chromium is content with.
Out: MathML that means the same.

WebKit gives a sign its space wherever it stands. Around a sign that is all of a script (`A^*`) or of a cell
there should be none, so the sign says so. Between a sign and its own script (`\sum_i`, `A\otimes_R B`) there
should be none either: the element gets a class that says how much space its sign has, and `math.css` puts it
after the script. A bracket of a given size grows with what is beside it, in a cell not at all, and in
Chromium it shrinks where it has a script: it gets a row of its own.
"""

from __future__ import annotations

import re

from notes_wiki.pattern import pattern

_SIZED = pattern("(<mrow>)?(<mo [^<>]*minsize=[^<>]*>[^<]*</mo>)(</mrow>)?")
_BETWEEN = pattern(r'form="infix"(?=[^<>]*>[|‖])')
# Signs that are all of a script. Primes, brackets and what is written over letters have no space of their
# own.
_NO_ROOM = "′″‴⁗‵ˆ˙´`˘¨˚ˇ˜~^‾_⏞⏟⏠⏡⏜⏝⎴⎵()[]{}⟨⟩"
_SIGN = rf"[^{re.escape(_NO_ROOM)}<]|&[lg]t;"
_SAYS = '(?: (?:stretchy|largeop)="[a-z]*")?'
_SCRIPT = pattern(rf"<mo({_SAYS})>({_SIGN})</mo>(?=</m(?:sub|sup|under|over))")
_SUBSCRIPT = pattern(rf"(<msubsup><m[ion](?: [^<>]*)?>[^<]*</m[ion]>)<mo>({_SIGN})</mo>")
"""A letter with two scripts, the lower of which is a sign alone."""
_CELL = pattern(rf'(<mtd(?: [^<>]*)?><mo{_SAYS})(?: rspace="0")?(>[^<]*</mo></mtd>)')
"""A cell that holds nothing but a sign."""
_ARROWS = "→←↔⟶⟵⟷↦⟼⇒⇐⇔⟹"
# How much space signs have, if they do not say it themselves.
_ROOMS = {
    "thin": "∑∏∐∫-∳⋀-⋃⨀-⨜",
    "medium": "∧∨∩∪⊕⊖⊎⊔⊓",
    "thick": "=≠≡≤≥∼≃≅≈∝∈∉⊂⊃⊆⊇≺≻≪≫⊢⊨≔≜∣" + _ARROWS,
}
_SAID = "".join(
    f"(?: {said})?"
    for said in (
        'movablelimits="false"',
        'largeop="false"',
        'lspace="0"',
        'stretchy="false"',
        'form="infix"',
    )
)
"""What the opening tag of a sign may say of it."""
_SCRIPTED = pattern(
    f"<m(?P<kind>sub|sup|subsup|under|over|underover)>(?=<mo{_SAID}(?:"
    + "|".join(f"(?P<{name}>>[{signs}]</mo>)" for name, signs in _ROOMS.items())
    + '|(?<=form="infix")(?P<number>>[+−±∓]</mo>)|(?: lspace="0.2222em")? rspace="0.2222em"(?P<given>>)))'
)
"""The tag of an element with scripts, if its base is a sign with space around it; the last group that matched
says how wide that is."""


def for_webkit(mathml: str) -> str:
    """The formula with what WebKit needs."""
    if "minsize=" in mathml:
        mathml = _SIZED.sub(_in_row, mathml)
    # What tags end and begin with tells nearly every formula apart, ten times as quickly as a pattern.
    if "</mo></ms" in mathml or "</mo></mu" in mathml or "</mo></mo" in mathml:
        mathml = _SCRIPT.sub(r'<mo\1 lspace="0" rspace="0">\2</mo>', mathml)
    if "<msubsup>" in mathml:
        mathml = _SUBSCRIPT.sub(r'\1<mo lspace="0" rspace="0">\2</mo>', mathml)
    if "</mo></mtd>" in mathml:
        mathml = _CELL.sub(r'\1 lspace="0" rspace="0"\2', mathml)
    if "b><mo" in mathml or "p><mo" in mathml or "r><mo" in mathml:  # `<msub><mo`, `<msup><mo`, `<munder><mo`
        mathml = _SCRIPTED.sub(_with_room, mathml)
    return mathml


def _in_row(found: re.Match[str]) -> str:
    """The bracket in a row; in it a bar between two things no longer says where it stands."""
    opening, sign, closing = found.groups(default="")
    if _BETWEEN.search(sign):  # at an end of a formula it says already that it wants no space there
        wanted = [f' {side}="0.2778em"' for side in ("lspace", "rspace") if f' {side}="' not in sign]
        sign = sign.replace(' form="infix"', "".join(wanted))
    return f"<mrow>{sign}</mrow>" if opening and closing else f"{opening}<mrow>{sign}</mrow>{closing}"


def _with_room(found: re.Match[str]) -> str:
    """The element in the class of its sign's space; an arrow that grows under what is over it needs none."""
    kind, room = found["kind"], found.lastgroup
    if room == "thick" and "er" in kind and found["thick"][1] in _ARROWS:
        return found[0]
    return f'<m{kind} class="{"medium" if room in ("number", "given") else room}">'
