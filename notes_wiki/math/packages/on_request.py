r"""The packages that are loaded only when a wiki asks for them, because they change what a command means.

In:  the names of the packages in `math.packages`, and the author's macros.
Out: what handles each command of these packages and of those that are always loaded (`always.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.macros import Macro
from notes_wiki.math.packages import always
from notes_wiki.math.packages.physics import commands as physics
from notes_wiki.math.tokens import Token


def handlers(packages: tuple[str, ...], own: Mapping[str, Macro]) -> dict[str, Handler]:
    """The commands of the packages, without those that the author has redefined as macros."""
    found = always.COMMANDS | {f"\\begin{{{name}}}": handler for name, handler in always.BEGINNINGS.items()}
    for name, redefined in ON_REQUEST.items():
        if name in packages:
            found |= redefined()
    if {"physics", "siunitx"} <= set(packages):
        found["\\qty"] = _quantity_or_bracket(found["\\qty"], physics.HANDLERS["\\qty"])
    return {name: handler for name, handler in found.items() if name not in own}


def _siunitx() -> Mapping[str, Handler]:
    from notes_wiki.math.packages.siunitx import commands

    return commands.HANDLERS


def _commath() -> Mapping[str, Handler]:
    from notes_wiki.math.packages import commath

    return commath.HANDLERS


def _units() -> Mapping[str, Handler]:
    from notes_wiki.math.packages import unit_fractions

    return unit_fractions.HANDLERS


def _derivative() -> Mapping[str, Handler]:
    from notes_wiki.math.packages import derivative

    return derivative.HANDLERS


def _diffcoeff() -> Mapping[str, Handler]:
    from notes_wiki.math.packages import diffcoeff

    return diffcoeff.HANDLERS


def _esdiff() -> Mapping[str, Handler]:
    from notes_wiki.math.packages import esdiff

    return esdiff.HANDLERS


def _quantity_or_bracket(quantity: Handler, bracket: Handler) -> Handler:
    r"""siunitx leaves `\qty` to physics, but one with two arguments is what authors mean as a quantity."""

    def handler(expander: Expander, token: Token) -> Sequence[Token]:
        reader = expander.reader
        number = reader.group()
        if number is None:
            return bracket(expander, token)
        is_quantity = reader.peek() == "{"
        reader.push([("{", token[1]), *number, ("}", token[1])])
        return (quantity if is_quantity else bracket)(expander, token)

    return handler


ON_REQUEST: dict[str, Callable[[], Mapping[str, Handler]]] = {
    "commath": _commath,
    "units": _units,
    "physics": lambda: physics.REDEFINED,
    "siunitx": _siunitx,
    "derivative": _derivative,
    "diffcoeff": _diffcoeff,
    "esdiff": _esdiff,
}
"""The packages that change what a command means, in the order they are loaded."""
