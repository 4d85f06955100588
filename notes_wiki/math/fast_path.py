r"""The fast path: a formula that needs no processing goes to the engine as it is.

In:  a formula as typed.
Out: its MathML, or None if it needs the full path (`full_path.py`). A scan with regular expressions
     decides; no tokens are created.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from itertools import pairwise

from notes_wiki.math import vocabulary
from notes_wiki.math.bracketed_groups import has_bracketed_group
from notes_wiki.math.budgets import DEEPEST, LONGEST
from notes_wiki.math.cells import ARRAY
from notes_wiki.math.engine import Engine
from notes_wiki.math.macros import Macro, environments_of
from notes_wiki.math.macros_in_text import MacrosInText
from notes_wiki.math.mend.groups import INFIX, STYLES
from notes_wiki.math.packages import environment_names, slashes
from notes_wiki.math.packages.arguments import ARGUMENTS
from notes_wiki.math.packages.operator_names import OPERATORS
from notes_wiki.math.packages.physics import in_text
from notes_wiki.math.packages.spaces import PHANTOMS
from notes_wiki.math.packages.words import HANDLERS as ALPHABETS
from notes_wiki.math.result import Typeset
from notes_wiki.pattern import pattern

_WORD = pattern(r"\\[a-zA-Z]+")
# What only the full path can treat: dollars, quotation marks, primes that are typed, parameters,
# our own marks, characters that the engine refuses. They are one class of characters because alternatives
# would take ten times as long.
_SPECIAL = pattern('[$#"’‘′″‴⁗‵‶‷`~\x01\U000f0000-\U000f0fff√∅∠∴∵⊤⊥·]')
_COMMENT = pattern(r"(?<!\\)%")
_SPECIAL_COMMAND = pattern(r"\\(?:[()/]|$|\\[*\[%])")
_OPTIONS = pattern(r"\\begin\{[^}]*\}\s*\[")
# Commands that the full path has to read in general, in uses where it would change nothing.
_EASY = pattern(
    r"\\(?:text|mathbf|boldsymbol|bm|bold)\{[A-Za-z]*\}|\\text(?:bf|it)?\{[A-Za-z0-9 ,.:;()=+/-]*\}"
    r"|\\operatorname\*?\{[A-Za-z ]*\}|(?<![\^_])\\l?dots(?![a-zA-Z]|\s*[\^_'])"
    r"|\\mathfrak(?:\{[A-HJ-Za-z]*\}| [A-HJ-Za-z])|\\[bx]?cancel(?=\{)"
)
SELDOM = frozenset({*ALPHABETS, *PHANTOMS, "\\det", "\\bf", "\\not"})
"""Commands that seldom need the full path: only where scripts are in or after them, they are a script, a
phantom holds a sized delimiter, Greek letters are to be bold, or nothing follows a stroke."""
_SWITCH = r"\\(?:rm|bf|sf|it|tt|cal|mit)"
_SELDOM = pattern(
    r"\\math(?:rm|sf|it|tt|cal|scr|bb)\s*\{[^{}]*[\^_']|\\det\s*_|phantom\s*\{\s*\\[bB]ig"
    rf"|{_SWITCH}(?![a-zA-Z])\s*\{{?[^{{}}]{{0,400}}[^{{}}\s]\s*[A-Za-z0-9]\s*[\^_']"
    r"|\\bf(?![a-zA-Z])[^{}]{0,400}\\[a-z]"
    rf"|{_SWITCH}(?![a-zA-Z])[^{{}}]{{0,400}}\{{"
    rf"|[\^_]\s*{_SWITCH}(?![a-zA-Z])|{_SWITCH}\s*[\^_']"
    rf"|\\not\s*(?:[}}^_'&{{a-zA-Z]|\\(?:{'|'.join(slashes.NAMES)})(?![a-zA-Z])"
    r"|\\[!|\\]|\\(?:end|right|mathrel|mathbin)(?![a-zA-Z])|$)"
)
# What the engine takes though TeX would not. Each pattern is searched for only where it can occur at all.
_TAKING = frozenset(ARGUMENTS)
_NO_ARGUMENT = pattern(r"(\\[a-zA-Z]++)\s*(?:[\^_']|\\(?:text|operatorname)(?![a-zA-Z]))")
_DOTS = pattern(r"(\\[a-zA-Z]++)\s*(?:\{[^{}]*\}|[^{\s\\])?\s*\\l?dots")
_LIMITS = pattern(r"(?:['}]|limits|[\^_]\s*\\[a-zA-Z]++)\s*\\(?:no)?limits")
_SCRIPT = pattern(r"([\^_])\s*(?:'|\\[a-zA-Z]++\s*([\^_']))")
_SCRIPTED_SCRIPT = pattern(r"[\^_]\s*(\\[a-zA-Z]++)\s*[\^_']")
_TWICE = frozenset([("^", "^"), ("^", "'"), ("_", "_"), ("^", ""), ("_", "")])
_ENVIRONMENT = pattern(r"\\(begin|end)\{(\w+\*?)\}")
_BEGINNING = pattern(r"\\begin\{(\w+\*?)\}")
_INSIDE = pattern(r"\\begin\{(\w+\*?)\}.*?\\end\{\1\}", re.S)
_EQUATION = pattern(r"\s*\\begin\{(equation\*?|displaymath)\}(.*)\\end\{\1\}\s*", re.S)
_ENGINE_NAMES = {name: name for name in vocabulary.ENGINE_ENVIRONMENTS if name != "multline*"} | {
    "align": "aligned",
    "align*": "aligned",
    "split": "aligned",
    "gather": "gathered",
    "gather*": "gathered",
}


class FastPath:
    """Typesets formulas that need no processing. `slow`: commands that need the full path; `rewritten`:
    commands of physics that are rewritten in the text; `macros`: the author's."""

    def __init__(
        self,
        engine: Engine,
        slow: Collection[str],
        rewritten: Collection[str],
        macros: Mapping[str, Macro],
        *,
        number_all: bool,
    ) -> None:
        self._engine = engine
        self._macros = MacrosInText(macros)
        signs = [name for name in macros if len(name) == 2 and name not in self._macros.names]
        self._signs = re.compile("|".join(map(re.escape, signs))) if signs else None
        self._redefined = environments_of(macros)
        if "\\arraystretch" in macros:
            self._redefined |= environment_names.STRETCHED
        self._slow = frozenset(slow)
        self._rewritten = frozenset(rewritten)
        self._number_all = number_all

    def typeset(self, tex: str, display: bool) -> Typeset | None:
        """Typeset a formula that needs no processing; None for any other."""
        if self._engine.name != "math-core":  # latex2mathml takes whatever it is given
            return None
        if len(tex) > LONGEST or (display and self._number_all):
            return None
        words = _WORD.findall(tex)
        if not self._macros.names.isdisjoint(words):
            expanded = self._macros.expand(tex)
            if expanded is None:
                return None
            tex, words = expanded, _WORD.findall(expanded)
        if tex.count("{") > DEEPEST or tex.count("\\left") > DEEPEST // 2:
            return None
        if _SPECIAL.search(tex) or ("%" in tex and _COMMENT.search(tex)):
            return None
        if "\\" in tex:
            if _SPECIAL_COMMAND.search(tex) or (self._signs and self._signs.search(tex)):
                return None
            if _is_suspect(tex, words) or has_bracketed_group(tex, words):
                return None
            if not self._slow.isdisjoint(words):
                plainer = in_text.rewrite(tex, self._rewritten)
                if plainer is None or not self._slow.isdisjoint(_WORD.findall(_EASY.sub("", plainer))):
                    return None
                tex = plainer
        has_array = "{array}" in tex
        if has_array and len(set(_BEGINNING.findall(tex))) > 1:  # not all tables have its edges
            return None
        plain = self._plain_rows(tex) if "\\" in tex else tex
        if plain is None or not plain or plain.isspace():
            return None
        found = self._engine.convert(plain.strip(), display=display)
        if not isinstance(found, str):
            return None
        return Typeset(found.replace("<mtable displaystyle", ARRAY + " displaystyle") if has_array else found)

    def _plain_rows(self, tex: str) -> str | None:
        """The text with its environments as the engine names them; None where rows stand outside of them, or
        where an environment takes more than a name."""
        equation = _EQUATION.fullmatch(tex) if "\\begin" in tex else None
        plain = equation[2] if equation else tex
        if "\\begin" not in plain:
            return None if "\\\\" in plain else plain
        ends = _ENVIRONMENT.findall(plain)
        names = {name for _, name in ends}
        if (
            not names <= _ENGINE_NAMES.keys()
            or not names.isdisjoint(self._redefined)
            or plain.count("\\begin") != sum(end == "begin" for end, _ in ends)
            or _OPTIONS.search(plain)
            or ("\\\\" in plain and "\\\\" in _INSIDE.sub("", plain))
            or (equation and not names.isdisjoint(environment_names.NUMBERED))
            or (len(ends) > 2 and _are_displays_nested(ends))
        ):
            return None
        return _ENVIRONMENT.sub(_renamed, plain)


