r"""The quick way: a formula in which there is nothing to do goes to the engine as it is.

In:  a formula as typed.
Out: its MathML, or None for a formula that only the whole front end can treat. A scan by regular expressions
     decides; no token is made.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from notes_wiki.math import vocabulary
from notes_wiki.math.budgets import DEEPEST, LONGEST
from notes_wiki.math.engine import Engine
from notes_wiki.math.packages import environments
from notes_wiki.math.packages.physics import in_text
from notes_wiki.math.result import Typeset

_WORD = re.compile(r"\\[a-zA-Z]+")
# What only the whole front end can treat: comments, dollars, typographic primes, parameters, our own marks.
_SPECIAL = re.compile(
    "[%$#’‘`~\x01\U000f0000-\U000f0fff]|\\\\(?:\\(|\\)|$|\\\\[*\\[])|\\\\begin\\{[^}]*\\}\\s*\\[|[√∅∠∴∵⊤⊥]"
)
# Uses of commands that have to be read in general, in which there is nothing to do.
_EASY = re.compile(
    r"\\(?:text|mathbf|boldsymbol|bm|bold)\{[A-Za-z]*\}|\\text(?:bf|it)?\{[A-Za-z0-9 ,.:;()=+/-]*\}"
    r"|\\operatorname\*?\{[A-Za-z ]*\}|\\l?dots(?![a-zA-Z]|\s*[\^_'])"
)
_ENVIRONMENT = re.compile(r"\\(begin|end)\{(\w+\*?)\}")
_INSIDE = re.compile(r"\\begin\{(\w+\*?)\}.*?\\end\{\1\}", re.S)
_EQUATION = re.compile(r"\s*\\begin\{(equation\*?|displaymath)\}(.*)\\end\{\1\}\s*", re.S)
_STRAIGHT = {name: name for name in vocabulary.ENVIRONMENTS if name != "multline*"} | {
    "align": "aligned",
    "align*": "aligned",
    "split": "aligned",
    "gather": "gathered",
    "gather*": "gathered",
}


class QuickWay:
    """Sets the formulas that need nothing done. `slow` are the commands that only the whole front end can
    treat, `rewritten` those of physics that are rewritten in the text."""

    def __init__(
        self, engine: Engine, slow: Collection[str], rewritten: Collection[str], *, number_all: bool
    ) -> None:
        self._engine = engine
        self._slow = frozenset(slow)
        self._rewritten = frozenset(rewritten)
        self._number_all = number_all

    def typeset(self, tex: str, display: bool) -> Typeset | None:
        """Straight to the engine, for a formula in which there is nothing to do; None for any other."""
        if len(tex) > LONGEST or tex.count("{") > DEEPEST or tex.count("\\left") > DEEPEST // 2:
            return None
        if _SPECIAL.search(tex):
            return None
        if not self._slow.isdisjoint(_WORD.findall(tex)):
            plainer = in_text.rewrite(tex, self._rewritten)
            if plainer is None or not self._slow.isdisjoint(_WORD.findall(_EASY.sub("", plainer))):
                return None
            tex = plainer
        if display and self._number_all:
            return None
        if self._engine.name != "math-core":  # the other takes whatever it is given
            return None
        plain = tex
        if "\\begin" in tex:
            equation = _EQUATION.fullmatch(tex)
            if equation:
                plain = equation[2]
            names = {name for _, name in _ENVIRONMENT.findall(plain)}
            if not names <= _STRAIGHT.keys() or plain.count("\\begin") != len(
                re.findall(r"\\begin\{\w+\*?\}", plain)
            ):
                return None
            if "\\\\" in _INSIDE.sub("", plain):
                return None
            plain = _ENVIRONMENT.sub(_straight, plain)
            if equation and any(name in environments.NUMBERED for name in names):
                return None
        elif "\\\\" in tex:
            return None
        if not plain.strip():
            return None
        found = self._engine.convert(plain.strip(), display=display)
        return Typeset(found) if isinstance(found, str) else None


def _straight(found: re.Match[str]) -> str:
    return f"\\{found[1]}{{{_STRAIGHT[found[2]]}}}"
