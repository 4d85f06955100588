"""What only the whole row of a note's blocks shows: boxes made of several of them, names given from below.

In:  the block tokens of a note, its text, its dialect.
Out: the tokens, regrouped in place; in `env`, what the rules for words ask of the whole note.
"""

from __future__ import annotations

from markdown_it.token import Token

from notes_wiki.parse.emit.footnote_numbers import Footnotes
from notes_wiki.parse.environment import Environment
from notes_wiki.parse.headings import refer_to_headings
from notes_wiki.parse.rules.block_ids import take_block_ids
from notes_wiki.parse.rules.documenter import take_documenter
from notes_wiki.parse.rules.footnotes import definitions
from notes_wiki.parse.rules.from_latex import labels
from notes_wiki.parse.rules.html_statements import box_statements
from notes_wiki.parse.rules.kramdown import take_attributes_above
from notes_wiki.parse.rules.logseq import take_properties
from notes_wiki.parse.rules.proof_marks import box_proofs
from notes_wiki.parse.rules.references import named_in
from notes_wiki.parse.rules.tabsets import take_tabsets
from notes_wiki.parse.rules.text_references import take_text_references


def regroup(tokens: list[Token], env: Environment, text: str, dialect: str) -> None:
    """Put blocks into the boxes that only the whole row of them shows."""
    if "attributes_above" in env:
        take_attributes_above(tokens, env["kinds"])
    if dialect in ("wiki", "pandoc") and "tabset" in text:
        take_tabsets(tokens)
    if dialect == "pandoc" and "(ref:" in text:
        take_text_references(tokens)
    if dialect == "wiki" and ("(@" in text or "``@" in text):
        take_documenter(tokens, env)
    if dialect == "wiki" and "@" in text and (":label:" in text or ":name:" in text or ")=" in text):
        env["named"] = named_in(text)
    if 'reference-type="' in text:
        env["tex_labels"] = labels(text)
    if '="' in text:
        box_statements(tokens, env["kinds"])
    if dialect == "obsidian" and "`\\begin{proof}" in text:
        box_proofs(tokens)


def take_footnotes(tokens: list[Token], env: Environment) -> Footnotes:
    """The footnotes that the note defines, taken out of its tokens."""
    footnotes = Footnotes()
    if "footnotes" in env:
        footnotes.definitions = definitions(tokens)
    return footnotes


def name_places(tokens: list[Token], env: Environment, text: str, dialect: str) -> None:
    """Give places the names that their dialect lets the note call them by."""
    if dialect in ("wiki", "obsidian") and "^" in text:
        take_block_ids(tokens)
    if dialect in ("wiki", "obsidian") and "::" in text:
        take_properties(tokens, env)
    if dialect == "pandoc":
        refer_to_headings(tokens, env)
