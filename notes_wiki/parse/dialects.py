"""The dialects: which rules each is made of.

A dialect is a row of this table. Token types are the same in all dialects, so the emitter need not know in
which syntax a theorem was written. To add a dialect, list its rules. What cannot be expressed as a rule
checks the name of the dialect: what depends on the whole note (`note.py`), and whether a picture's title is
its caption (`emit/figures.py`).
"""

from __future__ import annotations

from functools import lru_cache
from math import inf
from typing import TypeVar

from markdown_it import rules_block, rules_inline
from markdown_it.rules_inline import emphasis, strikethrough
from mdit_py_plugins.footnote.index import footnote_def

from notes_wiki.parse.grammar import BlockRule, Dialect, Grammar, InlineRule, PairFunction
from notes_wiki.parse.rules import (
    abbreviations,
    admonitions,
    after_displays,
    attributes,
    autorefs,
    bare_urls,
    block_attributes,
    callouts,
    citations,
    comments,
    components,
    deep_headings,
    definitions,
    definitions_of_links,
    directives,
    distill,
    divs,
    fancy_lists,
    fences,
    footnotes,
    html_markdown,
    indented,
    jsx,
    jsx_math,
    kramdown,
    kramdown_tables,
    line_blocks,
    links,
    liquid,
    liquid_blocks,
    logseq,
    macro_definitions,
    marks,
    maruku,
    math,
    math_escaped,
    math_tags,
    mdbook,
    mdx,
    metadata,
    multi_columns,
    myst,
    nested_lists,
    numbered_links,
    org_blocks,
    pandoc_tables,
    paragraph,
    pictures,
    plugin_fences,
    pymdown,
    raw_attributes,
    raw_tags,
    references,
    roles,
    shortcode_blocks,
    shortcodes,
    slashes,
    substitutions,
    tables,
    tabs,
    tags,
    tex_blocks,
    tex_switches,
    tex_words,
)

_Rule = TypeVar("_Rule", BlockRule, InlineRule)

_EVERYWHERE = ("paragraph", "reference", "blockquote", "list")
_NOT_LISTS = ("paragraph", "reference", "blockquote")

