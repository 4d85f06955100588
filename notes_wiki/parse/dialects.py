"""The dialects: which rules each is made of.

A dialect is a row of this table. Token types are the same in all dialects, so the emitter need not know in
which syntax a theorem was written. The rules themselves are in `block_rules.py` and `inline_rules.py`; to add
a dialect, list those that it has, in the order in which they are tried. What cannot be expressed as a rule
checks the name of the dialect: what depends on the whole note (`note.py`), and whether a picture's title is
its caption (`emit/figures.py`).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TypeVar

from markdown_it import rules_inline
from markdown_it.rules_inline import emphasis, strikethrough

from notes_wiki.parse import block_rules as block
from notes_wiki.parse import inline_rules as inline
from notes_wiki.parse.grammar import Grammar
from notes_wiki.parse.rule_types import BlockRule, Dialect, InlineRule, PairFunction
from notes_wiki.parse.rules import links

_Rule = TypeVar("_Rule", BlockRule, InlineRule)

_PAIRS: tuple[PairFunction, ...] = (
    rules_inline.link_pairs,
    strikethrough.postProcess,
    emphasis.postProcess,
)

_COMMONMARK_BLOCKS = (
    block.FENCE, block.QUOTE, block.RULE, block.LIST, block.FOOTNOTE, block.REFERENCE, block.HTML,
    block.HEADING, block.DEFINITION, block.DEFINITIONS, block.PARAGRAPH,
)  # fmt: skip
_COMMONMARK_INLINES = (
    inline.NEWLINE, inline.ESCAPE, inline.BACKTICKS, inline.STRIKE, inline.EMPHASIS, inline.LINK,
    inline.IMAGE, inline.AUTOLINK, inline.BARE_URL, inline.MATH_TAG, inline.HTML_TAG, inline.ENTITY,
)  # fmt: skip
_TEX = (
    inline.LINE_END, inline.INDEX_ENTRY, inline.TEX_WORDS, inline.TEX_ACCENT, inline.TEX_SPACE,
    inline.TEX_GROUP, inline.TEX_TIE, inline.TEX_QUOTATION, inline.TEX_COMMENT,
)  # fmt: skip
"""LaTeX's text, as it comes from a paper."""


def _replaced(rules: tuple[_Rule, ...], *others: _Rule) -> tuple[_Rule, ...]:
    """The rules, with `others` replacing those of the same names."""
    by_name = {rule.name: rule for rule in others}
    return tuple(by_name.get(rule.name, rule) for rule in rules)


