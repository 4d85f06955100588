r"""Changes to STIX Two Math, for browsers or for TeX's look.

In:  the font, as fontTools has it.
Out: the same font, changed.

- |, ‖, ∣ and ∥ get the taller sizes of ( and [: the font would put them together from short pieces, and
  browsers draw the places where pieces overlap too dark.
- Brackets are made narrower: browsers give every size the width of the widest.
- Roots: see `font_roots.py`.
- Arrows get longer sizes up to ten ems, and horizontal braces and brackets up to fifteen: the font does not
  lengthen ⇌ and the like, nor = at all, and overlapping parts are drawn too dark.
- ˜ and ˇ get the sizes of the combining accents, which browsers do not stretch sideways; they and the accent
  of \widehat get more sizes between: Chromium takes the first that is no narrower than the letters.
- ∖ is as tall as TeX's \setminus.
- The large sizes of ⋃ and the like are centred on the math axis.
- The parts of a fraction in running text are as close to its bar as TeX puts them, not as in a display; so is
  what is written above an arrow.
- The selector of roundhand letters chooses them: capitals of \mathscr are others than those of \mathcal.
- The features for formulas are offered to every script: browsers never ask for the script "math" under which
  the font keeps them.
"""

from __future__ import annotations

from itertools import pairwise

from font_glyphs import (
    growing_sideways,
    growing_upwards,
    lengthen,
    move_across,
    move_up,
    outline,
    set_growing_sideways,
    stretched,
    variant,
)
from font_roots import change_roots
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.otTables import MathGlyphConstruction

MATH_BARS = "|‖∣∥"
FENCES = "()[]{}⟨⟩⌈⌉⌊⌋"
WIDEST_FENCE, BEARING = 490, 20  # thousandths of an em; the smallest have about 350
ARROWS = "←→↔↤↦↩↪↼↽⇀⇁⇌⇋⇄⇆⇐⇒⇔="
BRACES, BRACKETS = "⏞⏟", "⎴⎵⏜⏝⏠⏡"
# Chromium considers only some twenty sizes of a sign. It takes the first that is no shorter than the words,
# and draws its surplus into the letters beside it: so the sizes that most words need are the closest
# together.
ARROW_WIDTHS = (*(round(1_080 * 1.11**step) for step in range(15)), 5_800, 7_400, 10_000)
BRACE_WIDTHS = tuple(round(3_000 * 1.14**step) for step in range(13))
# Thickness of the bars of roots and fractions, of which the font has 68 and 66: at the size of a text less is
# drawn as one pixel everywhere, more as one here and two there. TeX has 40.
BAR = 50
# How far the parts of a fraction in a line stand from the baseline, in thousandths of an em. TeX has 394 and
# 345; this font's bar is higher and thicker. The font's own 585 tears lines apart.
NUMERATOR_UP, DENOMINATOR_DOWN = 410, 360
# How far the baseline of a superscript lies below the top of its base, and of a subscript below the bottom.
# TeX has 386 and 50, but for a base of several signs only; browsers count the same for a letter, so that the
# scripts of p would stand lower than those of x, and the scripts of A higher. The font has 230 and 160.
SUPERSCRIPT_DROP, SUBSCRIPT_DROP = 386, -10
# How far above an arrow's top the baseline, and the bottom, of what is written over it stand at least: TeX's
# big_op_spacing3 and 1. The font's own 800 is from the line's baseline, but browsers count from the arrow.
ABOVE_ARROW, ARROW_GAP = 200, 111
OPERATORS = "⋀⋁⋂⋃⨀⨁⨂⨃⨄⨅⨆"
ACCENTS = {"˜": "\u0303", "ˇ": "\u030c"}  # which sizes an accent gets, of a combining one
FINER_ACCENTS = "˜ˇ\u0302"  # which accents get sizes between those they have,
FINER = 1.13  # how many times as wide as the one before each is
ROUNDHAND = 0xFE01  # the variation selector
SCRIPT_CAPITALS = "𝒜ℬ𝒞𝒟ℰℱ𝒢ℋℐ𝒥𝒦ℒℳ𝒩𝒪𝒫𝒬ℛ𝒮𝒯𝒰𝒱𝒲𝒳𝒴𝒵"
SET_MINUS, TALL_SET_MINUS = "∖", "⧵"  # the sign, and the one whose shape it gets


