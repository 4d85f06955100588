"""Build the theme's fonts, by hand: `python tools/build_fonts.py` (needs fonttools, brotli and npm).

In:  `@fontsource-variable/stix-two-text` from npm (STIX Two Text, variable, already cut into subsets) and
     `STIXTwoMath-Regular.ttf` as the PyPI package ziamath carries it, at the versions pinned below.
Out: `templates/assets/fonts/`: woff2 files, `OFL.txt`, and `SOURCES.txt` that says what came from where.

The text faces are taken as they are. The math face is cut down to what a formula can hold, with its MATH
table (and so all sizes and parts of stretched delimiters) and its script variants, without hinting. Six
things are mended: |, ‖, ∣ and ∥ get the taller sizes that ( and [ have, for the font would put them
together from short pieces, and browsers draw the places where pieces overlap too dark; the taller roots are
made about as narrow as the smallest, for browsers give every root the room of the widest, which leaves a
gap behind it, brackets are made narrower for the same reason; roots get sizes up to six ems, for Chromium
draws the bar of one put together from parts above its head; arrows get longer sizes up to ten ems, and
braces and brackets that lie up to fifteen, for the font does not lengthen ⇌ and its like, and the places
where parts of a sign overlap are drawn too dark; the parts of a fraction in a line of text stand as near to
its bar as TeX puts them, and not as in a display; and the features for formulas are offered to every
script, for browsers never ask for the script "math" under which the font keeps them.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

from fontTools import subset
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphCoordinates
from fontTools.ttLib.tables.otTables import MathGlyphConstruction, MathGlyphVariantRecord
from fontTools.ttLib.tables.ttProgram import Program

TEXT_PACKAGE, TEXT_VERSION = "@fontsource-variable/stix-two-text", "5.3.0"
MATH_PACKAGE, MATH_VERSION = "ziamath", "0.13"
MATH_FILE = "ziamath/fonts/STIXTwoMath-Regular.ttf"

FONTS = Path(__file__).parent.parent / "templates" / "assets" / "fonts"
SUBSETS = ("latin", "latin-ext", "greek", "cyrillic", "cyrillic-ext", "vietnamese")
LARGEST_MATH_FONT = 300_000  # bytes

# First and last code point of each range a formula may draw on.
MATH_RANGES = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x00FF),  # Latin-1: ¬ ± × ÷ ° and letters of \text
    (0x0131, 0x0131),  # dotless i
    (0x0237, 0x0237),  # dotless j
    (0x02C6, 0x02DD),  # spacing accents
    (0x0300, 0x0338),  # combining accents and strokes
    (0x0391, 0x03F6),  # Greek
    (0x2000, 0x206F),  # spaces, dashes, primes, dots, invisible operators
    (0x2070, 0x209C),  # super- and subscripts
    (0x20D0, 0x20F0),  # combining marks for symbols
    (0x2100, 0x214F),  # letterlike symbols
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # mathematical operators
    (0x2300, 0x23FF),  # fences, corners, braces
    (0x2460, 0x2473),  # circled numbers
    (0x24B6, 0x24E9),  # circled letters
    (0x2571, 0x2572),  # diagonals
    (0x25A0, 0x25FF),  # geometric shapes
    (0x2605, 0x2606),  # stars
    (0x2609, 0x2609),  # sun
    (0x2640, 0x2642),  # astronomical signs
    (0x2660, 0x2667),  # suits of cards
    (0x266D, 0x266F),  # flat, natural, sharp
    (0x26AA, 0x26AC),  # circles
    (0x2713, 0x2720),  # ticks and crosses
    (0x2736, 0x2736),  # \bigstar's kin
    (0x2772, 0x2773),  # tortoise-shell brackets
    (0x27C0, 0x27FF),  # more symbols, long arrows
    (0x2900, 0x29FF),  # more arrows, more symbols
    (0x2A00, 0x2AFF),  # supplemental operators
    (0x2B04, 0x2B3F),  # more arrows, pentagons
    (0xFE00, 0xFE00),  # chooses between round and chancery script
    (0x1D400, 0x1D7FF),  # mathematical alphanumerics
)
# Script-size variants, dotless letters under accents, flat accents over capitals; accents on letters.
MATH_BARS = "|‖∣∥"
ROOT = "√"
WIDEST_ROOT = 860  # thousandths of an em; the smallest root has 794
FENCES = "()[]{}⟨⟩⌈⌉⌊⌋"
WIDEST_FENCE, BEARING = 490, 20  # as WIDEST_ROOT; the smallest have about 350
ARROWS = "←→↔↤↦↩↪↼↽⇀⇁⇌⇋⇄⇆⇐⇒⇔"
BRACES, BRACKETS = "⏞⏟", "⎴⎵⏜⏝⏠⏡"
# Chromium looks at no more than some twenty sizes of a sign, so that each is an eighth longer than the last.
ARROW_WIDTHS = tuple(round(1_080 * 1.14**step) for step in range(18))
BRACE_WIDTHS = tuple(round(3_000 * 1.14**step) for step in range(13))
TALLER_ROOTS = range(3_400, 6_200, 400)  # heights that the font has no size for, in thousandths of an em
# How far the parts of a fraction in a line stand from the baseline, in thousandths of an em. TeX has 394 and
# 345; this font's bar is higher and thicker. The font's own 585 tears lines apart.
NUMERATOR_UP, DENOMINATOR_DOWN = 410, 360
MATH_FEATURES = ("ssty", "dtls", "flac", "ccmp", "mark", "mkmk", "kern")


def main() -> int:
    """Fetch, subset, write; 1 when the math font has grown too large."""
    FONTS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        text, math = fetch_text(Path(folder)), fetch_math(Path(folder))
        for name in SUBSETS:
            for style in ("normal", "italic"):
                source = text / "files" / f"stix-two-text-{name}-wght-{style}.woff2"
                shutil.copyfile(source, FONTS / f"stix-two-text-{name}-{style}.woff2")
        shutil.copyfile(text / "LICENSE", FONTS / "OFL.txt")
        version = subset_math(math, FONTS / "stix-two-math.woff2")
    (FONTS / "SOURCES.txt").write_text(
        "Both families: (c) The STIX Fonts Project Authors (https://github.com/stipub/stixfonts),\n"
        "SIL Open Font License 1.1, in OFL.txt. Built by tools/build_fonts.py from\n\n"
        f"STIX Two Text  npm {TEXT_PACKAGE} {TEXT_VERSION}, files unchanged\n"
        f"STIX Two Math  {version}, PyPI {MATH_PACKAGE} {MATH_VERSION}, a subset\n",
        encoding="utf-8",
    )
    size = (FONTS / "stix-two-math.woff2").stat().st_size
    print(f"stix-two-math.woff2: {size} bytes")
    return int(size > LARGEST_MATH_FONT)


def fetch_text(folder: Path) -> Path:
    """The unpacked npm package, as a folder."""
    subprocess.run(["npm", "pack", "--silent", f"{TEXT_PACKAGE}@{TEXT_VERSION}"], cwd=folder, check=True)
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        archive.extractall(folder / "text", filter="data")
    return folder / "text" / "package"


def fetch_math(folder: Path) -> Path:
    """The math font's TrueType file."""
    requirement = f"{MATH_PACKAGE}=={MATH_VERSION}"
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", requirement]
    subprocess.run(command, cwd=folder, check=True)
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        return Path(wheel.extract(MATH_FILE, folder))


