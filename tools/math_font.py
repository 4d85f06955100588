r"""What is mended of STIX Two Math, for browsers or for TeX's look.

In:  the font, as fontTools has it.
Out: the same font, changed.

|, ‖, ∣ and ∥ get the taller sizes that ( and [ have, for the font would put them together from short
pieces, and browsers draw the places where pieces overlap too dark. The taller roots are made about as
narrow as the smallest, for browsers give every root the room of the widest, which leaves a gap behind it;
brackets are made narrower for the same reason. Roots get sizes up to six ems, for Chromium draws the bar of
one put together from parts above its head, and more low ones, the lowest an em as in TeX, for no browser
lets half of what a sign is too tall stand above the bar, as TeX does: all of it hangs below the line. Their
bar is thinner, as that of fractions, for Chromium draws it half its thickness too low. Arrows get longer
sizes up to ten ems, and braces and brackets that lie up to fifteen, for the font does not lengthen ⇌ and
its like, nor = at all, and the places where parts of a sign overlap are drawn too dark. ˜ and ˇ get the
sizes of the combining ones, which browsers do not take to grow sideways, and they and the sign of \widehat
more between these, for Chromium takes the first that is no narrower than the letters. ∖ is as tall as TeX's
\setminus. The large sizes of ⋃ and its like stand in the middle of the line. The parts of a fraction in a
line of text stand as near to its bar as TeX puts them, and not as in a display, and so does what is written
above an arrow. The features for formulas are offered to every script, for browsers never ask for the script
"math" under which the font keeps them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphCoordinates
from fontTools.ttLib.tables.otTables import MathGlyphConstruction, MathGlyphVariantRecord
from fontTools.ttLib.tables.ttProgram import Program

MATH_BARS = "|‖∣∥"
ROOT = "√"
WIDEST_ROOT = 860  # thousandths of an em; the smallest root has 794
FENCES = "()[]{}⟨⟩⌈⌉⌊⌋"
WIDEST_FENCE, BEARING = 490, 20  # as WIDEST_ROOT; the smallest have about 350
ARROWS = "←→↔↤↦↩↪↼↽⇀⇁⇌⇋⇄⇆⇐⇒⇔="
BRACES, BRACKETS = "⏞⏟", "⎴⎵⏜⏝⏠⏡"
# Chromium looks at no more than some twenty sizes of a sign. It takes the first that is no shorter than the
# words, and draws what is longer into the letters beside it: the sizes that most words need are the finest.
ARROW_WIDTHS = (*(round(1_080 * 1.11**step) for step in range(15)), 5_800, 7_400, 10_000)
BRACE_WIDTHS = tuple(round(3_000 * 1.14**step) for step in range(13))
TALLER_ROOTS = range(3_400, 6_200, 400)  # heights that the font has no size for, in thousandths of an em
LOW_ROOTS = (1_000, 1_190, 1_400, 1_620)  # in place of the font's lowest, 1,188; its next has 1,855
# Thickness of the bars of roots and fractions, of which the font has 68 and 66: at the size of a text less is
# drawn as one pixel everywhere, more as one here and two there. TeX has 40.
BAR = 50
ROOT_GAPS = (
    130,
    200,
)  # what lies between a root's bar and the letters, in a line and in a display; font: 85, 170
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
FINER = 1.13  # each so many times as wide as the one before
SET_MINUS, TALL_SET_MINUS = "∖", "⧵"  # the sign, and the one whose shape it gets


def mend(font: TTFont) -> None:
    """All that is done before the font is cut down."""
    offer_math_features(font)
    add_bar_sizes(font)
    narrow_roots(font)
    narrow_fences(font)
    add_root_sizes(font)
    thin_root_bars(font)
    add_low_root_sizes(font)
    add_lying_sizes(font)
    add_accent_sizes(font)
    add_finer_accent_sizes(font)
    centre_operators(font)
    raise_set_minus(font)
    constants = font["MATH"].table.MathConstants
    constants.FractionRuleThickness.Value = BAR
    constants.FractionNumeratorShiftUp.Value = NUMERATOR_UP
    constants.FractionDenominatorShiftDown.Value = DENOMINATOR_DOWN
    constants.SuperscriptBaselineDropMax.Value = SUPERSCRIPT_DROP
    constants.SubscriptBaselineDropMin.Value = SUBSCRIPT_DROP
    constants.StretchStackTopShiftUp.Value, constants.StretchStackGapAboveMin.Value = ABOVE_ARROW, ARROW_GAP


def mend_subset(font: TTFont) -> None:
    """What is done after it has been cut down."""
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
    variants = font["MATH"].table.MathVariants
    construction = dict(zip(variants.VertGlyphCoverage.glyphs, variants.VertGlyphConstruction, strict=True))
    sizes = construction[names[ord("(")]].MathGlyphVariantRecord[1:]
    for bar in (names[ord(character)] for character in MATH_BARS):
        for number, size in enumerate(sizes, 1):
            name, model = f"{bar}.size{number}", glyphs[size.VariantGlyph]
            glyphs[name], metrics[name] = stretched(font, bar, model.yMin, model.yMax), metrics[bar]
            record = MathGlyphVariantRecord()
            record.VariantGlyph, record.AdvanceMeasurement = name, model.yMax - model.yMin + 1
            construction[bar].MathGlyphVariantRecord.append(record)
            construction[bar].VariantCount = len(construction[bar].MathGlyphVariantRecord)
    font.setGlyphOrder(glyphs.glyphOrder)


def narrow_roots(font: TTFont) -> None:
    """Make the taller sizes and the parts of the root as narrow as `WIDEST_ROOT`: a size, one slanted stroke,
    in proportion; of the parts only the foot, left of their common upright stem."""
    variants = font["MATH"].table.MathVariants
    construction = dict(zip(variants.VertGlyphCoverage.glyphs, variants.VertGlyphConstruction, strict=True))
    root = construction[font.getBestCmap()[ord(ROOT)]]
    metrics, glyphs = font["hmtx"], font["glyf"]
    for record in root.MathGlyphVariantRecord[1:]:
        scale = WIDEST_ROOT / metrics[record.VariantGlyph][0]
        move_across(font, record.VariantGlyph, lambda x, scale=scale: round(x * scale))
    parts = [record.glyph for record in root.GlyphAssembly.PartRecords]
    stem = max(glyphs[part].xMin for part in parts)
    surplus = metrics[parts[0]][0] - WIDEST_ROOT
    scale = (stem - surplus) / stem
    for part in parts:
        move_across(font, part, lambda x: x - surplus if x >= stem else round(x * scale))


def narrow_fences(font: TTFont) -> None:
    """Make the taller sizes and the parts of brackets narrower, so that the widest has `WIDEST_FENCE`."""
    variants = font["MATH"].table.MathVariants
    constructions = dict(zip(variants.VertGlyphCoverage.glyphs, variants.VertGlyphConstruction, strict=True))
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
    """Make a glyph that was `before` wide `width` wide, with a little more room at its sides."""
    glyph = font["glyf"][name]
    scale = (width - 2 * BEARING) / before
    glyph.coordinates = GlyphCoordinates([(round(x * scale) + BEARING, y) for x, y in glyph.coordinates])
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (width, glyph.xMin)


def add_root_sizes(font: TTFont) -> None:
    """Give the root taller sizes, each its foot with a stem made longer, and its head."""
    variants = font["MATH"].table.MathVariants
    construction = dict(zip(variants.VertGlyphCoverage.glyphs, variants.VertGlyphConstruction, strict=True))
    root = construction[font.getBestCmap()[ord(ROOT)]]
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
        record = MathGlyphVariantRecord()
        record.VariantGlyph, record.AdvanceMeasurement = name, height + 1
        records.append(record)
    root.VariantCount = len(records)
    font.setGlyphOrder(glyphs.glyphOrder)


def thin_root_bars(font: TTFont) -> None:
    """Make the bar that a root's head begins as thick as `BAR`, and let the other constants follow."""
    variants = font["MATH"].table.MathVariants
    construction = dict(zip(variants.VertGlyphCoverage.glyphs, variants.VertGlyphConstruction, strict=True))
    root = construction[font.getBestCmap()[ord(ROOT)]]
    constants = font["MATH"].table.MathConstants
    before = constants.RadicalRuleThickness.Value
    for name in (
        *(one.VariantGlyph for one in root.MathGlyphVariantRecord),
        root.GlyphAssembly.PartRecords[-1].glyph,
    ):
        move_up(font, name, lambda y, top: top - BAR if y == top - before else y)
    constants.RadicalRuleThickness.Value = constants.RadicalExtraAscender.Value = BAR
    constants.RadicalVerticalGap.Value, constants.RadicalDisplayStyleVerticalGap.Value = ROOT_GAPS


