r"""What Pandoc makes of LaTeX's labels and proofs when it writes Markdown.

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
_PROOF = pattern(r"\*([^*\n]{1,80}?)\.?\*\s+")
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
    if statement(box.info) == "proof" and inline.content.startswith("*"):
        beginning = _PROOF.match(inline.content)
        if beginning is not None and says_kind(beginning[1], "proof", "proof"):
            if " " in beginning[1] and box.meta["title"] is None:
                box.meta["title"] = Token("inline", "", 0, content=beginning[1], map=inline.map)
            inline.content = inline.content[beginning.end() :]


def labels(text: str) -> frozenset[str]:
    """The labels of a note's formulas and statements."""
    return frozenset(formula or box for formula, box in _LABEL.findall(text))
