r"""What browsers lay out worse than TeX where the markup can help; what WebKit alone needs is in `webkit.py`.

In:  MathML as the engine writes it.
Out: MathML that means the same. What a class is for, `math.css` does.
"""

from __future__ import annotations

import re

from notes_wiki.math.marks import TALL
from notes_wiki.pattern import pattern

_SPACES = r'(?: [lr]space="[^"]*")*'
# In Chromium a bracket that may grow has the space of its largest size, so that `\left(x\right)` stands
# apart: brackets around what is no taller than a line do not grow. The invisible one is what
# `\left.` and `\right.` are; alone it says nothing of what may stand after it.
_OPENER = rf"<mo{_SPACES}>[(\[{{|⟨‖⌊⌈\u2063]</mo>"
_FENCED = pattern(f"<mrow>{_OPENER}")
_CLOSER = pattern(rf"<mo(?: stretchy=\"true\")?{_SPACES}>[)\]}}|⟩‖⌋⌉\u2063/\\]</mo>\Z")
_SLASHES = (">/</mo>", ">\\</mo>")
_MIDDLE = '<mo stretchy="true"'
# A sum with limits. In Firefox a bracket beside it grows as the sum does, without its limits, unless the sum
# is in a row of its own, which is no sign to Firefox. An integral's limits are no taller than it is.
_LIMITS = pattern(r"<(m(?:under|over|underover))(?: [^<>]*)?><mo[^<>]*>[∑∏∐⋀-⋃⨀-⨜]</mo>")
_TAGS = {name: pattern(f"<(/?){name}[ >]") for name in ("munder", "mover", "munderover")}
# What is taller than a line, and rows, because brackets and what is between them are one.
# All alternatives begin with "<", which is found ten times as quickly as one of several characters.
_PIECE = pattern(
    rf"<(?:(?P<row>mrow>)(?P<opener>{_OPENER})?|(?P<end>/mrow>)"
    "|m(?:frac|table|sqrt|root|under|over|sup|subsup|style|padded|phantom|multi|o[^>]*>[∑∏∐∫-∳⋀-⋃⨀-⨜]"
    rf"|i>{TALL}))"
)
# An integral with a lower limit alone has the space of its slant twice.
_INTEGRAL = pattern("<msub>(<mo[^>]*>[∫-∳]</mo>)")
# So has one whose lower limit is longer than its upper (`\int_{-\infty}^\infty`).
_LETTERS = "<m[ion][^<>]*>[^<]*</m[ion]>"
_LIMIT = f"({_LETTERS}|<mrow>(?:{_LETTERS})+</mrow>)"
_BETWEEN_LIMITS = pattern(f"<msubsup>(<mo[^>]*>[∫-∳]</mo>){_LIMIT}{_LIMIT}(?=</msubsup>)")
_TAG = pattern("<[^>]*>")
# Slashes that are larger than a letter: Chromium gives them the width of their largest size, which `math.css`
# takes back.
_SLASH = pattern(
    r'<mo(?= stretchy="true"(?: symmetric="true")?(?: [lr]space="[^"]*")*'
    r'(?P<size> minsize="(?P<em>[\d.]+)em" maxsize="[^"]*")?>[/\\]</mo>)'
)
_SLASH_SIZES = {"1.2": "big", "1.623": "large"}
# Signs that Firefox takes for the large ones in a display: ⊕ for ⨁.
_CIRCLED = pattern("<mo(?=(?: [lr]space=[^<>]*)?>[⊎⊕⊖⊗⊙]</mo>)")
# Signs that browsers take for those before a number where they have a script.
# `_PLUS` stops at the end of every element, so whether there is such a sign, `<msub><mo>+<`, is asked first.
_SIGN_WITH_SCRIPT = pattern("[bpr]><mo>[+−±∓]<")
_PLUS = pattern(
    "(</m(?:i|n|row|sub|sup|subsup|frac)><m(?:sub|sup|subsup|over|under|underover)><mo)(?=>[+−±∓]</mo>)"
)
# A sign that begins the right half of an alignment, `&+ c`, has something before it for TeX.
_FIRST_SIGN = pattern('(<mtd class="left tight-left"><mo)(?=>[+−±∓]</mo><(?!/mtd))')
# Accents that are never stretched; the engine says so only of those that could be. `math.css` takes back the
# space that WebKit gives to accents that say so.
_ACCENT = pattern("<mo>([˙´`˘¨˚])</mo></mover>")
# Arrows over and below letters, to which WebKit gives the space of relations.
_ARROW = pattern("<mo>([→←↔])</mo>(?=</m(?:over|under)>)")
# What grows under or over words: an arrow would have the space of a relation twice, its own and the engine's.
# It gets the space by which the font's sizes are longer than the words at either end.
_WORDED = pattern(
    r'(<mspace width="0\.2777778em"/><m(?:under|over|underover)><mo(?: stretchy="true")?)'
    r'(?: [lr]space="[^"]*")*(?=>)'
)
# Three and four dots: WebKit does not paint what has no width, so they are put upon a space.
_DOTS = pattern("<mo>([\u20db\u20dc])</mo></mover>")
_VECTOR = '<mo stretchy="false">\u20d7</mo>'
# The engine's \widetilde is a sign that does not grow.
_TILDE = '<mo stretchy="true">~</mo>'
# A stroke through a long arrow would stand at its end, so it goes through the short one.
STRUCK = {"⟵": "↚", "⟶": "↛", "⟷": "↮", "⟸": "⇍", "⟹": "⇏", "⟺": "⇎"}
_STRUCK = pattern("([⟵⟶⟷⟸⟹⟺])\u0338")
# The engine draws \overline as a combining character, which stands left of where it belongs.
_BAR = {'<mo stretchy="true">\u0332</mo></mover>': "‾", '<mo stretchy="true">\u0332</mo></munder>': "_"}

