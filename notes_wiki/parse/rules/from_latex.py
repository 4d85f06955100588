r"""What Pandoc makes of LaTeX's labels and proofs when it writes Markdown, and what authors write likewise.

    ::: theorem
    []{#thm:x label="thm:x"} Words.
    :::

    ::: proof
    *Proof.* By [\[eq:y\]](#eq:y){reference-type="eqref" reference="eq:y"}.
    :::

In:  the tokens of a box; the text of a note.
Out: the box with its key, without the words that its kind says already; the labels that references of this
     kind find in the note.
"""

from __future__ import annotations

import re

from markdown_it.token import Token

from notes_wiki.parse.statements import statement
from notes_wiki.parse.titles import says_kind
from notes_wiki.pattern import pattern

_KEY = pattern(r"\[\]\{#([^\s{}]+)[^{}\n]*\}\s*")
_PROOF = pattern(r"\*{1,2}([^*\n]{1,80}?)[.:]?\*{1,2}[.:]?\s+")
_NAMED = pattern(r"\*\*([^*\n]{1,80})\*\*\s+(?=\S)")
"""What authors write at the beginning of a statement themselves: `**Definition 1.** Words`."""
_LABEL = pattern(r"\\label\{([^{}\n]+)\}|^:{3,}[^\n]*\n\s*\[\]\{#([^\s{}]+)", re.M)
"""A label of LaTeX's: in TeX, or as Pandoc writes it at the beginning of a div."""


def take_label(tokens: list[Token], start: int) -> None:
    """Give the box that opens at `start`, whose blocks follow, the key that its text begins with."""
    if start + 2 >= len(tokens) or tokens[start + 1].type != "paragraph_open":
        return
    box, inline = tokens[start], tokens[start + 2]
    if inline.content.startswith("[]{#") and (found := _KEY.match(inline.content)):
        box.meta["key"] = box.meta["key"] or found[1]
        inline.content = inline.content[found.end() :]
    if not inline.content.startswith("*"):
        return
    kind = statement(box.info)
    beginning = (_PROOF if kind == "proof" else _NAMED).match(inline.content)
    if beginning is None or not says_kind(beginning[1], kind, kind):
        return
    if box.meta["title"] is None and (" " in beginning[1] or kind != "proof"):
        box.meta["title"] = Token("inline", "", 0, content=beginning[1], map=inline.map)
    elif kind != "proof":
        return
    inline.content = inline.content[beginning.end() :]


def labels(text: str) -> frozenset[str]:
    """The labels of a note's formulas and statements."""
    return frozenset(formula or box for formula, box in _LABEL.findall(text))
