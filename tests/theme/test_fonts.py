"""The fonts: small, licensed, and able to set what notes hold."""

from __future__ import annotations

import unicodedata

import pytest
from fontTools.ttLib import TTFont

from tests.theme.sample import ASSETS

FONTS = ASSETS / "fonts"


@pytest.fixture(scope="module")
def math_font() -> TTFont:
    return TTFont(FONTS / "stix-two-math.woff2")


def assigned(first: int, last: int) -> set[int]:
    return {point for point in range(first, last + 1) if unicodedata.category(chr(point)) != "Cn"}


def test_the_math_font_weighs_at_most_300_kb() -> None:
    assert (FONTS / "stix-two-math.woff2").stat().st_size <= 300_000


def test_licence_and_sources_are_shipped() -> None:
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert "Version 2." in (FONTS / "SOURCES.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("first", "last"),
    [
        pytest.param(0x21, 0x7E, id="ASCII"),
        pytest.param(0x391, 0x3C9, id="Greek"),
        pytest.param(0x2032, 0x2037, id="primes"),
        pytest.param(0x2100, 0x2138, id="letterlike symbols"),
        pytest.param(0x2190, 0x21EA, id="arrows"),
        pytest.param(0x2200, 0x22FF, id="operators"),
        pytest.param(0x239B, 0x23B1, id="pieces of fences"),
        pytest.param(0x27E6, 0x27FF, id="brackets and long arrows"),
        pytest.param(0x2980, 0x29FF, id="more symbols"),
        pytest.param(0x2A00, 0x2AFF, id="more operators"),
        pytest.param(0x1D400, 0x1D7FF, id="alphabets"),
    ],
)
def test_formulas_find_their_characters(math_font: TTFont, first: int, last: int) -> None:
    assert assigned(first, last) - set(math_font.getBestCmap()) == set()


def test_delimiters_grow(math_font: TTFont) -> None:
    variants, names = math_font["MATH"].table.MathVariants, math_font.getBestCmap()
    growing = dict(zip(variants.VertGlyphCoverage.glyphs, variants.VertGlyphConstruction, strict=True))
    for character in "()[]{}|‖⌊⌋⌈⌉⟨⟩∥∣":
        assert len(growing[names[ord(character)]].MathGlyphVariantRecord) >= 10, character
    for character in "()[]{}√|‖":
        assert growing[names[ord(character)]].GlyphAssembly is not None, character
    widening = set(variants.HorizGlyphCoverage.glyphs)
    assert {names[point] for point in (0x2C7, 0x2DC, 0x302, 0x303, 0x23DE, 0x23DF, 0x2192)} <= widening


def test_script_forms_are_offered_whatever_the_script(math_font: TTFont) -> None:
    table = math_font["GSUB"].table
    for record in table.ScriptList.ScriptRecord:
        features = record.Script.DefaultLangSys.FeatureIndex
        assert "ssty" in {table.FeatureList.FeatureRecord[index].FeatureTag for index in features}


@pytest.mark.parametrize("style", ["normal", "italic"])
def test_the_text_face_is_variable_and_speaks_the_languages_it_says(style: str) -> None:
    latin = TTFont(FONTS / f"stix-two-text-latin-{style}.woff2")
    assert {axis.axisTag for axis in latin["fvar"].axes} == {"wght"}
    assert set(map(ord, "Aaßéïñ0129–—“”’…")) <= set(latin.getBestCmap())
    for name, letters in (
        ("latin-ext", "ąčőžř"),
        ("greek", "αβΓΩ"),
        ("cyrillic", "Дж"),
        ("vietnamese", "ệộ"),
    ):
        font = TTFont(FONTS / f"stix-two-text-{name}-{style}.woff2")
        assert set(map(ord, letters)) <= set(font.getBestCmap()), name


def test_scripts_of_all_letters_stand_alike(math_font: TTFont) -> None:
    constants, glyphs = math_font["MATH"].table.MathConstants, math_font["glyf"]
    letters = [glyphs[math_font.getBestCmap()[code]] for code in range(0x1D44E, 0x1D468) if code != 0x1D455]
    lowest = min(letter.yMin for letter in letters)
    assert -lowest + constants.SubscriptBaselineDropMin.Value <= constants.SubscriptShiftDown.Value + 30
    highest = max(letter.yMax for letter in letters)
    assert highest - constants.SuperscriptBaselineDropMax.Value <= constants.SuperscriptShiftUp.Value + 30


def test_the_lowest_root_is_an_em_tall_and_all_begin_with_the_bar(math_font: TTFont) -> None:
    variants, constants = math_font["MATH"].table.MathVariants, math_font["MATH"].table.MathConstants
    root = variants.VertGlyphCoverage.glyphs.index(math_font.getBestCmap()[ord("√")])
    glyphs = [
        math_font["glyf"][record.VariantGlyph]
        for record in variants.VertGlyphConstruction[root].MathGlyphVariantRecord
    ]
    heights = [glyph.yMax - glyph.yMin for glyph in glyphs]
    assert (heights[0], heights) == (1_000, sorted(heights))
    bar = constants.RadicalRuleThickness.Value
    assert bar == constants.FractionRuleThickness.Value
    assert all({glyph.yMax, glyph.yMax - bar} <= {y for _, y in glyph.coordinates} for glyph in glyphs)
