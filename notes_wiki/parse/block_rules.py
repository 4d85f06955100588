"""The rules for blocks that dialects are made of: each with its function, the characters that its construct
can begin with, and the kinds of block that it can end.

Rules of one name are variants of which a dialect has one.
"""

from __future__ import annotations

from math import inf

from markdown_it import rules_block
from mdit_py_plugins.footnote.index import footnote_def

from notes_wiki.parse.rule_types import BlockRule
from notes_wiki.parse.rules import (
    abbreviations,
    admonitions,
    after_displays,
    autorefs,
    block_attributes,
    callouts,
    comment_lines,
    comments,
    components,
    deep_headings,
    definitions,
    definitions_of_links,
    directives,
    divs,
    docsify,
    fancy_lists,
    fences,
    headed_quotes,
    html_markdown,
    indented,
    jsx,
    kramdown,
    kramdown_tables,
    line_blocks,
    liquid_blocks,
    macro_definitions,
    maruku,
    mdbook,
    mdx,
    metadata,
    multi_columns,
    myst,
    myst_directives,
    nested_lists,
    org_blocks,
    pandoc_tables,
    paragraph,
    parts,
    plugin_fences,
    pymdown,
    raw_attributes,
    raw_tags,
    sections,
    shortcode_blocks,
    siyuan,
    slashes,
    slides,
    substitutions,
    tables,
    tabs,
    tex_blocks,
    tex_comments,
    tex_layout,
    tex_preamble,
)

_EVERYWHERE = ("paragraph", "reference", "blockquote", "list")
_NOT_LISTS = ("paragraph", "reference", "blockquote")

