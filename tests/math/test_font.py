"""The font of formulas."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from fontTools.ttLib import TTFont

FONT = Path(__file__).parent.parent.parent / "templates" / "assets" / "fonts" / "stix-two-math.woff2"


def test_the_parts_of_every_long_sign_overlap_as_much_as_the_font_demands() -> None:
    variants = TTFont(FONT)["MATH"].table.MathVariants
    for construction in (*variants.HorizGlyphConstruction, *variants.VertGlyphConstruction):
        parts = construction.GlyphAssembly.PartRecords if construction.GlyphAssembly else []
        for before, after in pairwise(parts):
            assert before.EndConnectorLength >= variants.MinConnectorOverlap
            assert after.StartConnectorLength >= variants.MinConnectorOverlap
