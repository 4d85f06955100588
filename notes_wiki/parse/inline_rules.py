"""The rules for constructs inside a paragraph that dialects are made of: each with its function and the
characters that its construct can begin with.

Rules of one name are variants of which a dialect has one.
"""

from __future__ import annotations

from markdown_it import rules_inline
from markdown_it.rules_inline import emphasis, strikethrough

from notes_wiki.parse.rule_types import InlineRule
from notes_wiki.parse.rules import (
    attributes,
    autorefs,
    bare_urls,
    citations,
    comments,
    components,
    distill,
    documenter,
    fancy_lists,
    fields,
    footnotes,
    jsx,
    jsx_math,
    kramdown,
    links,
    liquid,
    logseq,
    marks,
    math,
    math_escaped,
    math_tags,
    mdbook,
    mdx,
    numbered_links,
    pictures,
    pymdown,
    raw_attributes,
    raw_tags,
    references,
    roles,
    shortcodes,
    substitutions,
    tags,
    tex_accents,
    tex_comments,
    tex_layout,
    tex_switches,
    tex_typography,
    tex_words,
)

SPAN = InlineRule("span", attributes.span, "[")
ATTRIBUTES = InlineRule("attributes", attributes.attributes, "{")
ATTRIBUTES_OF_WORDS = InlineRule("attributes", attributes.attributes_of_words, "{")
EXAMPLE_REFERENCE = InlineRule("example_reference", fancy_lists.example_reference, "(")
EXAMPLE_AT = InlineRule("example_at", fancy_lists.example_at, "@")
RAW_SPAN = InlineRule("raw_span", raw_attributes.raw_span, "{")
INDEX_ENTRY = InlineRule("index_entry", tex_layout.index_entry, "\\")
TEX_WORDS = InlineRule("tex_words", tex_words.tex_words, "\\")
TEX_COMMENT = InlineRule("tex_comment", tex_comments.comment, "%")
TEX_GROUP = InlineRule("tex_group", tex_switches.grouped, "{")
TEX_ACCENT = InlineRule("tex_accent", tex_accents.accent, "\\{")
TEX_TIE = InlineRule("tex_tie", tex_typography.tie, "~")
TEX_SPACE = InlineRule("tex_space", tex_typography.space, "\\")
TEX_QUOTATION = InlineRule("tex_quotation", tex_typography.quotation, "`")
HARD_SPACE = InlineRule("hard_space", marks.hard_space, "\\")
LINE_END = InlineRule("line_end", marks.line_end, "\\")
NEWLINE = InlineRule("newline", rules_inline.newline, "\n")
ESCAPE = InlineRule("escape", rules_inline.escape, "\\")
BACKTICKS = InlineRule("backticks", rules_inline.backtick, "`")
MARKED_BACKTICKS = InlineRule("backticks", pymdown.backticks, "`")
HUGO_BACKTICKS = InlineRule("backticks", shortcodes.backticks, "`")
SINGLE_STRIKE = InlineRule("single_strike", marks.single_strike, "~")
STRIKE = InlineRule("strikethrough", strikethrough.tokenize, "~")
EMPHASIS = InlineRule("emphasis", emphasis.tokenize, "*_")
NUMBERED_LINK = InlineRule("numbered_link", numbered_links.numbered_link, "[")
WIKILINK = InlineRule("wikilink", links.wikilink, "[")
FOREIGN_WIKILINK = InlineRule("foreign_wikilink", links.foreign_wikilink, "[")
PAGE_LINK = InlineRule("link", links.page_link, "[")
EMBED = InlineRule("embed", links.embed, "!")
LINK = InlineRule("link", links.link, "[")
IMAGE = InlineRule("image", links.image, "!")
ATTRIBUTED_IMAGE = InlineRule("attributed_image", pictures.attributed_image, "!")
AUTOREF = InlineRule("autoref", autorefs.reference, "[")
AUTOLINK = InlineRule("autolink", rules_inline.autolink, "<")
BARE_URL = InlineRule("bare_url", bare_urls.bare_url, ":")
MATH_TAG = InlineRule("math_tag", math_tags.math_tag, "<")
HTML_TAG = InlineRule("html_inline", raw_tags.html_inline, "<")
ENTITY = InlineRule("entity", rules_inline.entity, "&")
DOLLARS = InlineRule("dollars", math.dollars, "$")
CITATION_GROUP = InlineRule("citation_group", citations.group, "[")
DOCUMENTER_CITATION = InlineRule("documenter_citation", citations.documenter, "[")
CITATION = InlineRule("citation", citations.bare, "@")
OBSIDIAN_DOLLARS = InlineRule("dollars", math.obsidian_dollars, "$")
DISPLAY_DOLLARS = InlineRule("double_dollars", math.double_dollars, "$")
BACKSLASHES = InlineRule("backslashes", math.backslashes, "\\")
DOUBLED_BACKSLASHES = InlineRule("backslashes", math_escaped.doubled_backslashes, "\\")
ESCAPED_BACKSLASHES = InlineRule("escaped_backslashes", math_escaped.escaped_backslashes, "\\")
SHORTCODE = InlineRule("shortcode", shortcodes.shortcode, "{")
ROLE = InlineRule("role", roles.role, "{")
COMMENT_SPAN = InlineRule("comment", comments.inline_comment, "%")
HASHTAG = InlineRule("hashtag", tags.hashtag, "#")
MARK = InlineRule("mark", marks.mark, "=")
SUB = InlineRule("sub", marks.subscript, "~")
INSERTED = InlineRule("inserted", marks.inserted, "^")
SUP = InlineRule("sup", marks.superscript, "^")
FOOTNOTE_REF = InlineRule("footnote_ref", footnotes.reference, "[")
FOOTNOTE_SPAN = InlineRule("footnote_inline", footnotes.inline_note, "^")
NOTE_BESIDE_LINKS = InlineRule("footnote_inline", footnotes.note_beside_links, "^")

