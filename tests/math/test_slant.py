"""How far accents and superscripts of slanted letters lean: the classes beside what the font has."""

from __future__ import annotations

from functools import cache

import pytest
from fontTools.ttLib import TTFont

from notes_wiki.math.slant import LEAN, OVERHANG
from tests.math.test_font import FONT

# As in math.css, in thousandths of an em of the letter.
LEANS = (70, 120, 160)
OVERHANGS = (42, 85)
_SLANTED = {
    "ℎ": "h",
    **{chr(0x1D434 + place): chr(ord("A") + place) for place in range(26)},
    **{chr(0x1D44E + place): chr(ord("a") + place) for place in range(26)},
    **{chr(0x1D6FC + place): chr(ord("α") + place) for place in range(25)},
    **dict(zip("𝜕𝜖𝜗𝜘𝜙𝜚𝜛ℓ", "∂ϵϑϰϕϱϖℓ", strict=True)),
}


@cache
def of_font() -> tuple[dict[str, float], dict[str, float]]:
    """Of each slanted letter, how far an accent leans, and the correction for italics."""
    font = TTFont(FONT)
    info = font["MATH"].table.MathGlyphInfo
    tops = info.MathTopAccentAttachment
    accents = dict(zip(tops.TopAccentCoverage.glyphs, tops.TopAccentAttachment, strict=True))
    italics = info.MathItalicsCorrectionInfo
    overhangs = dict(zip(italics.Coverage.glyphs, italics.ItalicsCorrection, strict=True))
    names = {
        letter: font.getBestCmap()[ord(sign)]
        for sign, letter in _SLANTED.items()
        if ord(sign) in font.getBestCmap()
    }
    leans = {
        letter: accents[name].Value - font["hmtx"][name][0] / 2
        for letter, name in names.items()
        if name in accents
    }
    return leans, {letter: overhangs[name].Value for letter, name in names.items() if name in overhangs}


@pytest.mark.parametrize(
    ("groups", "steps", "which"), [(LEAN, LEANS, 0), (OVERHANG, OVERHANGS, 1)], ids=["accents", "scripts"]
)
def test_each_letter_is_in_the_step_nearest_to_what_the_font_has(
    groups: tuple[str, ...], steps: tuple[int, ...], which: int
) -> None:
    known = of_font()[which]
    for letters, step in zip(groups, steps, strict=True):
        for letter in letters.replace("i", ""):  # which loses its dot under an accent
            assert abs(known[letter] - step) <= 30, letter
    missing = known.keys() - set("".join(groups))
    assert all(known[letter] < steps[0] for letter in missing), missing
