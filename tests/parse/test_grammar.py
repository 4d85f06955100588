"""The compiled dispatchers give what upstream's chains of rules give."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt, rules_block, rules_inline
from markdown_it.rules_inline import emphasis, strikethrough
from markdown_it.token import Token

from notes_wiki.model import DIALECT_NAMES
from notes_wiki.parse.dialects import DIALECTS
from notes_wiki.parse.environment import Environment
from notes_wiki.parse.grammar import Grammar
from notes_wiki.parse.rule_types import BlockRule, Dialect, InlineRule
from notes_wiki.parse.rules import paragraph
from notes_wiki.parse.rules.links import LINK_HELPERS

_EVERYWHERE = ("paragraph", "reference", "blockquote", "list")
_NOT_LISTS = ("paragraph", "reference", "blockquote")
_COMMONMARK = Dialect(
    "commonmark",
    (
        BlockRule("code", rules_block.code),
        BlockRule("fence", rules_block.fence, "`~", _EVERYWHERE),
        BlockRule("blockquote", rules_block.blockquote, ">", _EVERYWHERE),
        BlockRule("hr", rules_block.hr, "*-_", _EVERYWHERE),
        BlockRule("list", rules_block.list_block, "*+-0123456789", _NOT_LISTS),
        BlockRule("reference", rules_block.reference, "["),
        BlockRule("html_block", rules_block.html_block, "<", _NOT_LISTS),
        BlockRule("heading", rules_block.heading, "#", _NOT_LISTS),
        BlockRule("paragraph", paragraph.paragraph),
    ),
    (
        InlineRule("newline", rules_inline.newline, "\n"),
        InlineRule("escape", rules_inline.escape, "\\"),
        InlineRule("backticks", rules_inline.backtick, "`"),
        InlineRule("emphasis", emphasis.tokenize, "*_"),
        InlineRule("link", rules_inline.link, "["),
        InlineRule("image", rules_inline.image, "!"),
        InlineRule("autolink", rules_inline.autolink, "<"),
        InlineRule("html_inline", rules_inline.html_inline, "<"),
        InlineRule("entity", rules_inline.entity, "&"),
    ),
    (rules_inline.link_pairs, strikethrough.postProcess, emphasis.postProcess),
)
_OURS = Grammar(_COMMONMARK, LINK_HELPERS)
_UPSTREAM = MarkdownIt("commonmark")
_UPSTREAM.disable(["normalize", "text_join", "fragments_join"], ignoreInvalid=True)
_UPSTREAM.normalizeLink = lambda url: url  # type: ignore[method-assign]  # as ours
_UPSTREAM.validateLink = lambda url: True  # type: ignore[method-assign]  # as ours

# Paragraphs, containers and their lazy continuations, every block against every other, and inlines.
_PIECES = st.one_of(
    st.sampled_from(["\n", "\n\n", "a", "b c", " ", "  ", "    ", "\t", "\\\n"]),
    st.sampled_from("> |>|- |* |+ |1. |2) |10. |# |## |#|---|***|===|-|=|```\n|~~~\n|[a]: /u\n".split("|")),
    st.sampled_from("<div> </div> <b> <!-- --> <pre> < > http://x.y &amp; &#35; \\ \" ' ! { } $ : |".split()),
    st.sampled_from("* ** _ __ ` `` [ ] ( ) ![ [a] ](/u)".split()),
)


def test_every_dialect_that_can_be_named_has_rules() -> None:
    assert set(DIALECTS) == set(DIALECT_NAMES)


def _ours(text: str) -> list[Token]:
    # Displays, which may hold blank lines, are nothing that upstream knows of.
    env: Environment = {"displays": {}, "problems": []}
    tokens = _OURS.blocks_of(text, env)
    for token in tokens:
        if token.type == "inline":
            token.children = _OURS.inlines_of(token.content, env)
    return tokens


def _words(tokens: list[Token]) -> list[tuple[object, ...]]:
    """What a renderer reads of tokens; runs of text are joined, as upstream's last rules do."""
    words: list[tuple[object, ...]] = []
    for token in tokens:
        kind = "text" if token.type == "text_special" else token.type
        if kind == "text" and not token.content:
            continue
        if kind == "text" and words and words[-1][0] == "text":
            words[-1] = ("text", str(words[-1][1]) + token.content)
        elif kind == "text":
            words.append(("text", token.content))
        else:
            content = token.content.strip(" \t\n") if kind == "inline" else token.content
            children = tuple(_words(token.children or []))
            words.append((kind, content, token.tag, token.nesting, token.info, token.hidden,
                          tuple(token.attrs.items()), children))  # fmt: skip
    return words


@settings(max_examples=1000, deadline=None)
@given(st.lists(_PIECES, max_size=30).map("".join))
def test_dispatch_by_first_character_gives_what_the_chain_gives(text: str) -> None:
    assert _words(_ours(text)) == _words(_UPSTREAM.parse(text))