_TWO_SLASHES = pattern(
    r'(?<=>/</mo>)(?:<mspace class="back-\d+"(?:/>|></mspace>))+(?=<mo[^<>]*>/</mo>)',
)
_BACK = pattern(r"back-(\d+)")
_MOST_BACK = 4
"""In eighteenths of an em."""


def with_slashes_apart(mathml: str) -> str:
    r"""The formula in which the slashes of `X /\!\!/ G` are two: they are narrower than those that TeX sets,
    and would be one where what is taken back is as much."""
    if ">/</mo><mspace" not in mathml:
        return mathml
    return _TWO_SLASHES.sub(_less_back, mathml)


def _less_back(spaces: re.Match[str]) -> str:
    back = sum(int(size) for size in _BACK.findall(spaces[0]))
    return f'<mspace class="back-{_MOST_BACK}"/>' if back > _MOST_BACK else spaces[0]


def for_browsers(mathml: str) -> str:
    """The formula with what browsers need."""
    if "<mrow><mo" in mathml and _FENCED.search(mathml):
        mathml = _with_low_brackets(mathml)
    if '"0.4286em"' in mathml:
        mathml = _WORDED.sub(r'\1 lspace="0.07em" rspace="0.07em"', mathml)
    if "<mrow><mo>′</mo><mo>′" in mathml:  # \prime\prime is one sign in the font, as '' is
        mathml = mathml.replace("<mrow><mo>′</mo><mo>′</mo></mrow>", "<mo>″</mo>")
        mathml = mathml.replace("<mrow><mo>′</mo><mo>′</mo><mo>′</mo></mrow>", "<mo>‴</mo>")
    if _TILDE in mathml:
        mathml = mathml.replace(_TILDE, _TILDE.replace("~", "˜"))
    if ">/</mo>" in mathml or ">\\</mo>" in mathml:
        mathml = _SLASH.sub(_slash, mathml)
    if "<msub><mo" in mathml:
        mathml = _INTEGRAL.sub(r'<msub class="integral">\1', mathml)
    if "<msubsup><mo" in mathml:
        mathml = _BETWEEN_LIMITS.sub(_between_limits, mathml)
    if "⊗" in mathml or "⊕" in mathml or "⊙" in mathml or "⊖" in mathml or "⊎" in mathml:
        mathml = _CIRCLED.sub('<mo largeop="false"', mathml)
    if ("b><mo>" in mathml or "p><mo>" in mathml or "r><mo>" in mathml) and _SIGN_WITH_SCRIPT.search(mathml):
        mathml = _PLUS.sub(r'\1 form="infix"', mathml)
    if 'left"><mo>' in mathml:
        mathml = _FIRST_SIGN.sub(r'\1 form="infix"', mathml)
    if 'accent="true"' in mathml or 'accentunder="true"' in mathml:
        mathml = _ARROW.sub(r'<mo lspace="0" rspace="0">\1</mo>', mathml)
        mathml = mathml.replace(_VECTOR, _VECTOR.replace("<mo", '<mo class="vector"'))
        mathml = _ACCENT.sub(r'<mo stretchy="false">\1</mo></mover>', mathml)
        mathml = _DOTS.sub('<mo class="dots" stretchy="false">\u00a0\\1</mo></mover>', mathml)
    if "\u0338" in mathml:
        mathml = _STRUCK.sub(lambda found: STRUCK[found[1]], mathml)
    if "\u0332" in mathml:
        for written, sign in _BAR.items():
            marked = written.replace("<mo", '<mo class="bar"').replace("\u0332", sign)
            mathml = mathml.replace(written, marked)
    return mathml


