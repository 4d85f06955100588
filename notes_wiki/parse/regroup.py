"""What can only be seen in the whole list of a note's blocks: boxes made of several, names that follow a
block.

In:  the block tokens of a note, its text, its dialect.
Out: the tokens, regrouped in place; in `env`, what inline rules need to know about the whole note.
"""

from __future__ import annotations

from markdown_it.token import Token

from notes_wiki.parse.emit.footnote_numbers import Footnotes
from notes_wiki.parse.environment import Environment
from notes_wiki.parse.headings import refer_to_headings
from notes_wiki.parse.rules.block_captions import take_captions
from notes_wiki.parse.rules.block_ids import take_block_ids
from notes_wiki.parse.rules.documenter import take_documenter
from notes_wiki.parse.rules.footnotes import definitions
from notes_wiki.parse.rules.from_latex import labels
from notes_wiki.parse.rules.html_statements import box_statements
from notes_wiki.parse.rules.kramdown import take_attributes_above, take_item_attributes
from notes_wiki.parse.rules.logseq import take_properties
from notes_wiki.parse.rules.logseq_lists import number_items
from notes_wiki.parse.rules.proof_marks import box_proofs
from notes_wiki.parse.rules.references import named_in, referred_in
from notes_wiki.parse.rules.tabsets import take_tabsets
from notes_wiki.parse.rules.text_references import take_text_references


def regroup(tokens: list[Token], env: Environment, text: str, dialect: str) -> None:
    """Put blocks into the boxes that can only be seen in the whole list."""
    if "attributes_above" in env:
        take_attributes_above(tokens, env["kinds"])
    if dialect in ("wiki", "jekyll") and "{:" in text:
        take_item_attributes(tokens)
    if dialect in ("wiki", "pandoc") and "tabset" in text:
        take_tabsets(tokens)
    if dialect == "pandoc" and "(ref:" in text:
        take_text_references(tokens)
    if dialect == "wiki" and ("(@" in text or "``@" in text):
        take_documenter(tokens, env)
    if dialect == "wiki" and "@" in text and (":label:" in text or ":name:" in text or ")=" in text):
        env["named"] = named_in(text)
    if dialect == "wiki" and ("$$ (" in text or "$$(" in text):
        env["referred"] = referred_in(text)
    if 'reference-type="' in text:
        env["tex_labels"] = labels(text)
    if '="' in text:
        box_statements(tokens, env["kinds"])
    if "captions" in env:
        take_captions(tokens)
    if dialect == "obsidian" and "`\\begin{proof}" in text:
        box_proofs(tokens)


def take_footnotes(tokens: list[Token], env: Environment) -> Footnotes:
    """Take the definitions of footnotes out of the tokens."""
    footnotes = Footnotes()
    if "footnotes" in env:
        footnotes.definitions = definitions(tokens)
    return footnotes


def name_places(tokens: list[Token], env: Environment, text: str, dialect: str) -> None:
    """Name places as the dialect allows: Pandoc's headings, Logseq's blocks, Documenter's ids, …"""
    if dialect in ("wiki", "obsidian") and "^" in text:
        take_block_ids(tokens, text)
    if dialect in ("wiki", "obsidian") and "::" in text:
        if "logseq.order-list-type" in text:
            number_items(tokens)
        take_properties(tokens, env)
    if dialect == "pandoc":
        refer_to_headings(tokens, env)