WIKI = Dialect(
    "wiki",
    (
        block.TITLE_LINES, block.CODE, block.PART, block.INCLUDE_LINE, block.ABBREVIATION, block.CONTENTS,
        block.SNIPPET, block.TABLE, block.TABLE_BELOW, block.GRID_TABLE, block.GATED, block.ADMONISH,
        block.DIRECTIVE, block.CHUNK, block.CALLOUT, block.HEADED_QUOTE, block.TEX_COMMENT, block.COMMENT,
        block.LINE_COMMENT, block.SUBSTITUTED, block.ORG_BLOCK, block.DIV, block.DOCUMENTED, block.SLASHES,
        block.ADMONITION, block.HINT, block.TABS, block.SHORTCODE_BLOCK, block.LIQUID_BLOCK,
        block.TAG_COMMENT, block.MDX_COMMENT, block.EXTENSION, block.BLOCK_ATTRIBUTES,
        block.ATTRIBUTES_ABOVE, block.PREAMBLE, block.MACROS, block.SECTION, block.TEX_BLOCK, block.LAYOUT,
        block.TARGET, block.ANCHOR, block.BLOCK_BREAK, block.MODULE_LINES, block.JSX_PICTURE,
        block.COMPONENT, block.MARUKU, block.NUMBER_AFTER_DISPLAY, block.SUPER_BLOCK,
        *_replaced(
            _COMMONMARK_BLOCKS, block.MYST_FENCE, block.HTML_MARKED, block.TIGHT_HEADING, block.SHORT_TERMS,
        ),
    ),
    (
        inline.SUBSTITUTION, inline.SHORTCODE, inline.BLOCK_EMBED, inline.MDBOOK_CALL, inline.MACRO,
        inline.LIQUID, inline.EXTENSION_SPAN, inline.ROLE, inline.MDX_COMMENT, inline.DOUBLED_BACKSLASHES,
        inline.REFERENCE_COMMAND, *_TEX, inline.CITATION, inline.REFERENCE_AT, inline.DOLLARS,
        inline.WIKILINK,
        inline.EMBED, inline.FOOTNOTE_REF, inline.NUMBERED_LINK, inline.REFERENCE_GROUP,
        inline.CITATION_GROUP, inline.DOCUMENTER_CITATION, inline.NOTE_BESIDE_LINKS, inline.COMMENT_SPAN,
        inline.HASHTAG, inline.MARK, inline.BLOCK_REFERENCE, inline.SPAN, inline.ATTRIBUTED_IMAGE,
        inline.CRITIC, inline.RAW_SPAN, inline.ATTRIBUTES_OF_WORDS, inline.DISTILL, inline.JSX_MATH,
        inline.JSX_TAG, inline.COMPONENT_SPAN, inline.TICKED,
        *_replaced(_COMMONMARK_INLINES, inline.MARKED_BACKTICKS),
        inline.AUTOREF, inline.EMOJI, inline.SUB, inline.INSERTED, inline.SUP, inline.KEYS, inline.UNDERLINED,
    ),
    _PAIRS,
    html_math=True,
    captions=True,
    east_asian=True,
)  # fmt: skip
_NOT_JEKYLL = (
    block.TITLE_LINES, *(rule for rule in _TEX if rule is not inline.LINE_END), block.TEX_COMMENT,
    block.PREAMBLE, block.SECTION, block.LAYOUT,
    block.HINT, inline.TICKED, block.SUPER_BLOCK, block.PART, block.INCLUDE_LINE,
    block.MODULE_LINES, inline.MDX_COMMENT, block.MDX_COMMENT,
    block.TABLE_BELOW, block.GRID_TABLE, block.COMMENT, block.LINE_COMMENT, block.ORG_BLOCK, block.TABS,
    block.SLASHES, inline.SUBSTITUTION, block.SUBSTITUTED, block.TARGET, block.ANCHOR, block.DOCUMENTED,
    inline.AUTOREF, inline.NUMBERED_LINK, block.BLOCK_BREAK, block.JSX_PICTURE, inline.JSX_MATH,
    inline.JSX_TAG, block.COMPONENT, inline.COMPONENT_SPAN, block.SNIPPET, inline.HASHTAG,
    inline.COMMENT_SPAN, inline.MARK, inline.CITATION, inline.CITATION_GROUP, inline.DOCUMENTER_CITATION,
    block.NUMBER_AFTER_DISPLAY, inline.NOTE_BESIDE_LINKS, inline.CRITIC, inline.BLOCK_EMBED, inline.MACRO,
    inline.BLOCK_REFERENCE, inline.SUB, inline.INSERTED, inline.SUP, inline.KEYS, inline.UNDERLINED,
)  # fmt: skip
"""What Jekyll shows as it is typed."""