def add_low_root_sizes(font: TTFont) -> None:
    """Give the root its low sizes: all below the bar stretched or pressed together."""
    variants = font["MATH"].table.MathVariants
    construction = dict(zip(variants.VertGlyphCoverage.glyphs, variants.VertGlyphConstruction, strict=True))
    name = font.getBestCmap()[ord(ROOT)]
    glyphs, records = font["glyf"], construction[name].MathGlyphVariantRecord
    lowest, *others = LOW_ROOTS
    for number, height in enumerate(others, 1):
        size = f"{name}.size{height}"
        points, ends, flags = glyphs[name].getCoordinates(glyphs)
        glyphs[size], font["hmtx"][size] = outline(font, points, ends, flags), font["hmtx"][name]
        records.insert(number, variant(size, height + 1))
    for size, height in zip((one.VariantGlyph for one in records), LOW_ROOTS, strict=False):
        share = (height - BAR) / (glyphs[size].yMax - BAR - glyphs[size].yMin)
        move_up(
            font,
            size,
            lambda y, top, share=share: y if y >= top - BAR else round(top - BAR - (top - BAR - y) * share),
        )
    records[0].AdvanceMeasurement = lowest + 1
    construction[name].VariantCount = len(records)
    font.setGlyphOrder(glyphs.glyphOrder)


