r"""Slanted letters: how far an accent over one stands to the right of its middle, and a superscript to the
right of its edge.

In:  a whole formula, as MathML.
Out: MathML in which the elements of such accents and scripts say so with a class.

The font has both distances: the attachment of accents, which Chromium and WebKit ignore, and the correction
for italics, which Chromium ignores. `math.css` knows what the classes mean; `tests/math/test_slant.py`
compares them with the font.
"""

from __future__ import annotations

import re

from notes_wiki.pattern import pattern

LEAN = ("BDMRabcegiklmnoqrstuvwxyzγεηικλμνοπςστυφωϖϰϱϵ", "AEFGHIJKNOPQSTUVWXYZdhpδθξρχψϑϕ∂", "Cfjβζℓ")
"""Letters by how far accents lean, in steps: the first the least."""
OVERHANG = ("BCEGHIJMPSZβθξϑℓ", "FKNTUVWXY")
"""Letters by how far they hang over to the right at their top, in steps."""


def _bold(letter: str) -> str:
    """The bold slanted letter, or none."""
    if "A" <= letter <= "Z":
        return chr(0x1D468 + ord(letter) - ord("A"))
    if "a" <= letter <= "z":
        return chr(0x1D482 + ord(letter) - ord("a"))
    return chr(0x1D736 + ord(letter) - ord("α")) if "α" <= letter <= "ω" else ""


def _steps(groups: tuple[str, ...]) -> dict[str, int]:
    """The step of each letter and of its bold one."""
    return {
        form: step
        for step, letters in enumerate(groups, 1)
        for letter in letters
        for form in (letter, _bold(letter))
        if form
    }


_LEAN = _steps(LEAN)
_OVERHANG = _steps(OVERHANG)
# No brace and nothing else that grows.
_ACCENTED = pattern(
    f'<mover accent="true"(?=><mi>([{"".join(_LEAN)}])</mi><mo(?: class="[a-z]+")? stretchy="false")'
)
_RAISED = pattern(f"<msu(?:p|bsup)(?=><mi>([{''.join(_OVERHANG)}])</mi>)")


def with_slant(mathml: str) -> str:
    """The formula with the classes `lean-1` to `lean-3` and `slant-1`, `slant-2`."""
    if 'accent="true"' in mathml:
        mathml = _ACCENTED.sub(_leaning, mathml)
    if "p><mi>" in mathml:  # `<msup><mi>`, `<msubsup><mi>`
        mathml = _RAISED.sub(_raised, mathml)
    return mathml


def _leaning(found: re.Match[str]) -> str:
    return f'{found[0]} class="lean-{_LEAN[found[1]]}"'


def _raised(found: re.Match[str]) -> str:
    return f'{found[0]} class="slant-{_OVERHANG[found[1]]}"'