def change(font: TTFont) -> None:
    """Make all changes that come before subsetting."""
    offer_math_features(font)
    add_bar_sizes(font)
    narrow_fences(font)
    change_roots(font, BAR)
    add_wider_sizes(font)
    add_accent_sizes(font)
    add_finer_accent_sizes(font)
    centre_operators(font)
    raise_set_minus(font)
    offer_roundhand(font)
    constants = font["MATH"].table.MathConstants
    constants.FractionRuleThickness.Value = BAR
    constants.FractionNumeratorShiftUp.Value = NUMERATOR_UP
    constants.FractionDenominatorShiftDown.Value = DENOMINATOR_DOWN
    constants.SuperscriptBaselineDropMax.Value = SUPERSCRIPT_DROP
    constants.SubscriptBaselineDropMin.Value = SUBSCRIPT_DROP
    constants.StretchStackTopShiftUp.Value, constants.StretchStackGapAboveMin.Value = ABOVE_ARROW, ARROW_GAP


def change_subset(font: TTFont) -> None:
    """Make the changes that come after subsetting."""
    join_assemblies(font)


def offer_math_features(font: TTFont) -> None:
    """Add the features of script "math" to all other scripts."""
    table = font["GSUB"].table
    scripts = {record.ScriptTag: record.Script.DefaultLangSys for record in table.ScriptList.ScriptRecord}
    offered = [
        index
        for index in scripts["math"].FeatureIndex
        if table.FeatureList.FeatureRecord[index].FeatureTag in ("ssty", "dtls", "flac")
    ]
    for script in scripts.values():
        script.FeatureIndex = sorted({*script.FeatureIndex, *offered})
        script.FeatureCount = len(script.FeatureIndex)


def offer_roundhand(font: TTFont) -> None:
    """Let the selector of roundhand letters choose them: the font has them in a stylistic set only, so that
    the capitals of \\mathscr would look as those of \\mathcal do."""
    table = font["GSUB"].table
    features = table.FeatureList.FeatureRecord
    feature = next(record.Feature for record in features if record.FeatureTag == "ss01")
    other: dict[str, str] = {}
    for index in feature.LookupListIndex:
        for found in table.LookupList.Lookup[index].SubTable:
            other |= getattr(found, "ExtSubTable", found).mapping
    names = font.getBestCmap()
    selectors = next(part for part in font["cmap"].tables if part.format == 14).uvsDict
    selectors[ROUNDHAND] = sorted((point, other[names[point]]) for point in map(ord, SCRIPT_CAPITALS))


def join_assemblies(font: TTFont) -> None:
    """Let the parts that a long sign is put together from overlap as much as the font itself demands: the
    heads of its arrows do not, and browsers then draw no long arrow at all."""
    variants = font["MATH"].table.MathVariants
    least = variants.MinConnectorOverlap
    for construction in (*variants.HorizGlyphConstruction, *variants.VertGlyphConstruction):
        parts = construction.GlyphAssembly.PartRecords if construction.GlyphAssembly else []
        for before, after in pairwise(parts):
            before.EndConnectorLength = max(before.EndConnectorLength, least)
            after.StartConnectorLength = max(after.StartConnectorLength, least)


def add_bar_sizes(font: TTFont) -> None:
    """Give each bar, a glyph of upright rectangles, the heights of the parenthesis' variants."""
    glyphs, metrics, names = font["glyf"], font["hmtx"], font.getBestCmap()
    construction = growing_upwards(font)
    sizes = construction[names[ord("(")]].MathGlyphVariantRecord[1:]
    for bar in (names[ord(character)] for character in MATH_BARS):
        for number, size in enumerate(sizes, 1):
            name, model = f"{bar}.size{number}", glyphs[size.VariantGlyph]
            glyphs[name], metrics[name] = stretched(font, bar, model.yMin, model.yMax), metrics[bar]
            construction[bar].MathGlyphVariantRecord.append(variant(name, model.yMax - model.yMin + 1))
            construction[bar].VariantCount = len(construction[bar].MathGlyphVariantRecord)
    font.setGlyphOrder(glyphs.glyphOrder)


def narrow_fences(font: TTFont) -> None:
    """Make the taller sizes and the parts of brackets narrower, so that the widest has `WIDEST_FENCE`."""
    constructions = growing_upwards(font)
    metrics = font["hmtx"]
    for name in (font.getBestCmap()[ord(fence)] for fence in FENCES):
        records = constructions[name].MathGlyphVariantRecord
        least = metrics[name][0]
        share = (WIDEST_FENCE - least) / (metrics[records[-1].VariantGlyph][0] - least)
        for record in records[1:]:
            before = metrics[record.VariantGlyph][0]
            after = round(least + (before - least) * share)
            scale_across(font, record.VariantGlyph, before, after)
        assembly = constructions[name].GlyphAssembly
        parts = {record.glyph for record in assembly.PartRecords} if assembly else set()
        widest = max((metrics[part][0] for part in parts), default=0)
        for part in sorted(parts):
            if metrics[part][0] > WIDEST_FENCE:
                scale_across(font, part, widest, WIDEST_FENCE)