def add_lying_sizes(font: TTFont) -> None:
    """Give arrows, braces and brackets that lie longer sizes: what lies right of the middle moves, and shafts
    grow. A brace has its tip in the middle, which moves half as far."""
    names, constructions = font.getBestCmap(), lying(font)
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
    set_lying(font, constructions)


def add_accent_sizes(font: TTFont) -> None:
    """Give accents the sizes of the combining ones."""
    names, constructions = font.getBestCmap(), lying(font)
    for accent, combining in ACCENTS.items():
        name = names[ord(accent)]
        sizes = constructions[names[ord(combining)]].MathGlyphVariantRecord[1:]
        constructions[name] = construction = MathGlyphConstruction()
        construction.GlyphAssembly = None
        construction.MathGlyphVariantRecord = [variant(name, font["hmtx"][name][0]), *sizes]
        construction.VariantCount = len(construction.MathGlyphVariantRecord)
    set_lying(font, constructions)


def add_finer_accent_sizes(font: TTFont) -> None:
    """Give accents sizes between those they have, each the next one made narrower."""
    names, constructions = font.getBestCmap(), lying(font)
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
    set_lying(font, constructions)


def raise_set_minus(font: TTFont) -> None:
    r"""Give ∖ the shape of TeX's \setminus; the font has that of \smallsetminus."""
    names, glyphs = font.getBestCmap(), font["glyf"]
    small, tall = names[ord(SET_MINUS)], names[ord(TALL_SET_MINUS)]
    points, ends, flags = glyphs[tall].getCoordinates(glyphs)
    glyphs[small], font["hmtx"][small] = outline(font, points, ends, flags), font["hmtx"][tall]


def centre_operators(font: TTFont) -> None:
    """Put the large size of signs like ⋃ in the middle of the line: the font has it stand on the baseline,
    and WebKit moves it only where nothing but such signs stands beside it."""
    variants = font["MATH"].table.MathVariants
    constructions = dict(zip(variants.VertGlyphCoverage.glyphs, variants.VertGlyphConstruction, strict=True))
    axis = font["MATH"].table.MathConstants.AxisHeight.Value
    names = font.getBestCmap()
    for name in (names[ord(sign)] for sign in OPERATORS):
        for record in constructions[name].MathGlyphVariantRecord[1:]:
            glyph = font["glyf"][record.VariantGlyph]
            down = (glyph.yMin + glyph.yMax) // 2 - axis
            move_up(font, record.VariantGlyph, lambda y, top, down=down: y - down)


def lying(font: TTFont) -> dict[str, MathGlyphConstruction]:
    """How signs grow sideways, by the glyph's name."""
    variants = font["MATH"].table.MathVariants
    return dict(zip(variants.HorizGlyphCoverage.glyphs, variants.HorizGlyphConstruction, strict=True))


def set_lying(font: TTFont, constructions: dict[str, MathGlyphConstruction]) -> None:
    """Say how signs grow sideways."""
    variants = font["MATH"].table.MathVariants
    order = sorted(constructions, key=font.getGlyphID)
    variants.HorizGlyphCoverage.glyphs = order
    variants.HorizGlyphConstruction = [constructions[name] for name in order]
    variants.HorizGlyphCount = len(order)


def variant(name: str, width: int) -> MathGlyphVariantRecord:
    """A size of a sign, as the MATH table has it."""
    record = MathGlyphVariantRecord()
    record.VariantGlyph, record.AdvanceMeasurement = name, width
    return record


def lengthen(font: TTFont, model: str, name: str, width: int, *, tip: bool) -> None:
    """Add a glyph that is `model` made as long as `width`."""
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


def outline(
    font: TTFont, points: Sequence[tuple[int, int]], ends: Sequence[int], flags: Sequence[int]
) -> Glyph:
    """A glyph from its points, with the last one of each contour and what kind each point is."""
    glyph = Glyph()
    glyph.coordinates = GlyphCoordinates(points)
    glyph.flags = bytearray(flags)
    glyph.endPtsOfContours = list(ends)
    glyph.numberOfContours = len(glyph.endPtsOfContours)
    glyph.program = Program()
    glyph.program.fromBytecode(b"")
    glyph.recalcBounds(font["glyf"])
    return glyph


def move_across(font: TTFont, name: str, moved: Callable[[int], int]) -> None:
    """Give every point of a glyph the abscissa that `moved` makes of its own, and the glyph `WIDEST_ROOT`."""
    glyph = font["glyf"][name]
    glyph.coordinates = GlyphCoordinates([(moved(x), y) for x, y in glyph.coordinates])
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (WIDEST_ROOT, glyph.xMin)


def move_up(font: TTFont, name: str, moved: Callable[[int, int], int]) -> None:
    """Give every point of a glyph the ordinate that `moved` makes of its own and of the highest one."""
    glyph = font["glyf"][name]
    top = glyph.yMax
    glyph.coordinates = GlyphCoordinates([(x, moved(y, top)) for x, y in glyph.coordinates])
    glyph.recalcBounds(font["glyf"])


def stretched(font: TTFont, name: str, bottom: int, top: int) -> Glyph:
    """A glyph of upright rectangles, made to reach from `bottom` to `top`."""
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
