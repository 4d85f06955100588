"""The engines, in the order in which they are tried.

In:  the configuration.
Out: engines, as `engine.Engine`; each is imported when first needed.
"""

from __future__ import annotations

from notes_wiki.config import MathConfig
from notes_wiki.math.engine import Engine, Refused


def engines(config: MathConfig) -> tuple[Engine, ...]:
    """The engines to try, in order. If math-core is not installed, latex2mathml is the only one."""
    found: list[Engine] = []
    if config.engine != "latex2mathml":
        try:
            from notes_wiki.math.math_core import MathCore

            found.append(MathCore())
        except ImportError:
            pass
    if config.engine != "math-core" or not found:
        found.append(LazyLatex2MathML())
    return tuple(found)


class LazyLatex2MathML:
    """latex2mathml, imported when the first formula needs it: it takes a tenth of a second."""

    name = "latex2mathml"

    def __init__(self) -> None:
        self._engine: Engine | None = None

    def convert(self, tex: str, *, display: bool) -> str | Refused:
        """As in `Engine`."""
        if self._engine is None:
            from notes_wiki.math.latex2mathml import Latex2MathML

            self._engine = Latex2MathML()
        return self._engine.convert(tex, display=display)
