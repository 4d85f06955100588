r"""What browsers lay out worse than TeX where the markup can help, Chromium above all.

In:  MathML as the engine writes it.
Out: MathML that means the same.

In Chromium a sign that may grow gets the room of its largest size, so that `\left(x\right)` stands apart:
brackets around what is no taller than they are do not grow. An integral with a lower limit alone is given
the room of its slant twice: it gets a class, and `math.css` takes the room back. WebKit gives accents too
much room; `math.css` takes it back from those that say they do not grow, and arrows say that they want
none beside them. The engine draws `\overline` as a combining character, which stands left of where it
belongs, and `\widetilde` as a sign that does not grow. WebKit does not paint what has no width. Firefox
takes ⊕ for ⨁, and lets a bracket grow as a sum beside it does, without the sum's limits: the sum gets a row,
which is no sign to it. An arrow with words above it has the room of a relation twice, its own and the
engine's. `\prime\prime` is one sign in the font, as `''` is.
"""

from __future__ import annotations

import re

from notes_wiki.pattern import pattern

_SPACES = r'(?: [lr]space="[^"]*")*'
# The invisible one is what `\left.` and `\right.` are; alone it says nothing of what may stand behind it.
_OPENER = rf"<mo{_SPACES}>[(\[{{|⟨‖⌊⌈\u2063]</mo>"
_FENCED = pattern(f"<mrow>{_OPENER}")
_CLOSER = pattern(rf"<mo{_SPACES}>[)\]}}|⟩‖⌋⌉\u2063]</mo>\Z")
_MIDDLE = '<mo stretchy="true"'
# A sum with limits; an integral's are no taller than it is.
_LIMITS = pattern(r"<(m(?:under|over|underover))(?: [^<>]*)?><mo[^<>]*>[∑∏∐⋀-⋃⨀-⨜]</mo>")
_TAGS = {name: pattern(f"<(/?){name}[ >]") for name in ("munder", "mover", "munderover")}
# What is taller than a line, and rows, of which brackets make one of their own.
# All begin with a bracket, which is found ten times as quickly as one of several characters.
_PIECE = pattern(
    rf"<(?:(?P<row>mrow>)(?P<opener>{_OPENER})?|(?P<end>/mrow>)"
    "|m(?:frac|table|sqrt|root|under|over|sup|subsup|style|padded|phantom|multi|o[^>]*>[∑∏∐∫-∳⋀-⋃⨀-⨜]))"
)
_INTEGRAL = pattern("<msub>(<mo[^>]*>[∫-∳]</mo>)")
# Signs that Firefox takes for the large ones in a display.
_CIRCLED = pattern("<mo(?=(?: [lr]space=[^<>]*)?>[⊎⊕⊖⊗⊙]</mo>)")
# Signs that browsers take for those before a number where they have a script.
# `_PLUS` stops at the end of every element, so whether there is such a sign, `<msub><mo>+<`, is asked first.
_SIGN_WITH_SCRIPT = pattern("[bp]><mo>[+−±∓]<")
_PLUS = pattern("(</m(?:i|n|row|sub|sup|subsup|frac)><m(?:sub|sup|subsup)><mo)(?=>[+−±∓]</mo>)")
# Accents that are never stretched; the engine says so only of those that could be.
_ACCENT = pattern("<mo>([˙´`˘¨˚])</mo></mover>")
# Arrows over and below letters, which WebKit gives the room of relations.
_ARROW = pattern("<mo>([→←↔])</mo>(?=</m(?:over|under)>)")
# What grows under or over words. Its sizes are at most so much longer at either end than the words.
_WORDED = pattern(
    r'(<mspace width="0\.2777778em"/><m(?:under|over|underover)><mo(?: stretchy="true")?)'
    r'(?: [lr]space="[^"]*")*(?=>)'
)
# Three and four dots, which WebKit paints only upon something: a space.
_DOTS = pattern("<mo>([\u20db\u20dc])</mo></mover>")
_VECTOR = '<mo stretchy="false">\u20d7</mo>'
_TILDE = '<mo stretchy="true">~</mo>'
# A stroke through a long arrow would stand at its end, so it goes through the short one.
STRUCK = {"⟵": "↚", "⟶": "↛", "⟷": "↮", "⟸": "⇍", "⟹": "⇏", "⟺": "⇎"}
_STRUCK = pattern("([⟵⟶⟷⟸⟹⟺])\u0338")
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


def helped(mathml: str) -> str:
    """The formula with what browsers need but WebKit (`webkit.py`)."""
    if "<mrow><mo" in mathml and _FENCED.search(mathml):
        mathml = _with_low_brackets(mathml)
    if '"0.4286em"' in mathml:
        mathml = _WORDED.sub(r'\1 lspace="0.07em" rspace="0.07em"', mathml)
    if "<mrow><mo>′</mo><mo>′" in mathml:
        mathml = mathml.replace("<mrow><mo>′</mo><mo>′</mo></mrow>", "<mo>″</mo>")
        mathml = mathml.replace("<mrow><mo>′</mo><mo>′</mo><mo>′</mo></mrow>", "<mo>‴</mo>")
    if _TILDE in mathml:
        mathml = mathml.replace(_TILDE, _TILDE.replace("~", "˜"))
    if "<msub><mo" in mathml:
        mathml = _INTEGRAL.sub(r'<msub class="integral">\1', mathml)
    if "⊗" in mathml or "⊕" in mathml or "⊙" in mathml or "⊖" in mathml or "⊎" in mathml:
        mathml = _CIRCLED.sub('<mo largeop="false"', mathml)
    if ("b><mo>" in mathml or "p><mo>" in mathml) and _SIGN_WITH_SCRIPT.search(mathml):
        mathml = _PLUS.sub(r'\1 form="infix"', mathml)
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
                if middles or "\u2063" not in mathml[opener : mathml.index(">", opener) + 2]:
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