def subset_math(source: Path, target: Path) -> str:
    """Write the subset as woff2; returns the font's own version string."""
    font = TTFont(source, recalcTimestamp=False)
    offer_math_features(font)
    add_bar_sizes(font)
    narrow_roots(font)
    narrow_fences(font)
    add_root_sizes(font)
    add_lying_sizes(font)
    constants = font["MATH"].table.MathConstants
    constants.FractionNumeratorShiftUp.Value = NUMERATOR_UP
    constants.FractionDenominatorShiftDown.Value = DENOMINATOR_DOWN
    options = subset.Options()
    options.layout_features = list(MATH_FEATURES)
    options.hinting = False
    options.drop_tables += ["DSIG"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[point for first, last in MATH_RANGES for point in range(first, last + 1)])
    subsetter.subset(font)
    join_assemblies(font)
    font.flavor = "woff2"
    font.save(target)
    return str(font["name"].getDebugName(5)).split(" This ")[0]


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


def add_lying_sizes(font: TTFont) -> None:
    """Give arrows, braces and brackets that lie longer sizes: what lies right of the middle moves, and shafts
    grow. A brace has its tip in the middle, which moves half as far."""
    names = font.getBestCmap()
    variants = font["MATH"].table.MathVariants
    constructions = dict(
        zip(variants.HorizGlyphCoverage.glyphs, variants.HorizGlyphConstruction, strict=True)
    )
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


if __name__ == "__main__":
    sys.exit(main())
