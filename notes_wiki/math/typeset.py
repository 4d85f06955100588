r"""TeX -> MathML: the entry point of the package.

In:  a formula as typed, whether it is displayed, and the macros that apply to it.
Out: `Typeset`: MathML with holes, labels, references, problems. The MathML is None only if nothing but the
     source can be shown.

Most formulas need no processing: one scan tells, and they go to the engine as they are
(`fast_path.FastPath`). Others are tokenised, expanded, checked and corrected (`full_path.FullPath`).
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from notes_wiki.config import MathConfig
from notes_wiki.math import vocabulary
from notes_wiki.math.breaks import with_breaks
from notes_wiki.math.browsers import with_slashes_apart
from notes_wiki.math.definition_parts import DEFINING
from notes_wiki.math.engine_order import engines
from notes_wiki.math.fast_path import SELDOM, FastPath
from notes_wiki.math.front_end import Setup
from notes_wiki.math.full_path import FullPath
from notes_wiki.math.macros import Macro, environments_of, from_table, macro
from notes_wiki.math.numbering import NUMBERING
from notes_wiki.math.packages import aliases, always, on_request
from notes_wiki.math.packages.physics import commands as physics
from notes_wiki.math.packages.physics import in_text
from notes_wiki.math.referring import REFERRING
from notes_wiki.math.result import Explanation, Typeset
from notes_wiki.math.words_and_sign import with_signs_apart


class Typesetter:
    """Typesets formulas with one configuration and preamble. Results that depend on nothing else are
    cached."""

    def __init__(self, config: MathConfig, macros: Mapping[str, Macro] | None = None) -> None:
        own = {**from_table(config.macros), **(macros or {})}
        primitives = {name: macro(body, count) for name, (count, body) in aliases.ALIASES.items()}
        self._macros = {**primitives, **own}
        handlers = on_request.handlers(config.packages, own)
        self.known_environments = frozenset(vocabulary.all_environments() | environments_of(own))
        tried = engines(config)
        self._fast = FastPath(
            tried[0],
            {*handlers, *self._macros, *DEFINING, *REFERRING, *NUMBERING}
            - {name for name in SELDOM - own.keys() if handlers[name] is always.COMMANDS[name]},
            {
                name
                for name in in_text.REWRITES.keys() - self._macros.keys()
                if handlers.get(name) is physics.HANDLERS[name]
            },
            self._macros,
            number_all=config.number == "all",
        )
        self._full = FullPath(
            Setup(primitives, self._macros, own, handlers, self.known_environments, tried, config.number)
        )
        self._memo: dict[tuple[str, bool], Typeset] = {}

    def typeset(
        self, tex: str, *, display: bool, macros: Mapping[str, Macro | str] | None = None, key: str = ""
    ) -> Typeset:
        """Typeset one formula. `macros`: the note's own; `key`: a label for the whole display, given outside
        the TeX."""
        if macros or key:
            return _breakable(self._full.typeset(tex, display, _as_macros(macros or {}), key))
        known = self._memo.get((tex, display))
        if known is None:
            known = self._fast.typeset(tex, display) or self._full.typeset(tex, display, {}, "")
            known = _breakable(known)
            self._memo[tex, display] = known
        return known

    def explain(self, tex: str, *, display: bool) -> Explanation:
        """The tokens of a formula, their expansion, and the engine that typesets it."""
        return self._full.explain(tex, display=display)


def _breakable(found: Typeset) -> Typeset:
    """The formula, prepared to be broken into lines if it is long; what its rows hold stands apart."""
    mathml = found.mathml and with_signs_apart(with_breaks(with_slashes_apart(found.mathml)))
    return found if mathml is found.mathml else msgspec.structs.replace(found, mathml=mathml)


def _as_macros(macros: Mapping[str, Macro | str]) -> dict[str, Macro]:
    texts = {name: body for name, body in macros.items() if isinstance(body, str)}
    made = {name: body for name, body in macros.items() if isinstance(body, Macro)}
    return {**from_table(texts), **made}
