"""The Greek letters by their names in TeX.

In:  nothing: tables.
Out: `LOWER` and `CAPITALS`, names without backslash; of the small letters the characters as TeX sets them.
"""

from __future__ import annotations

LOWER = dict(
    zip(
        "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi "
        "varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega".split(),
        "αβγδϵεζηθϑικλμνξπϖρϱσςτυϕφχψω",
        strict=True,
    )
)
CAPITALS = tuple("Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega".split())