CODE = BlockRule("code", rules_block.code)
AFTER_DISPLAY = BlockRule("after_display", after_displays.after_display, "", ("blockquote",))
NUMBER_AFTER_DISPLAY = BlockRule(
    "number_after_display", after_displays.number_after_display, "0123456789", ("paragraph",)
)
INDENTED = BlockRule("code", indented.code)
CODE_OUTSIDE_HTML = BlockRule("code", indented.code_outside_html)
TABLE = BlockRule("table", tables.table, "", ("reference",))
TABLE_BELOW = BlockRule("table_below", tables.below_words, "|", ("paragraph", "reference"))
FENCE = BlockRule("fence", fences.fence, "`~", _EVERYWHERE)
HUGO_FENCE = BlockRule("fence", fences.hugo_fence, "`~", _EVERYWHERE)
BLOCK_ATTRIBUTES = BlockRule("block_attributes", block_attributes.block_attributes, "{", _EVERYWHERE)
ADMONISH = BlockRule("admonish", mdbook.admonish, "`~", _EVERYWHERE)
PLUGIN_FENCE = BlockRule("plugin_fence", plugin_fences.plugin_fence, "`~", _EVERYWHERE)
DIRECTIVE = BlockRule("directive", directives.directive, "`~", _EVERYWHERE)
HEADED_QUOTE = BlockRule("headed_quote", headed_quotes.headed_quote, ">", _EVERYWHERE)
QUOTE = BlockRule("blockquote", rules_block.blockquote, ">", _EVERYWHERE)
CALLOUT = BlockRule("callout", callouts.callout, ">")
RULE = BlockRule("hr", rules_block.hr, "*-_", _EVERYWHERE)
LIST = BlockRule("list", rules_block.list_block, "*+-0123456789", _NOT_LISTS)
FOOTNOTE = BlockRule("footnote_def", footnote_def, "[", ("paragraph", "reference"))
REFERENCE = BlockRule("reference", rules_block.reference, "[")
HTML = BlockRule("html_block", raw_tags.html_block, "<", _NOT_LISTS)
HEADING = BlockRule("heading", rules_block.heading, "#", _NOT_LISTS)
COMMENT = BlockRule("comment", comments.block_comment, "%", _NOT_LISTS)
MDX_COMMENT = BlockRule("mdx_comment", comment_lines.comment_lines(comment_lines.MDX), "{", _NOT_LISTS)
SHORTCODE_COMMENT = BlockRule(
    "tag_comment", comment_lines.comment_lines(comment_lines.SHORTCODE), "{", _NOT_LISTS
)
TAG_COMMENT = BlockRule(
    "tag_comment",
    comment_lines.comment_lines(comment_lines.SHORTCODE, comment_lines.LIQUID),
    "{",
    _NOT_LISTS,
)
DIV = BlockRule("div", divs.div, ":", _EVERYWHERE)
ADMONITION = BlockRule("admonition", admonitions.admonition, "!?", _NOT_LISTS)
DEFINITIONS = BlockRule("deflist", definitions.definition_list())
MANY_TERMS = BlockRule("deflist", definitions.definition_list(longest=inf))
SHORT_TERMS = BlockRule("deflist", definitions.definition_list(longest=definitions.SHORT))
DEFINITION = BlockRule("definition", definitions.next_definition, ":~", _NOT_LISTS)
SHORTCODE_BLOCK = BlockRule("shortcode_block", shortcode_blocks.shortcode_block, "{", _EVERYWHERE)
TABS = BlockRule("tabs", tabs.tabs, "=", _NOT_LISTS)
GRID_TABLE = BlockRule("grid_table", pandoc_tables.grid_table, "+")
SIMPLE_TABLE = BlockRule("simple_table", pandoc_tables.simple_table)
LINE_BLOCK = BlockRule("line_block", line_blocks.line_block, "|")
GATED = BlockRule("gated", directives.gated, "`~:", _EVERYWHERE)
CHUNK = BlockRule("chunk", directives.chunk, "`~", _EVERYWHERE)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
FANCY_LIST = BlockRule("fancy_list", fancy_lists.fancy_list, "#(" + _LETTERS + _LETTERS.upper(), _NOT_LISTS)
TARGET = BlockRule("target", myst.target, "(", _EVERYWHERE)
ANCHOR = BlockRule("anchor", autorefs.anchor, "[", _EVERYWHERE)
DOCUMENTED = BlockRule("documented", autorefs.documented, ":", _EVERYWHERE)
MARUKU = BlockRule("maruku", maruku.maruku_block, "+", _NOT_LISTS)
BLOCK_BREAK = BlockRule("block_break", myst.block_break, "+", _NOT_LISTS)
MYST_FENCE = BlockRule("fence", myst_directives.directive, "`~", _EVERYWHERE)
HTML_MARKED = BlockRule("html_block", html_markdown.html_marked, "<", _NOT_LISTS)
KRAMDOWN_HTML = BlockRule("html_block", html_markdown.kramdown_html, "<", _NOT_LISTS)
MODULE_LINES = BlockRule("module_lines", mdx.module_lines, "ie")
JSX_PICTURE = BlockRule("jsx_picture", jsx.picture, "<", _NOT_LISTS)
COMPONENT = BlockRule("component", components.component, "<", _NOT_LISTS)
TITLE_BLOCK = BlockRule("title_block", metadata.title_block, "%")
TITLE_LINES = BlockRule("title_block", metadata.title_lines, "%")
METADATA = BlockRule("metadata", metadata.metadata, "-")
LAYOUT = BlockRule("layout", tex_layout.layout, "\\", ("paragraph",))
PAUSE = BlockRule("pause", slides.pause, ".")
SECTION = BlockRule("section", sections.section, "\\", ("paragraph",))
TEX_COMMENT = BlockRule("tex_comment", tex_comments.comment_line, "%")
PREAMBLE = BlockRule("preamble", tex_preamble.preamble, "\\")
TEX_BLOCK = BlockRule("tex_block", tex_blocks.tex_block, "\\", ("paragraph",))
HTML_WITH_MARKDOWN = BlockRule("html_block", html_markdown.pandoc_html, "<", _NOT_LISTS)
MACROS = BlockRule("macros", macro_definitions.macro_definitions, "\\")
RAW_FENCE = BlockRule("fence", raw_attributes.raw_fence, "`~", _EVERYWHERE)
# Pandoc wants a blank line before these.
SPACED_QUOTE = QUOTE._replace(interrupts=())
SPACED_RULE = RULE._replace(interrupts=("list",))
SPACED_HEADING = BlockRule("heading", deep_headings.heading, "#")
TIGHT_HEADING = BlockRule("heading", deep_headings.tight_heading, "#", _NOT_LISTS)
NESTED_LIST = BlockRule("list", nested_lists.interrupting_list, "*+-0123456789", _NOT_LISTS)
KRAMDOWN_LIST = BlockRule("list", nested_lists.kramdown_list, "*+-0123456789", _NOT_LISTS)
ATTRIBUTED_REFERENCE = BlockRule("reference", definitions_of_links.reference, "[")
LIQUID_BLOCK = BlockRule("liquid_block", liquid_blocks.liquid_block, "{", _EVERYWHERE)
EXTENSION = BlockRule("extension", kramdown.extension, "{", _EVERYWHERE)
END_OF_BLOCK = BlockRule("end_of_block", kramdown.end_of_block, "^", _EVERYWHERE)
ATTRIBUTES_ABOVE = BlockRule("attributes_above", kramdown.braces_above, "{")
KRAMDOWN_ABOVE = BlockRule("attributes_above", kramdown.attributes_above, "{")
KRAMDOWN_TABLE = BlockRule("kramdown_table", kramdown_tables.kramdown_table, "|", ("reference",))
SUBSTITUTED = BlockRule("substituted", substitutions.block, "{")
LINE_COMMENT = BlockRule("line_comment", myst.comment, "%")
SLASHES = BlockRule("slashes", slashes.slashes, "/", _EVERYWHERE)
ABBREVIATION = BlockRule("abbreviation", abbreviations.abbreviation, "*", ("paragraph", "reference"))
CONTENTS = BlockRule("contents", pymdown.contents, "[")
SNIPPET = BlockRule("snippet", pymdown.snippet, "-", ("paragraph",))
MULTI_COLUMNS = BlockRule("multi_columns", multi_columns.multi_columns, "-=", _EVERYWHERE)
ORG_BLOCK = BlockRule("org_block", org_blocks.org_block, "#:", _EVERYWHERE)
PARAGRAPH = BlockRule("paragraph", paragraph.paragraph)
INCLUDE_LINE = BlockRule("include_line", parts.include_line, "!")
PART = BlockRule("part", parts.part, "{<", ("paragraph", "reference"))
SUPER_BLOCK = BlockRule("super_block", siyuan.super_block, "{", _EVERYWHERE)
HINT = BlockRule("hint", docsify.hint, "!?")
