"""Kinds of statements and callouts, and the names that people write for them.

Out: `statement(name)`, `counted(key)`, `counted_callout(key)`: the kind that a typed name, or the prefix of a
     key, means, or ""; the names of callouts, folded boxes and tabs; `is_box(name)`: whether a name is any of
     these.
"""

from __future__ import annotations

from collections.abc import Collection

from notes_wiki.parse.statement_names import elsewhere

STATEMENTS: dict[str, str] = {
    **{
        kind: kind
        for kind in (
            "theorem lemma proposition corollary definition example remark exercise solution proof axiom "
            "conjecture claim problem notation assumption algorithm observation fact property criterion "
            "hypothesis postulate principle convention"
        ).split()
    },
    "thm": "theorem", "lem": "lemma", "prop": "proposition", "prp": "proposition", "cor": "corollary",
    "def": "definition", "defn": "definition", "dfn": "definition", "ex": "example", "exm": "example",
    "rem": "remark", "rmk": "remark", "exr": "exercise", "sol": "solution", "soln": "solution",
    "pf": "proof", "prf": "proof",
    "conj": "conjecture", "cnj": "conjecture", "clm": "claim", "ax": "axiom",
    "asm": "assumption", "obs": "observation",
}  # fmt: skip
"""Name as typed -> kind."""

COUNTED: dict[str, str] = {
    "fig": "figure", "tbl": "table", "tab": "table", "lst": "listing", "sec": "section",
}  # fmt: skip
"""What a key of something other than a statement begins with -> kind."""

COUNTED_CALLOUTS: dict[str, str] = {
    "nte": "note", "tip": "tip", "wrn": "warning", "imp": "important", "cau": "caution",
}  # fmt: skip
"""What the key of a callout begins with that Quarto gives a number -> kind."""

CALLOUTS = frozenset(
    (
        "note abstract summary tldr info todo tip hint important success check done question help faq "
        "warning caution attention failure fail missing danger error bug example quote cite seealso "
        "admonition"
    ).split()
)
"""Kinds that the theme sets as callouts."""

VERSIONS = frozenset(("versionadded", "versionchanged", "versionremoved", "deprecated"))
"""Boxes that say what happened in a version, which they are titled with."""

FOLDED = frozenset(("details", "dropdown", "expand", "collapse", "spoiler"))
"""Boxes that are closed until someone opens them."""

TABS: dict[str, str] = {
    "tabs": "tabs", "tab-set": "tabs", "tabpane": "tabs", "tab": "tab", "tab-item": "tab",
}  # fmt: skip
"""Names of sets of tabs, and of one tab."""


def counted(key: str) -> str:
    """The kind that the prefix of a key means, if it is a figure, table, listing or section ("fig-x"), or
    ""."""
    prefix, mark, _ = key.replace(":", "-", 1).partition("-")
    return COUNTED.get(prefix, "") if mark else ""


def counted_callout(key: str) -> str:
    """The kind of callout that the prefix of a key means, if Quarto gives it a number ("tip-x"), or ""."""
    prefix, mark, _ = key.partition("-")
    return COUNTED_CALLOUTS.get(prefix, "") if mark else ""


def statement(name: str, more: Collection[str] = ()) -> str:
    """The kind of statement that a name means ("thm" and "satz" are theorems), or "". `more`: the site's own
    kinds."""
    bare = name.rstrip("*")
    return STATEMENTS.get(bare, "") or (bare if bare in more else elsewhere(bare)[0])


def is_box(name: str, more: Collection[str] = ()) -> bool:
    """Whether this is the name of any kind of box: a callout, a folded box, tabs, a statement."""
    return name in CALLOUTS or name in FOLDED or name in TABS or bool(statement(name, more))
