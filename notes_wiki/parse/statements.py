"""Kinds of statements and callouts: their names, and the other names people write.

Out: `statement(name)`, `callout(name)`: the kind that a typed name means, or "".
"""

from __future__ import annotations

STATEMENTS: dict[str, str] = {
    **{
        kind: kind
        for kind in (
            "theorem lemma proposition corollary definition example remark exercise solution proof axiom "
            "conjecture claim problem notation assumption algorithm observation fact property criterion "
            "hypothesis postulate principle convention"
        ).split()
    },
    "thm": "theorem", "lem": "lemma", "prop": "proposition", "cor": "corollary", "def": "definition",
    "defn": "definition", "dfn": "definition", "ex": "example", "exm": "example", "rem": "remark",
    "rmk": "remark", "exr": "exercise", "sol": "solution", "soln": "solution", "pf": "proof", "prf": "proof",
    "conj": "conjecture", "clm": "claim", "ax": "axiom", "asm": "assumption", "obs": "observation",
}  # fmt: skip
"""Name as typed -> kind."""

CALLOUTS: dict[str, str] = dict.fromkeys(
    (
        "note abstract summary tldr info todo tip hint important success check done question help faq "
        "warning caution attention failure fail missing danger error bug example quote cite seealso "
        "admonition"
    ).split(),
    "callout",
)
"""Kinds that the theme sets as callouts."""


def statement(name: str) -> str:
    """The kind of statement that a name means ("thm" is a theorem), or ""."""
    return STATEMENTS.get(name, "") or STATEMENTS.get(name.rstrip("*"), "")