_CODE = BlockRule("code", rules_block.code)
_AFTER_DISPLAY = BlockRule("after_display", after_displays.after_display, "", ("blockquote",))
_NUMBER_AFTER_DISPLAY = BlockRule(
    "number_after_display", after_displays.number_after_display, "0123456789", ("paragraph",)
)
_INDENTED = BlockRule("code", indented.code)
_CODE_OUTSIDE_HTML = BlockRule("code", indented.code_outside_html)
_TABLE = BlockRule("table", tables.table, "", ("reference",))
_TABLE_BELOW = BlockRule("table_below", tables.below_words, "|", ("paragraph", "reference"))
_FENCE = BlockRule("fence", fences.fence, "`~", _EVERYWHERE)
_HUGO_FENCE = BlockRule("fence", fences.hugo_fence, "`~", _EVERYWHERE)
_BLOCK_ATTRIBUTES = BlockRule("block_attributes", block_attributes.block_attributes, "{", _EVERYWHERE)
_ADMONISH = BlockRule("admonish", mdbook.admonish, "`~", _EVERYWHERE)
_PLUGIN_FENCE = BlockRule("plugin_fence", plugin_fences.plugin_fence, "`~", _EVERYWHERE)
_DIRECTIVE = BlockRule("directive", directives.directive, "`~", _EVERYWHERE)
_QUOTE = BlockRule("blockquote", rules_block.blockquote, ">", _EVERYWHERE)
_CALLOUT = BlockRule("callout", callouts.callout, ">")
_RULE = BlockRule("hr", rules_block.hr, "*-_", _EVERYWHERE)
_LIST = BlockRule("list", rules_block.list_block, "*+-0123456789", _NOT_LISTS)
_FOOTNOTE = BlockRule("footnote_def", footnote_def, "[", ("paragraph", "reference"))
_REFERENCE = BlockRule("reference", rules_block.reference, "[")
_HTML = BlockRule("html_block", raw_tags.html_block, "<", _NOT_LISTS)
_HEADING = BlockRule("heading", rules_block.heading, "#", _NOT_LISTS)
_COMMENT = BlockRule("comment", comments.block_comment, "%", _NOT_LISTS)
_DIV = BlockRule("div", divs.div, ":", _EVERYWHERE)
_ADMONITION = BlockRule("admonition", admonitions.admonition, "!?", _NOT_LISTS)
_DEFINITIONS = BlockRule("deflist", definitions.definition_list())
_MANY_TERMS = BlockRule("deflist", definitions.definition_list(longest=inf))
_SHORT_TERMS = BlockRule("deflist", definitions.definition_list(longest=definitions.SHORT))
_DEFINITION = BlockRule("definition", definitions.next_definition, ":~", _NOT_LISTS)
_SHORTCODE_BLOCK = BlockRule("shortcode_block", shortcode_blocks.shortcode_block, "{", _EVERYWHERE)
_TABS = BlockRule("tabs", tabs.tabs, "=", _NOT_LISTS)
_GRID_TABLE = BlockRule("grid_table", pandoc_tables.grid_table, "+")
_SIMPLE_TABLE = BlockRule("simple_table", pandoc_tables.simple_table)
_LINE_BLOCK = BlockRule("line_block", line_blocks.line_block, "|")
_GATED = BlockRule("gated", directives.gated, "`~:", _EVERYWHERE)
_CHUNK = BlockRule("chunk", directives.chunk, "`~", _EVERYWHERE)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_FANCY_LIST = BlockRule("fancy_list", fancy_lists.fancy_list, "#(" + _LETTERS + _LETTERS.upper(), _NOT_LISTS)
_TARGET = BlockRule("target", myst.target, "(", _EVERYWHERE)
_ANCHOR = BlockRule("anchor", autorefs.anchor, "[", _EVERYWHERE)
_DOCUMENTED = BlockRule("documented", autorefs.documented, ":", _EVERYWHERE)
_MARUKU = BlockRule("maruku", maruku.maruku_block, "+", _NOT_LISTS)
_BLOCK_BREAK = BlockRule("block_break", myst.block_break, "+", _NOT_LISTS)
_MYST_FENCE = BlockRule("fence", myst.directive, "`~", _EVERYWHERE)
_HTML_MARKED = BlockRule("html_block", html_markdown.html_marked, "<", _NOT_LISTS)
_KRAMDOWN_HTML = BlockRule("html_block", html_markdown.kramdown_html, "<", _NOT_LISTS)
_MODULE_LINES = BlockRule("module_lines", mdx.module_lines, "ie")
_JSX_PICTURE = BlockRule("jsx_picture", jsx.picture, "<", _NOT_LISTS)
_COMPONENT = BlockRule("component", components.component, "<", _NOT_LISTS)
_TITLE_BLOCK = BlockRule("title_block", metadata.title_block, "%")
_METADATA = BlockRule("metadata", metadata.metadata, "-")
_LAYOUT = BlockRule("layout", tex_blocks.layout, "\\", ("paragraph",))
_TEX_BLOCK = BlockRule("tex_block", tex_blocks.tex_block, "\\", ("paragraph",))
_HTML_WITH_MARKDOWN = BlockRule("html_block", html_markdown.pandoc_html, "<", _NOT_LISTS)
_MACROS = BlockRule("macros", macro_definitions.macro_definitions, "\\")
_RAW_FENCE = BlockRule("fence", raw_attributes.raw_fence, "`~", _EVERYWHERE)
# Pandoc wants a blank line before these.
_SPACED_QUOTE = _QUOTE._replace(interrupts=())
_SPACED_RULE = _RULE._replace(interrupts=("list",))
_SPACED_HEADING = BlockRule("heading", deep_headings.heading, "#")
_TIGHT_HEADING = BlockRule("heading", deep_headings.tight_heading, "#", _NOT_LISTS)
_NESTED_LIST = BlockRule("list", nested_lists.interrupting_list, "*+-0123456789", _NOT_LISTS)
_KRAMDOWN_LIST = BlockRule("list", nested_lists.kramdown_list, "*+-0123456789", _NOT_LISTS)
_ATTRIBUTED_REFERENCE = BlockRule("reference", definitions_of_links.reference, "[")
_LIQUID_BLOCK = BlockRule("liquid_block", liquid_blocks.liquid_block, "{", _EVERYWHERE)
_EXTENSION = BlockRule("extension", kramdown.extension, "{", _EVERYWHERE)
_END_OF_BLOCK = BlockRule("end_of_block", kramdown.end_of_block, "^", _EVERYWHERE)
_ATTRIBUTES_ABOVE = BlockRule("attributes_above", kramdown.braces_above, "{")
_KRAMDOWN_ABOVE = BlockRule("attributes_above", kramdown.attributes_above, "{")
_KRAMDOWN_TABLE = BlockRule("kramdown_table", kramdown_tables.kramdown_table, "|", ("reference",))
_SUBSTITUTED = BlockRule("substituted", substitutions.block, "{")
_LINE_COMMENT = BlockRule("line_comment", myst.comment, "%")
_SLASHES = BlockRule("slashes", slashes.slashes, "/", _EVERYWHERE)
_ABBREVIATION = BlockRule("abbreviation", abbreviations.abbreviation, "*", ("paragraph", "reference"))
_CONTENTS = BlockRule("contents", pymdown.contents, "[")
_SNIPPET = BlockRule("snippet", pymdown.snippet, "-", ("paragraph",))
_MULTI_COLUMNS = BlockRule("multi_columns", multi_columns.multi_columns, "-=", _EVERYWHERE)
_ORG_BLOCK = BlockRule("org_block", org_blocks.org_block, "#:", _EVERYWHERE)
_PARAGRAPH = BlockRule("paragraph", paragraph.paragraph)

