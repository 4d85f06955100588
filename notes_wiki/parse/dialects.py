"""The dialects: which rules each is made of.

A dialect is a row of this table and nothing else: token types are the same whatever the dialect, so
nothing after the rules knows of Obsidian or ox-hugo. To add one, list its rules.
"""

from __future__ import annotations

from functools import lru_cache

from markdown_it import rules_block, rules_inline
from markdown_it.rules_inline import emphasis, strikethrough

from notes_wiki.parse.grammar import BlockRule, Dialect, Grammar, InlineRule, PairFunction
from notes_wiki.parse.rules import links, math, paragraph, shortcodes

_EVERYWHERE = ("paragraph", "reference", "blockquote", "list")

_CODE = BlockRule("code", rules_block.code)
_TABLE = BlockRule("table", rules_block.table, "", ("paragraph", "reference"))
_FENCE = BlockRule("fence", rules_block.fence, "`~", _EVERYWHERE)
_QUOTE = BlockRule("blockquote", rules_block.blockquote, ">", _EVERYWHERE)
_RULE = BlockRule("hr", rules_block.hr, "*-_", _EVERYWHERE)
_LIST = BlockRule("list", rules_block.list_block, "*+-0123456789", ("paragraph", "reference", "blockquote"))
_DEFINITION = BlockRule("reference", rules_block.reference, "[")
_HTML = BlockRule("html_block", rules_block.html_block, "<", ("paragraph", "reference", "blockquote"))
_HEADING = BlockRule("heading", rules_block.heading, "#", ("paragraph", "reference", "blockquote"))
_PARAGRAPH = BlockRule("paragraph", paragraph.paragraph)

_BLOCKS = (_CODE, _TABLE, _FENCE, _QUOTE, _RULE, _LIST, _DEFINITION, _HTML, _HEADING, _PARAGRAPH)

_NEWLINE = InlineRule("newline", rules_inline.newline, "\n")
_ESCAPE = InlineRule("escape", rules_inline.escape, "\\")
_BACKTICKS = InlineRule("backticks", rules_inline.backtick, "`")
_STRIKE = InlineRule("strikethrough", strikethrough.tokenize, "~")
_EMPHASIS = InlineRule("emphasis", emphasis.tokenize, "*_")
_WIKILINK = InlineRule("wikilink", links.wikilink, "[")
_EMBED = InlineRule("embed", links.embed, "!")
_LINK = InlineRule("link", links.link, "[")
_IMAGE = InlineRule("image", links.image, "!")
_AUTOLINK = InlineRule("autolink", rules_inline.autolink, "<")
_HTML_TAG = InlineRule("html_inline", rules_inline.html_inline, "<")
_ENTITY = InlineRule("entity", rules_inline.entity, "&")
_DOLLARS = InlineRule("dollars", math.dollars, "$")
_DISPLAY_DOLLARS = InlineRule("double_dollars", math.double_dollars, "$")
_BACKSLASHES = InlineRule("backslashes", math.backslashes, "\\")
_ESCAPED_BACKSLASHES = InlineRule("escaped_backslashes", math.escaped_backslashes, "\\")
_SHORTCODE = InlineRule("shortcode", shortcodes.shortcode, "{")

_INLINES = (
    _NEWLINE, _ESCAPE, _BACKTICKS, _STRIKE, _EMPHASIS, _LINK, _IMAGE, _AUTOLINK, _HTML_TAG, _ENTITY,
)  # fmt: skip

_PAIRS: tuple[PairFunction, ...] = (
    rules_inline.link_pairs,
    strikethrough.postProcess,
    emphasis.postProcess,
)

WIKI = Dialect(
    "wiki",
    _BLOCKS,
    (_BACKSLASHES, _DOLLARS, _WIKILINK, _EMBED, *_INLINES),
    _PAIRS,
)
OBSIDIAN = WIKI._replace(name="obsidian", breaks=True)
HUGO = Dialect(
    "hugo",
    _BLOCKS,
    (_ESCAPED_BACKSLASHES, _DISPLAY_DOLLARS, _SHORTCODE, *_INLINES),
    _PAIRS,
    smart=True,
)
PANDOC = WIKI._replace(name="pandoc", smart=True)

DIALECTS = {dialect.name: dialect for dialect in (WIKI, OBSIDIAN, HUGO, PANDOC)}


@lru_cache
def grammar(name: str, single_dollar: bool | None = None) -> Grammar:
    """The compiled parser of a dialect; `single_dollar` overrides whether `$…$` is math."""
    dialect = DIALECTS[name]
    if single_dollar is not None:
        wanted = _DOLLARS if single_dollar else _DISPLAY_DOLLARS
        inlines = tuple(wanted if rule.starts == "$" else rule for rule in dialect.inlines)
        dialect = dialect._replace(inlines=inlines)
    return Grammar(dialect, links.LINK_HELPERS)