JEKYLL = WIKI._replace(
    name="jekyll",
    blocks=(
        block.KRAMDOWN_TABLE,
        block.END_OF_BLOCK,
        *(
            rule
            for rule in _replaced(
                WIKI.blocks,
                block.CODE_OUTSIDE_HTML,
                block.KRAMDOWN_ABOVE,
                block.HEADING,
                block.KRAMDOWN_LIST,
                block.KRAMDOWN_HTML,
                block.MANY_TERMS,
            )
            if rule not in _NOT_JEKYLL
        ),
    ),
    inlines=(
        inline.LINE_END,
        *(
            rule
            for rule in _replaced(
                WIKI.inlines,
                inline.KRAMDOWN_DOLLARS,
                inline.KRAMDOWN_BACKSLASHES,
                inline.BACKTICKS,
                inline.ATTRIBUTES,
            )
            if rule not in _NOT_JEKYLL
        ),
    ),
    smart=True,
    captions=False,
    loose_stars=True,
)
OBSIDIAN = Dialect(
    "obsidian",
    (
        block.INDENTED, block.TABLE, block.GRID_TABLE, block.DIRECTIVE, block.PLUGIN_FENCE, block.CALLOUT,
        block.COMMENT, block.ORG_BLOCK, block.DIV, block.AFTER_DISPLAY, block.NUMBER_AFTER_DISPLAY,
        block.MULTI_COLUMNS, block.SUPER_BLOCK, *_COMMONMARK_BLOCKS,
    ),
    (
        inline.BACKSLASHES, inline.REFERENCE_COMMAND, inline.CITATION, inline.REFERENCE_AT,
        inline.OBSIDIAN_DOLLARS, inline.WIKILINK, inline.EMBED, inline.FOOTNOTE_REF, inline.CITATION_GROUP,
        inline.FOOTNOTE_SPAN, inline.COMMENT_SPAN, inline.HASHTAG, inline.MARK, inline.HIGHLIGHTED,
        inline.BLOCK_REFERENCE, inline.BLOCK_EMBED, inline.MACRO, inline.ICON, inline.FIELD,
        *_COMMONMARK_INLINES,
    ),
    _PAIRS,
    breaks=True,
    html_math=True,
    east_asian=True,
)  # fmt: skip
HUGO = Dialect(
    "hugo",
    (
        block.CODE, block.TABLE, block.TABLE_BELOW, block.CALLOUT, block.SHORTCODE_BLOCK,
        block.SHORTCODE_COMMENT, block.BLOCK_ATTRIBUTES,
        *_replaced(_COMMONMARK_BLOCKS, block.HUGO_FENCE, block.MANY_TERMS),
    ),
    (
        inline.ESCAPED_BACKSLASHES, inline.REFERENCE_COMMAND, inline.ESCAPED_DOLLARS, inline.SHORTCODE,
        inline.FOREIGN_WIKILINK, inline.FOOTNOTE_REF, inline.SINGLE_STRIKE,
        *_replaced(_COMMONMARK_INLINES, inline.HUGO_BACKTICKS, inline.PAGE_LINK),
    ),
    _PAIRS,
    smart=True,
    html_math=True,
)  # fmt: skip
PANDOC = Dialect(
    "pandoc",
    (
        block.TITLE_BLOCK, block.METADATA, block.CODE, block.PART, block.INCLUDE_LINE, block.TABLE,
        block.GRID_TABLE, block.SIMPLE_TABLE, block.LINE_BLOCK, block.HEADED_QUOTE, block.DIV, block.CHUNK,
        block.PREAMBLE, block.MACROS, block.SECTION, block.TEX_BLOCK, block.LAYOUT, block.PAUSE,
        block.FANCY_LIST,
        *_replaced(
            _COMMONMARK_BLOCKS, block.RAW_FENCE, block.SPACED_QUOTE, block.SPACED_RULE, block.SPACED_HEADING,
            block.NESTED_LIST, block.ATTRIBUTED_REFERENCE, block.HTML_WITH_MARKDOWN,
        ),
    ),
    (
        inline.SHORTCODE, inline.BACKSLASHES, inline.HARD_SPACE, inline.REFERENCE_COMMAND, inline.INDEX_ENTRY,
        inline.TEX_WORDS, inline.TEX_GROUP, inline.NUMBERED, inline.EXAMPLE_REFERENCE, inline.EXAMPLE_AT,
        inline.CITATION, inline.REFERENCE_AT, inline.DOLLARS, inline.FOREIGN_WIKILINK, inline.FOOTNOTE_REF,
        inline.REFERENCE_GROUP, inline.CITATION_GROUP, inline.FOOTNOTE_SPAN, inline.SPAN,
        inline.ATTRIBUTED_IMAGE, inline.RAW_SPAN, inline.ATTRIBUTES, *_COMMONMARK_INLINES, inline.SUB,
        inline.SUP,
    ),
    _PAIRS,
    smart=True,
    html_math=True,
    captions=True,
    spaced_stars=True,
)  # fmt: skip

DIALECTS = {dialect.name: dialect for dialect in (WIKI, OBSIDIAN, HUGO, PANDOC, JEKYLL)}


@lru_cache
def grammar(name: str, single_dollar: bool | None = None) -> Grammar:
    """The compiled parser of a dialect; `single_dollar` overrides whether `$…$` is math."""
    dialect = DIALECTS[name]
    if single_dollar is not None:
        wanted = inline.DOLLARS if single_dollar else inline.DISPLAY_DOLLARS
        inlines = tuple(wanted if rule.starts == "$" else rule for rule in dialect.inlines)
        dialect = dialect._replace(inlines=inlines)
    return Grammar(dialect, links.SPACED_LINK_HELPERS if name == "pandoc" else links.LINK_HELPERS)


_MATH = (
    inline.DOLLARS, inline.OBSIDIAN_DOLLARS, inline.DISPLAY_DOLLARS, inline.ESCAPED_DOLLARS,
    inline.KRAMDOWN_DOLLARS, inline.BACKSLASHES, inline.DOUBLED_BACKSLASHES, inline.ESCAPED_BACKSLASHES,
    inline.KRAMDOWN_BACKSLASHES, inline.ESCAPE, inline.SHORTCODE, inline.LIQUID,
)  # fmt: skip
"""What is read in text between HTML tags."""


@lru_cache
def math_alone(name: str, single_dollar: bool | None = None) -> Grammar:
    """A parser for text between HTML tags: it knows only the formulas, shortcodes and tags of the dialect."""
    dialect = grammar(name, single_dollar).dialect
    inlines = tuple(rule for rule in dialect.inlines if rule in _MATH)
    return Grammar(dialect._replace(inlines=inlines, pairs=()), links.LINK_HELPERS)