_SPAN = InlineRule("span", attributes.span, "[")
_ATTRIBUTES = InlineRule("attributes", attributes.attributes, "{")
_ATTRIBUTES_OF_WORDS = InlineRule("attributes", attributes.attributes_of_words, "{")
_EXAMPLE_REFERENCE = InlineRule("example_reference", fancy_lists.example_reference, "(")
_EXAMPLE_AT = InlineRule("example_at", fancy_lists.example_at, "@")
_RAW_SPAN = InlineRule("raw_span", raw_attributes.raw_span, "{")
_INDEX_ENTRY = InlineRule("index_entry", tex_blocks.index_entry, "\\")
_TEX_WORDS = InlineRule("tex_words", tex_words.tex_words, "\\")
_TEX_GROUP = InlineRule("tex_group", tex_switches.grouped, "{")
_HARD_SPACE = InlineRule("hard_space", marks.hard_space, "\\")
_LINE_END = InlineRule("line_end", marks.line_end, "\\")
_NEWLINE = InlineRule("newline", rules_inline.newline, "\n")
_ESCAPE = InlineRule("escape", rules_inline.escape, "\\")
_BACKTICKS = InlineRule("backticks", rules_inline.backtick, "`")
_MARKED_BACKTICKS = InlineRule("backticks", pymdown.backticks, "`")
_HUGO_BACKTICKS = InlineRule("backticks", shortcodes.backticks, "`")
_SINGLE_STRIKE = InlineRule("single_strike", marks.single_strike, "~")
_STRIKE = InlineRule("strikethrough", strikethrough.tokenize, "~")
_EMPHASIS = InlineRule("emphasis", emphasis.tokenize, "*_")
_NUMBERED_LINK = InlineRule("numbered_link", numbered_links.numbered_link, "[")
_WIKILINK = InlineRule("wikilink", links.wikilink, "[")
_FOREIGN_WIKILINK = InlineRule("foreign_wikilink", links.foreign_wikilink, "[")
_PAGE_LINK = InlineRule("link", links.page_link, "[")
_EMBED = InlineRule("embed", links.embed, "!")
_LINK = InlineRule("link", links.link, "[")
_IMAGE = InlineRule("image", links.image, "!")
_ATTRIBUTED_IMAGE = InlineRule("attributed_image", pictures.attributed_image, "!")
_AUTOREF = InlineRule("autoref", autorefs.reference, "[")
_AUTOLINK = InlineRule("autolink", rules_inline.autolink, "<")
_BARE_URL = InlineRule("bare_url", bare_urls.bare_url, ":")
_MATH_TAG = InlineRule("math_tag", math_tags.math_tag, "<")
_HTML_TAG = InlineRule("html_inline", raw_tags.html_inline, "<")
_ENTITY = InlineRule("entity", rules_inline.entity, "&")
_DOLLARS = InlineRule("dollars", math.dollars, "$")
_CITATION_GROUP = InlineRule("citation_group", citations.group, "[")
_DOCUMENTER_CITATION = InlineRule("documenter_citation", citations.documenter, "[")
_CITATION = InlineRule("citation", citations.bare, "@")
_OBSIDIAN_DOLLARS = InlineRule("dollars", math.obsidian_dollars, "$")
_DISPLAY_DOLLARS = InlineRule("double_dollars", math.double_dollars, "$")
_BACKSLASHES = InlineRule("backslashes", math.backslashes, "\\")
_DOUBLED_BACKSLASHES = InlineRule("backslashes", math_escaped.doubled_backslashes, "\\")
_ESCAPED_BACKSLASHES = InlineRule("escaped_backslashes", math_escaped.escaped_backslashes, "\\")
_SHORTCODE = InlineRule("shortcode", shortcodes.shortcode, "{")
_ROLE = InlineRule("role", roles.role, "{")
_COMMENT_SPAN = InlineRule("comment", comments.inline_comment, "%")
_HASHTAG = InlineRule("hashtag", tags.hashtag, "#")
_MARK = InlineRule("mark", marks.mark, "=")
_SUB = InlineRule("sub", marks.subscript, "~")
_INSERTED = InlineRule("inserted", marks.inserted, "^")
_SUP = InlineRule("sup", marks.superscript, "^")
_FOOTNOTE_REF = InlineRule("footnote_ref", footnotes.reference, "[")
_FOOTNOTE_SPAN = InlineRule("footnote_inline", footnotes.inline_note, "^")
_NOTE_BESIDE_LINKS = InlineRule("footnote_inline", footnotes.note_beside_links, "^")

