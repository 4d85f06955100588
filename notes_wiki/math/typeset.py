r"""TeX -> MathML: the room's front door.

In:  a formula as typed, whether it is displayed, and the macros that hold for it.
Out: `Typeset`: MathML with holes, labels, references, problems; MathML is None only where nothing but the
     source can be shown.

Most formulas hold no macro: one scan says so, and they go to the engine as they are (`quick`). Others are
tokenised, expanded, checked and mended (`whole`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import msgspec

from notes_wiki.config import MathConfig
from notes_wiki.math import vocabulary
from notes_wiki.math.breaks import with_breaks
from notes_wiki.math.definitions import DEFINING
from notes_wiki.math.engines import engines
from notes_wiki.math.expand import REFERRING, Handler
from notes_wiki.math.macros import Macro, from_table, macro
from notes_wiki.math.packages import aliases, boxes, cell_colours, diagrams, environments, kernel, proofs
from notes_wiki.math.packages import text as text_mode
from notes_wiki.math.packages.mhchem import commands as mhchem
from notes_wiki.math.packages.physics import commands as physics
from notes_wiki.math.packages.physics import in_text
from notes_wiki.math.quick import SELDOM, QuickWay
from notes_wiki.math.result import Stage, Typeset
from notes_wiki.math.whole import Ways, WholeWay

_NUMBERING = ("\\label", "\\tag", "\\notag", "\\nonumber")


class Typesetter:
    """Sets formulas with one configuration and preamble. Formulas that only these decide are remembered
    for as long as the typesetter lives."""

    def __init__(self, config: MathConfig, macros: Mapping[str, Macro] | None = None) -> None:
        own = {**from_table(config.macros), **(macros or {})}
        primitives = {name: macro(body, count) for name, (count, body) in aliases.ALIASES.items()}
        self._macros = {**primitives, **own}
        handlers = _handlers(config.packages, own)
        self.known_environments = frozenset(
            vocabulary.all_environments() | {name[7:-1] for name in own if name.startswith("\\begin{")}
        )
        tried = engines(config)
        self._quick = QuickWay(
            tried[0],
            {*handlers, *self._macros, *DEFINING, *REFERRING, *_NUMBERING}
            - {name for name in SELDOM - own.keys() if handlers[name] is kernel.HANDLERS[name]},
            {
                name
                for name in in_text.REWRITES.keys() - self._macros.keys()
                if handlers.get(name) is physics.HANDLERS[name]
            },
            self._macros,
            number_all=config.number == "all",
        )
        self._whole = WholeWay(
            Ways(primitives, self._macros, own, handlers, self.known_environments, tried, config.number)
        )
        self._memo: dict[tuple[str, bool], Typeset] = {}

    def typeset(
        self, tex: str, *, display: bool, macros: Mapping[str, Macro | str] | None = None, key: str = ""
    ) -> Typeset:
        """Set one formula. `macros` are the note's own; `key` labels the whole display from outside."""
        if macros or key:
            return _breakable(self._whole.typeset(tex, display, _as_macros(macros or {}), key))
        known = self._memo.get((tex, display))
        if known is None:
            known = self._quick.typeset(tex, display) or self._whole.typeset(tex, display, {}, "")
            known = _breakable(known)
            self._memo[tex, display] = known
        return known

    def explain(self, tex: str, *, display: bool) -> Stage:
        """The tokens of a formula, what they expand to, and which engine sets it."""
        return self._whole.explain(tex, display=display)


def _breakable(found: Typeset) -> Typeset:
    """A formula that may be broken into lines, where it is long."""
    mathml = found.mathml and with_breaks(found.mathml)
    return found if mathml is found.mathml else msgspec.structs.replace(found, mathml=mathml)


def _siunitx() -> Mapping[str, Handler]:
    from notes_wiki.math.packages import siunitx

    return siunitx.HANDLERS


ON_REQUEST: dict[str, Callable[[], Mapping[str, Handler]]] = {
    "physics": lambda: physics.REDEFINED,
    "siunitx": _siunitx,
}
"""The packages that change what a command means, in the order they are loaded."""


def _handlers(packages: tuple[str, ...], own: Mapping[str, Macro]) -> dict[str, Handler]:
    """The commands of the packages; an author's macro of the same name wins."""
    found = {**physics.HANDLERS, **kernel.HANDLERS, **text_mode.HANDLERS, **boxes.HANDLERS}
    found |= environments.HANDLERS | mhchem.HANDLERS
    found |= cell_colours.HANDLERS | diagrams.HANDLERS | proofs.HANDLERS
    beginnings = environments.BEGINNINGS | diagrams.BEGINNINGS | proofs.BEGINNINGS
    found |= {f"\\begin{{{name}}}": handler for name, handler in beginnings.items()}
    for name, redefined in ON_REQUEST.items():
        if name in packages:
            found |= redefined()
    return {name: handler for name, handler in found.items() if name not in own}


def _as_macros(macros: Mapping[str, Macro | str]) -> dict[str, Macro]:
    texts = {name: body for name, body in macros.items() if isinstance(body, str)}
    made = {name: body for name, body in macros.items() if isinstance(body, Macro)}
    return {**from_table(texts), **made}