def _slash(found: re.Match[str]) -> str:
    return f'<mo class="slash-{_SLASH_SIZES.get(found["em"] or "", "tall")}"'


def _between_limits(found: re.Match[str]) -> str:
    _, below, above = (_TAG.sub("", part) for part in found.groups())
    return (
        found[0].replace("<msubsup>", '<msubsup class="integral">') if len(below) > len(above) else found[0]
    )


def _with_low_brackets(mathml: str) -> str:
    """The formula in which brackets do not grow around what is no taller than a line, and sums in those that
    do have rows of their own."""
    # For each open row, where its opening bracket stands, or -1; whether it is tall.
    rows: list[tuple[int, bool]] = []
    low: set[int] = set()
    tall_rows: list[tuple[int, int]] = []
    for found in _PIECE.finditer(mathml):
        if found["end"]:
            if not rows:
                continue
            opener, tall = rows.pop()
            closer = mathml.rfind("<mo", 0, found.start())
            if opener >= 0 and tall:
                tall_rows.append((opener, found.start()))
            elif opener >= 0 and _CLOSER.match(mathml[closer : found.start()]):
                middles = _all_places(_MIDDLE, mathml, opener, closer)
                stands_alone = "\u2063" in mathml[opener : mathml.index(">", opener) + 2]
                if middles or not stands_alone or mathml.endswith(_SLASHES, closer, found.start()):
                    low |= {opener, closer, *middles}
            if tall and rows:
                rows[-1] = (rows[-1][0], True)
        elif found["row"]:
            rows.append((found.start("opener"), False))
        elif rows:
            rows[-1] = (rows[-1][0], True)
    edits = [
        (place, place + len(_MIDDLE if mathml.startswith(_MIDDLE, place) else "<mo"), '<mo stretchy="false"')
        for place in low
    ]
    if tall_rows:
        edits += _rows_around_sums(mathml, tall_rows)
    for place, end, text in sorted(edits, reverse=True):
        mathml = f"{mathml[:place]}{text}{mathml[end:]}"
    return mathml


def _all_places(text: str, mathml: str, start: int, end: int) -> list[int]:
    """Where a text stands between two places."""
    places: list[int] = []
    while (start := mathml.find(text, start, end)) >= 0:
        places.append(start)
        start += 1
    return places


def _rows_around_sums(mathml: str, rows: list[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """What to write between which places, so that each sum with limits in these rows has one of its own."""
    edits: list[tuple[int, int, str]] = []
    for found in _LIMITS.finditer(mathml):
        if not any(start < found.start() < end for start, end in rows):
            continue
        depth = 0
        for tag in _TAGS[found[1]].finditer(mathml, found.start()):
            depth += -1 if tag[1] else 1
            if depth == 0:
                edits += [
                    (found.start(), found.start(), "<mrow>"),
                    (tag.end(), tag.end(), "<mi></mi></mrow>"),
                ]
                break
    return edits