_BLOCK_REFERENCE = InlineRule("block_reference", logseq.block_reference, "(")
_MDBOOK_CALL = InlineRule("mdbook_call", mdbook.call, "{")
_BLOCK_EMBED = InlineRule("block_embed", logseq.block_embed, "{")
_MACRO = InlineRule("macro", logseq.macro, "{")
_HIGHLIGHTED = InlineRule("highlighted", marks.highlighted, "^")
_SUBSTITUTION = InlineRule("substitution", substitutions.inline, "{")
_EXTENSION_SPAN = InlineRule("extension_span", kramdown.extension_span, "{")
_LIQUID = InlineRule("liquid", liquid.liquid, "{")
_KEYS = InlineRule("keys", pymdown.keys, "+")
_MDX_COMMENT = InlineRule("mdx_comment", mdx.comment, "{")
_DISTILL = InlineRule("distill", distill.distill, "<")
_JSX_TAG = InlineRule("jsx_tag", jsx.jsx_tag, "<")
_JSX_MATH = InlineRule("jsx_math", jsx_math.jsx_math, "<")
_COMPONENT_SPAN = InlineRule("component_span", components.component_span, "<")
_UNDERLINED = InlineRule("underlined", marks.underlined, "+")
_EMOJI = InlineRule("emoji", pymdown.emoji, ":")
_ICON = InlineRule("icon", marks.icon, ":")
_CRITIC = InlineRule("critic", pymdown.critic, "{")
_ESCAPED_DOLLARS = InlineRule("dollars", math_escaped.escaped_dollars, "$")
_KRAMDOWN_DOLLARS = InlineRule("dollars", math_escaped.kramdown_dollars, "$")
_KRAMDOWN_BACKSLASHES = InlineRule("backslashes", math_escaped.kramdown_backslashes, "\\")
_REFERENCE_COMMAND = InlineRule("reference_command", references.command, "\\")
_NUMBERED = InlineRule("numbered", references.numbered, "(")
_REFERENCE_GROUP = InlineRule("reference_group", references.group, "[")
_REFERENCE_AT = InlineRule("reference_at", references.at, "@")

_PAIRS: tuple[PairFunction, ...] = (
    rules_inline.link_pairs,
    strikethrough.postProcess,
    emphasis.postProcess,
)

_COMMONMARK_BLOCKS = (
    _FENCE, _QUOTE, _RULE, _LIST, _FOOTNOTE, _REFERENCE, _HTML, _HEADING, _DEFINITION, _DEFINITIONS,
    _PARAGRAPH,
)  # fmt: skip
_COMMONMARK_INLINES = (
    _NEWLINE, _ESCAPE, _BACKTICKS, _STRIKE, _EMPHASIS, _LINK, _IMAGE, _AUTOLINK, _BARE_URL, _MATH_TAG,
    _HTML_TAG,
    _ENTITY,
)  # fmt: skip


def _replaced(rules: tuple[_Rule, ...], *others: _Rule) -> tuple[_Rule, ...]:
    """The rules, with `others` replacing those of the same names."""
    by_name = {rule.name: rule for rule in others}
    return tuple(by_name.get(rule.name, rule) for rule in rules)


