r"""The environments that stand for one of the engine's own, and what environments begin with.

In:  nothing: tables.
Out: `ENGINE_NAMES`; the names of displays, and of those that begin with columns, a count or a position.
"""

from __future__ import annotations

ENGINE_NAMES: dict[str, str] = {
    "eqnarray": "aligned",
    "eqnarray*": "aligned",
    "IEEEeqnarray": "aligned",
    "IEEEeqnarray*": "aligned",
    "IEEEeqnarraybox": "aligned",
    "align": "aligned",
    "align*": "aligned",
    "alignat": "aligned",
    "alignat*": "aligned",
    "flalign": "aligned",
    "flalign*": "aligned",
    "xalignat": "aligned",
    "xalignat*": "aligned",
    "xxalignat": "aligned",
    "split": "aligned",
    "alignedat": "aligned",
    "gather": "gathered",
    "gather*": "gathered",
    "lgathered": "aligned",
    "rgathered": "aligned",
    "multline": "multline*",
    "multline*": "multline*",
    "multlined": "gathered",
    "spreadlines": "",
    "equation": "",
    "equation*": "",
    "displaymath": "",
    "math": "",
    "dmath": "",
    "dmath*": "",
    "subequations": "",
    "center": "",
    "smallmatrix": "subarray",
    "crampedsubarray": "subarray",
    "tabular": "array",
}
"""The engine's environment for each, "" for none: only what is in it is set."""
NUMBERED = frozenset(
    {"align", "alignat", "flalign", "gather", "multline", "equation", "eqnarray", "IEEEeqnarray", "xalignat"}
    | {"DispWithArrows"}
)
"""Environments whose rows take numbers when everything is numbered."""
DISPLAYS = NUMBERED | {f"{name}*" for name in NUMBERED}
"""Environments that are displays, and so may not be inside one another."""
WITH_COUNT = frozenset(
    {"alignat", "alignat*", "alignedat", "xalignat", "xalignat*", "xxalignat", "spreadlines"}
)
"""Environments that begin with the number of their columns, or the space between their lines."""
WITH_POSITION = frozenset(
    {"aligned", "alignedat", "gathered", "lgathered", "rgathered", "multlined", "array", "tabular", "split"}
)
"""Environments that may begin with `[t]`, `[c]` or `[b]`."""
WITH_COLUMNS = frozenset({"array", "darray", "tabular", "subarray", "crampedsubarray"})
"""Environments that begin with their columns' alignment."""
STRETCHED = frozenset({"array", "darray", "tabular", *(f"{kind}matrix" for kind in ("", *"pbBvV"))})
r"""Environments whose rows `\arraystretch` makes higher or lower."""
WITH_IEEE_COLUMNS = frozenset({"IEEEeqnarray", "IEEEeqnarray*", "IEEEeqnarraybox"})
"""Environments of IEEEtrantools, which begin with options and the alignment of their columns."""
