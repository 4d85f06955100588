"""Build the theme's fonts, by hand: `python tools/build_fonts.py` (needs fonttools, brotli and npm).

In:  `@fontsource-variable/stix-two-text` from npm (STIX Two Text, variable, already cut into subsets) and
     `STIXTwoMath-Regular.ttf` as the PyPI package ziamath carries it, at the versions pinned below.
Out: `templates/assets/fonts/`: woff2 files, `OFL.txt`, and `SOURCES.txt` that says what came from where.

The text faces are taken as they are. The math face is cut down to what a formula can hold, with its MATH
table (and so all sizes and parts of stretched delimiters) and its script variants, without hinting;
`math_font.py` changes what browsers draw wrong.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from math_font import change, change_subset
from npm_package import npm_files

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
    (0xFE00, 0xFE01),  # choose between shapes of a sign; chancery and roundhand script
    (0x1D400, 0x1D7FF),  # mathematical alphanumerics
)
# Script-size variants, dotless letters under accents, flat accents over capitals; accents on letters.
MATH_FEATURES = ("ssty", "dtls", "flac", "ccmp", "mark", "mkmk", "kern")


def main() -> int:
    """Fetch, subset, write; 1 when the math font has grown too large."""
    FONTS.mkdir(parents=True, exist_ok=True)
    text = {"package/LICENSE": "OFL.txt"} | {
        f"package/files/stix-two-text-{subset}-wght-{style}.woff2": f"stix-two-text-{subset}-{style}.woff2"
        for subset in SUBSETS
        for style in ("normal", "italic")
    }
    for name, data in zip(text.values(), npm_files(f"{TEXT_PACKAGE}@{TEXT_VERSION}", text), strict=True):
        (FONTS / name).write_bytes(data)
    with tempfile.TemporaryDirectory() as folder:
        version = subset_math(fetch_math(Path(folder)), FONTS / "stix-two-math.woff2")
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
    change(font)
    options = subset.Options()
    options.layout_features = list(MATH_FEATURES)
    options.hinting = False
    options.drop_tables += ["DSIG"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[point for first, last in MATH_RANGES for point in range(first, last + 1)])
    subsetter.subset(font)
    change_subset(font)
    font.flavor = "woff2"
    font.save(target)
    return str(font["name"].getDebugName(5)).split(" This ")[0]


if __name__ == "__main__":
    sys.exit(main())
