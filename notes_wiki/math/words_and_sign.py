r"""Rows that hold one sign and words or wide spaces: `\frac{\text{hits}}{\text{hits} + \text{misses}}`,
`&= \text{all others}`, and `\Rightarrow\quad` where a long formula is cut.

In:  a whole formula, as MathML.
Out: MathML with a letter that holds nothing at the end of each such row.

Words are "space-like" in MathML Core, as spaces are: a row of them and a sign is that sign, and has its space
outside, so that the sign touches the words. A letter makes it a row again.
"""

from __future__ import annotations

import re

from notes_wiki.pattern import pattern

_SPACE = "<mspace[^<>]*/>|<mrow></mrow>"
_WORDS = f"(?:<mtext[^<>]*>[^<]*</mtext>|{_SPACE})*"
_TOKEN = "<m(?:i|n|o|text)(?: [^<>]*)?>[^<]*</m(?:i|n|o|text)>"
_SIGN = (
    f"<mo[^<>]*>[^<]*</mo>|<m(?:under|over)(?: [^<>]*)?><mo[^<>]*>[^<]*</mo>"
    f"(?:{_TOKEN}|<mrow>(?:{_TOKEN})+</mrow>)</m(?:under|over)>"
)
_ROW = pattern(f"<(mrow|mtd|mstyle|msqrt|mpadded)(?: [^<>]*)?>{_WORDS}(?:{_SIGN}){_WORDS}(?=</\\1>)")
"""A row without its end: words or spaces, a sign, perhaps with something above or below it, words again."""


_HOLDS = pattern('</mtext>|<mspace width="[12]em"/>')
"""What it must hold in any case: words or a wide space."""


def with_signs_apart(mathml: str) -> str:
    """The formula in which the sign of such a row has its space inside the row."""
    if "</mtext>" not in mathml and 'em"/></mrow>' not in mathml:
        return mathml
    return _ROW.sub(_with_letter, mathml)


def _with_letter(row: re.Match[str]) -> str:
    return f"{row[0]}<mi></mi>" if _HOLDS.search(row[0]) else row[0]