def _is_suspect(tex: str, words: list[str]) -> bool:
    """Whether there may be something that TeX would report and the engine does not, or that the engine would
    set otherwise: only the full path can tell."""
    # A prime as a script; a script that is a command with a script after it, which may be the base's.
    scripts = _SCRIPT.findall(tex)
    if scripts and (not _TWICE.isdisjoint(scripts) or _has_operator_as_base(tex, scripts)):
        return True
    # A middle delimiter without a pair; a fraction of everything after a switch of the style.
    if "\\middle" in words or not (INFIX.isdisjoint(words) or STYLES.isdisjoint(words)):
        return True
    # A script, dots or words where an argument should be.
    if not _TAKING.isdisjoint(words) and not (
        _TAKING.isdisjoint(_NO_ARGUMENT.findall(tex))
        and ("dots" not in tex or _TAKING.isdisjoint(_DOTS.findall(tex)))
    ):
        return True
    # Limits after a prime or a group.
    if "limits" in tex and _LIMITS.search(tex) is not None:
        return True
    return not SELDOM.isdisjoint(words) and _SELDOM.search(tex) is not None


def _has_operator_as_base(tex: str, scripts: list[tuple[str, str]]) -> bool:
    r"""Whether an operator is a script, and a script stands after it: `K_\max^2`."""
    return any(after for _, after in scripts) and not OPERATORS.isdisjoint(_SCRIPTED_SCRIPT.findall(tex))


def _are_displays_nested(ends: list[tuple[str, str]]) -> bool:
    """Whether a display begins where another has not ended, which TeX refuses."""
    displays = [end for end, name in ends if name in environment_names.DISPLAYS]
    return any(one == other == "begin" for one, other in pairwise(displays))


def _renamed(found: re.Match[str]) -> str:
    return f"\\{found[1]}{{{_ENGINE_NAMES[found[2]]}}}"
