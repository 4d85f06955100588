"""Glyph outlines and the MATH table, as fontTools has them.

In:  a font, and names of its glyphs.
Out: outlines, moved or made anew; how signs grow, upwards or sideways.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphCoordinates
from fontTools.ttLib.tables.otTables import MathGlyphConstruction, MathGlyphVariantRecord
from fontTools.ttLib.tables.ttProgram import Program

# --- how signs grow ----------------------------------------------------------------------------------------


def growing_upwards(font: TTFont) -> dict[str, MathGlyphConstruction]:
    """How signs grow upwards: their larger sizes and the parts they are put together from, by glyph name."""
    variants = font["MATH"].table.MathVariants
    return dict(zip(variants.VertGlyphCoverage.glyphs, variants.VertGlyphConstruction, strict=True))


def growing_sideways(font: TTFont) -> dict[str, MathGlyphConstruction]:
    """How signs grow sideways, by glyph name."""
    variants = font["MATH"].table.MathVariants
    return dict(zip(variants.HorizGlyphCoverage.glyphs, variants.HorizGlyphConstruction, strict=True))


def set_growing_sideways(font: TTFont, constructions: dict[str, MathGlyphConstruction]) -> None:
    """Write into the font how signs grow sideways."""
    variants = font["MATH"].table.MathVariants
    order = sorted(constructions, key=font.getGlyphID)
    variants.HorizGlyphCoverage.glyphs = order
    variants.HorizGlyphConstruction = [constructions[name] for name in order]
    variants.HorizGlyphCount = len(order)


def variant(name: str, advance: int) -> MathGlyphVariantRecord:
    """A size of a sign, as the MATH table lists it; `advance` in the direction that the sign grows in."""
    record = MathGlyphVariantRecord()
    record.VariantGlyph, record.AdvanceMeasurement = name, advance
    return record


# --- outlines ----------------------------------------------------------------------------------------------


def outline(
    font: TTFont, points: Sequence[tuple[int, int]], ends: Sequence[int], flags: Sequence[int]
) -> Glyph:
    """A glyph of these points; `ends` are the indices of the last point of each contour, `flags` say which
    points are on the curve."""
    glyph = Glyph()
    glyph.coordinates = GlyphCoordinates(points)
    glyph.flags = bytearray(flags)
    glyph.endPtsOfContours = list(ends)
    glyph.numberOfContours = len(glyph.endPtsOfContours)
    glyph.program = Program()
    glyph.program.fromBytecode(b"")
    glyph.recalcBounds(font["glyf"])
    return glyph


def move_across(font: TTFont, name: str, moved: Callable[[int], int], width: int) -> None:
    """Give every point of a glyph the abscissa `moved` gives for its own, and the glyph this advance
    width."""
    glyph = font["glyf"][name]
    glyph.coordinates = GlyphCoordinates([(moved(x), y) for x, y in glyph.coordinates])
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (width, glyph.xMin)


def move_up(font: TTFont, name: str, moved: Callable[[int, int], int]) -> None:
    """Give every point of a glyph the ordinate `moved` gives for its own and the highest one."""
    glyph = font["glyf"][name]
    top = glyph.yMax
    glyph.coordinates = GlyphCoordinates([(x, moved(y, top)) for x, y in glyph.coordinates])
    glyph.recalcBounds(font["glyf"])


def stretched(font: TTFont, name: str, bottom: int, top: int) -> Glyph:
    """A glyph made of upright rectangles, stretched to reach from `bottom` to `top`."""
    points, ends, _flags = font["glyf"][name].getCoordinates(font["glyf"])
    lowest = min(y for _x, y in points)
    pen, start = TTGlyphPen(None), 0
    for end in ends:
        corners = [(x, bottom if y == lowest else top) for x, y in points[start : end + 1]]
        pen.moveTo(corners[0])
        for corner in corners[1:]:
            pen.lineTo(corner)
        pen.closePath()
        start = end + 1
    return pen.glyph()


def lengthen(font: TTFont, model: str, name: str, width: int, *, tip: bool) -> None:
    """Add the glyph `name`: `model` made `width` wide. What is right of the middle moves; with `tip`, a
    brace's, the middle itself moves half as far."""
    glyphs, metrics = font["glyf"], font["hmtx"]
    points, ends, flags = glyphs[model].getCoordinates(glyphs)
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    more = width - metrics[model][0]

    def moved(x: int) -> int:
        part = (x - left) / (right - left)
        if tip:
            return x + (0 if part < 0.25 else more // 2 if part < 0.75 else more)
        return x + (more if part > 0.5 else 0)

    glyphs[name] = outline(font, [(moved(x), y) for x, y in points], ends, flags)
    metrics[name] = (width, glyphs[name].xMin)