BLOCK_REFERENCE = InlineRule("block_reference", logseq.block_reference, "(")
MDBOOK_CALL = InlineRule("mdbook_call", mdbook.call, "{")
BLOCK_EMBED = InlineRule("block_embed", logseq.block_embed, "{")
MACRO = InlineRule("macro", logseq.macro, "{")
HIGHLIGHTED = InlineRule("highlighted", marks.highlighted, "^")
SUBSTITUTION = InlineRule("substitution", substitutions.inline, "{")
EXTENSION_SPAN = InlineRule("extension_span", kramdown.extension_span, "{")
LIQUID = InlineRule("liquid", liquid.liquid, "{")
KEYS = InlineRule("keys", pymdown.keys, "+")
MDX_COMMENT = InlineRule("mdx_comment", mdx.comment, "{")
DISTILL = InlineRule("distill", distill.distill, "<")
JSX_TAG = InlineRule("jsx_tag", jsx.jsx_tag, "<")
JSX_MATH = InlineRule("jsx_math", jsx_math.jsx_math, "<")
COMPONENT_SPAN = InlineRule("component_span", components.component_span, "<")
UNDERLINED = InlineRule("underlined", marks.underlined, "+")
EMOJI = InlineRule("emoji", pymdown.emoji, ":")
ICON = InlineRule("icon", marks.icon, ":")
CRITIC = InlineRule("critic", pymdown.critic, "{")
ESCAPED_DOLLARS = InlineRule("dollars", math_escaped.escaped_dollars, "$")
KRAMDOWN_DOLLARS = InlineRule("dollars", math_escaped.kramdown_dollars, "$")
KRAMDOWN_BACKSLASHES = InlineRule("backslashes", math_escaped.kramdown_backslashes, "\\")
REFERENCE_COMMAND = InlineRule("reference_command", references.command, "\\")
NUMBERED = InlineRule("numbered", references.numbered, "(")
REFERENCE_GROUP = InlineRule("reference_group", references.group, "[")
REFERENCE_AT = InlineRule("reference_at", references.at, "@")
FIELD = InlineRule("field", fields.field, "[(")
TICKED = InlineRule("ticked_formula", documenter.ticked_formula, "`")
