"""The sizes of the root sign of STIX Two Math.

In:  the font, as fontTools has it.
Out: the same font, changed.

- Browsers give every root the width of the widest, which leaves a gap after it: the taller sizes are made
  about as narrow as the smallest.
- Chromium draws the bar of a root put together from parts above its head: there are single glyphs up to six
  ems.
- TeX lets half of what a root is too tall rise above its bar; browsers let all of it hang below the line. So
  there are more low sizes, the lowest of one em as in TeX.
- The bar is thinner, as that of fractions: Chromium draws it half its thickness too low.
"""

from __future__ import annotations

from font_glyphs import growing_upwards, move_across, move_up, outline, variant
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.otTables import MathGlyphConstruction

ROOT = "√"
WIDEST_ROOT = 860  # thousandths of an em; the smallest root has 794
TALLER_ROOTS = range(3_400, 6_200, 400)  # heights that the font has no size for, in thousandths of an em
LOW_ROOTS = (1_000, 1_190, 1_400, 1_620)  # in place of the font's lowest, 1,188; its next has 1,855
ROOT_GAPS = (130, 200)  # between a root's bar and the letters, in a line and in a display; font: 85, 170


def change_roots(font: TTFont, bar: int) -> None:
    """Make all changes to the root. `bar` is the thickness of its bar, in thousandths of an em."""
    narrow_roots(font)
    add_taller_roots(font)
    thin_root_bars(font, bar)
    add_low_roots(font, bar)


def root_of(font: TTFont) -> MathGlyphConstruction:
    """How the root grows."""
    return growing_upwards(font)[font.getBestCmap()[ord(ROOT)]]


def narrow_roots(font: TTFont) -> None:
    """Make the taller sizes and the parts of the root as narrow as `WIDEST_ROOT`: a size, one slanted stroke,
    in proportion; of the parts only the foot, left of their common upright stem."""
    root = root_of(font)
    metrics, glyphs = font["hmtx"], font["glyf"]
    for record in root.MathGlyphVariantRecord[1:]:
        scale = WIDEST_ROOT / metrics[record.VariantGlyph][0]
        move_across(font, record.VariantGlyph, lambda x, scale=scale: round(x * scale), WIDEST_ROOT)
    parts = [record.glyph for record in root.GlyphAssembly.PartRecords]
    stem = max(glyphs[part].xMin for part in parts)
    surplus = metrics[parts[0]][0] - WIDEST_ROOT
    scale = (stem - surplus) / stem
    for part in parts:
        move_across(font, part, lambda x: x - surplus if x >= stem else round(x * scale), WIDEST_ROOT)


def add_taller_roots(font: TTFont) -> None:
    """Give the root taller sizes: each is the foot of the root with a longer stem, and its head."""
    root = root_of(font)
    glyphs, records = font["glyf"], root.MathGlyphVariantRecord
    parts = [glyphs[record.glyph] for record in root.GlyphAssembly.PartRecords]
    foot, head = parts[0], parts[-1]
    bottom = glyphs[records[-1].VariantGlyph].yMin
    for height in TALLER_ROOTS:
        top = bottom + height
        points = [
            (x, top - head.yMax // 2 if y == foot.yMax else y + bottom - foot.yMin)
            for x, y in foot.coordinates
        ] + [(x, y + top - head.yMax) for x, y in head.coordinates]
        ends = [*foot.endPtsOfContours, *(end + len(foot.coordinates) for end in head.endPtsOfContours)]
        glyph = outline(font, points, ends, foot.flags + head.flags)
        name = f"root.size{height}"
        glyphs[name], font["hmtx"][name] = glyph, (WIDEST_ROOT, glyph.xMin)
        records.append(variant(name, height + 1))
    root.VariantCount = len(records)
    font.setGlyphOrder(glyphs.glyphOrder)


def thin_root_bars(font: TTFont, bar: int) -> None:
    """Give the bar that a root's head begins with this thickness, and adjust the constants that go with
    it."""
    root = root_of(font)
    constants = font["MATH"].table.MathConstants
    before = constants.RadicalRuleThickness.Value
    for name in (
        *(one.VariantGlyph for one in root.MathGlyphVariantRecord),
        root.GlyphAssembly.PartRecords[-1].glyph,
    ):
        move_up(font, name, lambda y, top: top - bar if y == top - before else y)
    constants.RadicalRuleThickness.Value = constants.RadicalExtraAscender.Value = bar
    constants.RadicalVerticalGap.Value, constants.RadicalDisplayStyleVerticalGap.Value = ROOT_GAPS


def add_low_roots(font: TTFont, bar: int) -> None:
    """Give the root its low sizes: what is below the bar is stretched or squeezed."""
    name, root = font.getBestCmap()[ord(ROOT)], root_of(font)
    glyphs, records = font["glyf"], root.MathGlyphVariantRecord
    lowest, *others = LOW_ROOTS
    for number, height in enumerate(others, 1):
        size = f"{name}.size{height}"
        points, ends, flags = glyphs[name].getCoordinates(glyphs)
        glyphs[size], font["hmtx"][size] = outline(font, points, ends, flags), font["hmtx"][name]
        records.insert(number, variant(size, height + 1))
    for size, height in zip((one.VariantGlyph for one in records), LOW_ROOTS, strict=False):
        share = (height - bar) / (glyphs[size].yMax - bar - glyphs[size].yMin)
        move_up(
            font,
            size,
            lambda y, top, share=share: y if y >= top - bar else round(top - bar - (top - bar - y) * share),
        )
    records[0].AdvanceMeasurement = lowest + 1
    root.VariantCount = len(records)
    font.setGlyphOrder(glyphs.glyphOrder)
