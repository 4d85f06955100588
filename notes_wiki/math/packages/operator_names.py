"""The names of operators.

In:  nothing: a table.
Out: `OPERATORS`.
"""

from __future__ import annotations

OPERATORS = frozenset(
    f"\\{name}"
    for name in (
        "operatorname Pr arccos arcctg arcsin arctan arctg arg argmax argmin awint bigcap bigcup "
        "bigcupdot bigdoublevee bigdoublewedge bigodot bigoplus bigotimes bigsqcap bigsqcup bigtimes "
        "biguplus bigvee bigwedge ch cirfnint coprod cos cosec cosh cot cotg coth csc ctg cth deg det "
        "dim erf exp fint gcd idotsint iiiint iiint iint inf injlim int intBar intbar intclockwise "
        "ker lg lim liminf limsup ln log max min oiiint oiint oint ointctrclockwise plim prod projlim "
        "sec sh sin sinh sum sumint sup tan tanh tg th varointclockwise hom"
    ).split()
)
"""Commands of the engine after which it takes `\\limits`. A new operator is a line of
`symbols.py`."""