WIKI = Dialect(
    "wiki",
    (
        _CODE, _ABBREVIATION, _CONTENTS, _SNIPPET, _TABLE, _TABLE_BELOW, _GATED, _ADMONISH, _DIRECTIVE,
        _CHUNK, _CALLOUT, _COMMENT, _LINE_COMMENT, _SUBSTITUTED, _ORG_BLOCK, _DIV, _DOCUMENTED, _SLASHES,
        _ADMONITION, _TABS, _SHORTCODE_BLOCK, _LIQUID_BLOCK, _EXTENSION, _BLOCK_ATTRIBUTES, _ATTRIBUTES_ABOVE,
        _MACROS, _TEX_BLOCK, _TARGET, _ANCHOR, _BLOCK_BREAK, _MODULE_LINES, _JSX_PICTURE, _COMPONENT,
        _MARUKU, _NUMBER_AFTER_DISPLAY,
        *_replaced(_COMMONMARK_BLOCKS, _MYST_FENCE, _HTML_MARKED, _TIGHT_HEADING, _SHORT_TERMS),
    ),
    (
        _SUBSTITUTION, _SHORTCODE, _BLOCK_EMBED, _MDBOOK_CALL, _MACRO, _LIQUID, _EXTENSION_SPAN, _ROLE,
        _MDX_COMMENT, _DOUBLED_BACKSLASHES, _REFERENCE_COMMAND,
        _CITATION, _REFERENCE_AT, _DOLLARS, _WIKILINK, _EMBED, _FOOTNOTE_REF, _NUMBERED_LINK,
        _REFERENCE_GROUP, _CITATION_GROUP, _DOCUMENTER_CITATION, _NOTE_BESIDE_LINKS, _COMMENT_SPAN,
        _HASHTAG, _MARK, _BLOCK_REFERENCE, _SPAN, _ATTRIBUTED_IMAGE, _CRITIC, _RAW_SPAN, _ATTRIBUTES_OF_WORDS,
        _DISTILL, _JSX_MATH, _JSX_TAG, _COMPONENT_SPAN,
        *_replaced(_COMMONMARK_INLINES, _MARKED_BACKTICKS), _AUTOREF, _EMOJI, _SUB, _INSERTED, _SUP, _KEYS,
        _UNDERLINED,
    ),
    _PAIRS,
    html_math=True,
    captions=True,
    east_asian=True,
)  # fmt: skip
_NOT_JEKYLL = (
    _MODULE_LINES, _MDX_COMMENT, _TABLE_BELOW, _COMMENT, _LINE_COMMENT, _ORG_BLOCK, _TABS, _SLASHES,
    _SUBSTITUTION, _SUBSTITUTED, _TARGET, _ANCHOR, _DOCUMENTED, _AUTOREF, _NUMBERED_LINK, _BLOCK_BREAK,
    _JSX_PICTURE, _JSX_MATH, _JSX_TAG, _COMPONENT, _COMPONENT_SPAN, _SNIPPET, _HASHTAG, _COMMENT_SPAN, _MARK,
    _CITATION, _CITATION_GROUP, _DOCUMENTER_CITATION, _NUMBER_AFTER_DISPLAY, _NOTE_BESIDE_LINKS, _CRITIC,
    _BLOCK_EMBED, _MACRO, _BLOCK_REFERENCE, _SUB, _INSERTED, _SUP, _KEYS, _UNDERLINED,
)  # fmt: skip
JEKYLL = WIKI._replace(
    name="jekyll",
    blocks=(
        _KRAMDOWN_TABLE,
        _END_OF_BLOCK,
        *(
            rule
            for rule in _replaced(
                WIKI.blocks,
                _CODE_OUTSIDE_HTML,
                _KRAMDOWN_ABOVE,
                _HEADING,
                _KRAMDOWN_LIST,
                _KRAMDOWN_HTML,
                _MANY_TERMS,
            )
            if rule not in _NOT_JEKYLL
        ),
    ),
    inlines=(
        _LINE_END,
        *(
            rule
            for rule in _replaced(
                WIKI.inlines, _KRAMDOWN_DOLLARS, _KRAMDOWN_BACKSLASHES, _BACKTICKS, _ATTRIBUTES
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
        _INDENTED, _TABLE, _DIRECTIVE, _PLUGIN_FENCE, _CALLOUT, _COMMENT, _ORG_BLOCK, _DIV, _AFTER_DISPLAY,
        _NUMBER_AFTER_DISPLAY, _MULTI_COLUMNS,
        *_COMMONMARK_BLOCKS,
    ),
    (
        _BACKSLASHES, _REFERENCE_COMMAND, _CITATION, _REFERENCE_AT, _OBSIDIAN_DOLLARS, _WIKILINK, _EMBED,
        _FOOTNOTE_REF, _CITATION_GROUP, _FOOTNOTE_SPAN, _COMMENT_SPAN, _HASHTAG, _MARK, _HIGHLIGHTED,
        _BLOCK_REFERENCE, _BLOCK_EMBED, _MACRO, _ICON, *_COMMONMARK_INLINES,
    ),
    _PAIRS,
    breaks=True,
    html_math=True,
    east_asian=True,
)  # fmt: skip
HUGO = Dialect(
    "hugo",
    (
        _CODE, _TABLE, _TABLE_BELOW, _CALLOUT, _SHORTCODE_BLOCK, _BLOCK_ATTRIBUTES,
        *_replaced(_COMMONMARK_BLOCKS, _HUGO_FENCE, _MANY_TERMS),
    ),
    (
        _ESCAPED_BACKSLASHES, _REFERENCE_COMMAND, _ESCAPED_DOLLARS, _SHORTCODE, _FOREIGN_WIKILINK,
        _FOOTNOTE_REF, _SINGLE_STRIKE, *_replaced(_COMMONMARK_INLINES, _HUGO_BACKTICKS, _PAGE_LINK),
    ),
    _PAIRS,
    smart=True,
    html_math=True,
)  # fmt: skip
PANDOC = Dialect(
    "pandoc",
    (
        _TITLE_BLOCK, _METADATA, _CODE, _TABLE, _GRID_TABLE, _SIMPLE_TABLE, _LINE_BLOCK, _DIV, _CHUNK,
        _MACROS, _TEX_BLOCK, _LAYOUT, _FANCY_LIST,
        *_replaced(
            _COMMONMARK_BLOCKS, _RAW_FENCE, _SPACED_QUOTE, _SPACED_RULE, _SPACED_HEADING, _NESTED_LIST,
            _ATTRIBUTED_REFERENCE, _HTML_WITH_MARKDOWN,
        ),
    ),
    (
        _SHORTCODE, _BACKSLASHES, _HARD_SPACE, _REFERENCE_COMMAND, _INDEX_ENTRY, _TEX_WORDS, _TEX_GROUP,
        _NUMBERED, _EXAMPLE_REFERENCE, _EXAMPLE_AT, _CITATION, _REFERENCE_AT, _DOLLARS, _FOREIGN_WIKILINK,
        _FOOTNOTE_REF, _REFERENCE_GROUP, _CITATION_GROUP, _FOOTNOTE_SPAN, _SPAN, _ATTRIBUTED_IMAGE, _RAW_SPAN,
        _ATTRIBUTES, *_COMMONMARK_INLINES, _SUB, _SUP,
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
        wanted = _DOLLARS if single_dollar else _DISPLAY_DOLLARS
        inlines = tuple(wanted if rule.starts == "$" else rule for rule in dialect.inlines)
        dialect = dialect._replace(inlines=inlines)
    return Grammar(dialect, links.SPACED_LINK_HELPERS if name == "pandoc" else links.LINK_HELPERS)


_MATH = frozenset(
    (
        math.dollars,
        math.obsidian_dollars,
        math.double_dollars,
        math.backslashes,
        math_escaped.doubled_backslashes,
        math_escaped.escaped_backslashes,
        math_escaped.escaped_dollars,
        math_escaped.kramdown_dollars,
        math_escaped.kramdown_backslashes,
        rules_inline.escape,
        shortcodes.shortcode,
        liquid.liquid,
    )
)


@lru_cache
def math_alone(name: str, single_dollar: bool | None = None) -> Grammar:
    """A parser for text between HTML tags: it knows only the formulas, shortcodes and tags of the dialect."""
    dialect = grammar(name, single_dollar).dialect
    inlines = tuple(rule for rule in dialect.inlines if rule.function in _MATH)
    return Grammar(dialect._replace(inlines=inlines, pairs=()), links.LINK_HELPERS)