def scale_across(font: TTFont, name: str, before: int, width: int) -> None:
    """Make a glyph that was `before` wide `width` wide, with `BEARING` more room at its sides."""
    scale = (width - 2 * BEARING) / before
    move_across(font, name, lambda x: round(x * scale) + BEARING, width)


def add_wider_sizes(font: TTFont) -> None:
    """Give arrows and horizontal braces and brackets wider sizes: what is right of the middle moves, and
    shafts grow. A brace has its tip in the middle, which moves half as far."""
    names, constructions = font.getBestCmap(), growing_sideways(font)
    for sign in (*ARROWS, *BRACES, *BRACKETS):
        name = names[ord(sign)]
        if name not in constructions:
            constructions[name] = MathGlyphConstruction()
            constructions[name].GlyphAssembly, constructions[name].MathGlyphVariantRecord = None, []
        construction = constructions[name]
        if sign in ARROWS:
            construction.MathGlyphVariantRecord = [variant(name, font["hmtx"][name][0])]
            widths = ARROW_WIDTHS
        else:
            widest = construction.MathGlyphVariantRecord[-1].AdvanceMeasurement
            widths = tuple(width for width in BRACE_WIDTHS if width > widest)
        model = construction.MathGlyphVariantRecord[-1].VariantGlyph
        for width in widths:
            longer = f"{name}.size{width}"
            lengthen(font, model, longer, width, tip=sign in BRACES)
            construction.MathGlyphVariantRecord.append(variant(longer, width))
        construction.VariantCount = len(construction.MathGlyphVariantRecord)
    font.setGlyphOrder(font["glyf"].glyphOrder)
    set_growing_sideways(font, constructions)


def add_accent_sizes(font: TTFont) -> None:
    """Give accents the sizes of the combining ones."""
    names, constructions = font.getBestCmap(), growing_sideways(font)
    for accent, combining in ACCENTS.items():
        name = names[ord(accent)]
        sizes = constructions[names[ord(combining)]].MathGlyphVariantRecord[1:]
        constructions[name] = construction = MathGlyphConstruction()
        construction.GlyphAssembly = None
        construction.MathGlyphVariantRecord = [variant(name, font["hmtx"][name][0]), *sizes]
        construction.VariantCount = len(construction.MathGlyphVariantRecord)
    set_growing_sideways(font, constructions)


def add_finer_accent_sizes(font: TTFont) -> None:
    """Give accents sizes between those they have, each the next one made narrower."""
    names, constructions = font.getBestCmap(), growing_sideways(font)
    glyphs, metrics = font["glyf"], font["hmtx"]
    for name in (names[ord(accent)] for accent in FINER_ACCENTS):
        construction = constructions[name]
        finer = construction.MathGlyphVariantRecord[:1]
        for record in construction.MathGlyphVariantRecord[1:]:
            wide = metrics[record.VariantGlyph][0]
            points, ends, flags = glyphs[record.VariantGlyph].getCoordinates(glyphs)
            width = finer[-1].AdvanceMeasurement * FINER
            while width * FINER**0.5 < wide:
                between, share = f"{name}.size{round(width)}", width / wide
                glyphs[between] = outline(font, [(round(x * share), y) for x, y in points], ends, flags)
                metrics[between] = (round(width), glyphs[between].xMin)
                finer.append(variant(between, round(width)))
                width *= FINER
            finer.append(record)
        construction.MathGlyphVariantRecord = finer
        construction.VariantCount = len(finer)
    font.setGlyphOrder(glyphs.glyphOrder)
    set_growing_sideways(font, constructions)


def raise_set_minus(font: TTFont) -> None:
    r"""Give ∖ the shape of TeX's \setminus; the font has that of \smallsetminus."""
    names, glyphs = font.getBestCmap(), font["glyf"]
    small, tall = names[ord(SET_MINUS)], names[ord(TALL_SET_MINUS)]
    points, ends, flags = glyphs[tall].getCoordinates(glyphs)
    glyphs[small], font["hmtx"][small] = outline(font, points, ends, flags), font["hmtx"][tall]


def centre_operators(font: TTFont) -> None:
    """Centre the large sizes of signs like ⋃ on the math axis: the font puts them on the baseline, and WebKit
    moves them only if nothing else is beside them."""
    constructions = growing_upwards(font)
    axis = font["MATH"].table.MathConstants.AxisHeight.Value
    names = font.getBestCmap()
    for name in (names[ord(sign)] for sign in OPERATORS):
        for record in constructions[name].MathGlyphVariantRecord[1:]:
            glyph = font["glyf"][record.VariantGlyph]
            down = (glyph.yMin + glyph.yMax) // 2 - axis
            move_up(font, record.VariantGlyph, lambda y, top, down=down: y - down)
