"""The font of formulas."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

FONT = Path(__file__).parent.parent.parent / "templates" / "assets" / "fonts" / "stix-two-math.woff2"


def test_the_parts_of_every_long_sign_overlap_as_much_as_the_font_demands() -> None:
    variants = TTFont(FONT)["MATH"].table.MathVariants
    for construction in (*variants.HorizGlyphConstruction, *variants.VertGlyphConstruction):
        parts = construction.GlyphAssembly.PartRecords if construction.GlyphAssembly else []
        for before, after in pairwise(parts):
            assert before.EndConnectorLength >= variants.MinConnectorOverlap
            assert after.StartConnectorLength >= variants.MinConnectorOverlap


def test_a_root_around_a_matrix_is_one_sign_for_chromium_misplaces_the_bar_of_one_put_together() -> None:
    font = TTFont(FONT)
    variants = font["MATH"].table.MathVariants
    place = variants.VertGlyphCoverage.glyphs.index(font.getBestCmap()[ord("√")])
    heights = [
        record.AdvanceMeasurement for record in variants.VertGlyphConstruction[place].MathGlyphVariantRecord
    ]
    assert heights == sorted(heights)
    assert heights[-1] >= 5.5 * font["head"].unitsPerEm


def test_no_root_is_much_wider_than_the_smallest_for_browsers_give_each_the_room_of_the_widest() -> None:
    font = TTFont(FONT)
    variants = font["MATH"].table.MathVariants
    place = variants.VertGlyphCoverage.glyphs.index(font.getBestCmap()[ord("√")])
    construction = variants.VertGlyphConstruction[place]
    names = [record.VariantGlyph for record in construction.MathGlyphVariantRecord]
    names += [record.glyph for record in construction.GlyphAssembly.PartRecords]
    widths = [font["hmtx"][name][0] for name in names]
    assert max(widths) - min(widths) < 0.08 * font["head"].unitsPerEm


def test_capitals_of_script_are_other_letters_than_calligraphic_ones() -> None:
    font = TTFont(FONT)
    names = font.getBestCmap()
    selectors = next(table for table in font["cmap"].tables if table.format == 14).uvsDict
    chosen = dict(selectors[0xFE01])
    assert {chosen[ord(letter)] for letter in "𝒜𝒞ℒ𝒪𝒵"}.isdisjoint(names[ord(letter)] for letter in "𝒜𝒞ℒ𝒪𝒵")
    assert len(set(chosen.values())) == 26


def test_arrows_and_braces_have_longer_sizes_but_no_more_than_chromium_looks_at() -> None:
    font = TTFont(FONT)
    variants = font["MATH"].table.MathVariants
    for sign in "→←↔⇒⇔↦⇀↽⇌⇄=⏞⏟⎴⎵":
        place = variants.HorizGlyphCoverage.glyphs.index(font.getBestCmap()[ord(sign)])
        records = variants.HorizGlyphConstruction[place].MathGlyphVariantRecord
        widths = [record.AdvanceMeasurement for record in records]
        assert widths == sorted(widths)
        assert widths[-1] >= 9.5 * font["head"].unitsPerEm
        assert len(widths) < 20


def test_large_operators_stand_in_the_middle_of_the_line_for_webkit_does_not_put_them_there() -> None:
    font = TTFont(FONT)
    table = font["MATH"].table
    for sign in "∑∏∐∫∮⋀⋁⋂⋃⨀⨁⨂⨄⨆":
        place = table.MathVariants.VertGlyphCoverage.glyphs.index(font.getBestCmap()[ord(sign)])
        for record in table.MathVariants.VertGlyphConstruction[place].MathGlyphVariantRecord[1:]:
            glyph = font["glyf"][record.VariantGlyph]
            assert abs((glyph.yMin + glyph.yMax) / 2 - table.MathConstants.AxisHeight.Value) < 10, sign


@pytest.mark.parametrize(
    ("sign", "step", "upto"), [("→", 1.13, 4_500), ("=", 1.13, 4_500), ("˜", 1.21, 2_300)]
)
def test_sizes_are_so_near_to_each_other_that_chromium_draws_none_far_beyond_what_is_below(
    sign: str, step: float, upto: int
) -> None:
    font = TTFont(FONT)
    variants = font["MATH"].table.MathVariants
    place = variants.HorizGlyphCoverage.glyphs.index(font.getBestCmap()[ord(sign)])
    records = variants.HorizGlyphConstruction[place].MathGlyphVariantRecord
    widths = [record.AdvanceMeasurement for record in records if record.AdvanceMeasurement < upto]
    assert 2 < len(widths) <= len(records) < 20
    assert all(after < before * step for before, after in pairwise(widths[1:]))


def test_the_set_minus_is_as_tall_as_letters_as_tex_has_it() -> None:
    font = TTFont(FONT)
    glyph = font["glyf"][font.getBestCmap()[ord("∖")]]
    assert glyph.yMax > 700
    assert glyph.yMin < 0
