"""The engine math-core: a Rust library, MathML Core with TeX's own spacing.

It is given no macro, for one that doubles itself would take all memory; nesting is bounded before it is
called, for it would overflow the stack.
"""

from __future__ import annotations

from math_core import LatexError, LatexToMathML

from notes_wiki.math.engine import Refused
from notes_wiki.math.repair import repair_math_core


class MathCore:
    """As in `engine.Engine`."""

    name = "math-core"

    def __init__(self) -> None:
        # "unreliable rendering": \widetilde, whose accent some browsers do not stretch.
        converter = LatexToMathML(fancy_error=False, allow_unreliable_rendering=True)
        self._convert = converter.convert_with_local_state

    def convert(self, tex: str, *, display: bool) -> str | Refused:
        """As in `engine.Engine`."""
        try:
            return repair_math_core(self._convert(tex, displaystyle=display))
        except LatexError as error:
            offset, _, message = str(error).partition(": ")
            place = len(tex.encode()[: int(offset)].decode(errors="ignore")) if offset.isdigit() else 0
            return Refused(message or str(error), place)
