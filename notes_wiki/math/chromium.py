r"""What Chromium lays out worse than TeX where the markup can help.

In:  MathML as the engine writes it.
Out: MathML that means the same.

A sign that may grow gets the room of its largest size there, so that `\left(x\right)` stands apart: brackets
around what is no taller than they are do not grow. An integral with a lower limit alone is given the room of
its slant twice: it gets a class, and `math.css` takes the room back. The engine draws `\overline` as a
combining character, which stands left of where it belongs.
"""

from __future__ import annotations

import re

_SPACES = r'(?: [lr]space="[^"]*")*'
# Brackets, a pair in a row of its own, around nothing that is taller than a line: no row, fraction, root,
# table, no superscript and no large operator within.
_SMALL = re.compile(
    rf"<mrow><mo({_SPACES})>([(\[{{|⟨‖⌊⌈])</mo>"
    r"((?:(?!<m(?:row|frac|table|sqrt|root|under|over|sup|subsup|style|padded|phantom|multi)|[∑∏∐∫-∳⋀-⋃⨀-⨜|‖]).)*)"
    rf"<mo({_SPACES})>([)\]}}|⟩‖⌋⌉])</mo></mrow>"
)
_INTEGRAL = re.compile("<msub>(<mo[^>]*>[∫-∳]</mo>)")
_BAR = {'<mo stretchy="true">\u0332</mo></mover>': "‾", '<mo stretchy="true">\u0332</mo></munder>': "_"}


def helped(mathml: str) -> str:
    """The formula with what Chromium needs."""
    if "<mrow><mo" in mathml:
        mathml = _SMALL.sub(_as_they_are, mathml)
    if "<msub><mo" in mathml:
        mathml = _INTEGRAL.sub(r'<msub class="integral">\1', mathml)
    if "\u0332" in mathml:
        for written, sign in _BAR.items():
            mathml = mathml.replace(written, written.replace("\u0332", sign))
    return mathml


def _as_they_are(found: re.Match[str]) -> str:
    before, opener, inside, after, closer = found.groups()
    return (
        f'<mrow><mo stretchy="false"{before}>{opener}</mo>{inside}'
        f'<mo stretchy="false"{after}>{closer}</mo></mrow>'
    )
