"""Writing a note: tokens in, parts and facts out.

In:  the block tokens of a note, its grammar, settings and places.
Out: `Emitter.out`, a list of parts (strings, holes, marks); and the facts in its `Collector`.

One function per token type does the work (`emit/blocks.py`, `emit/inlines.py`, …, gathered in
`emit/table.py`); this class holds what they share and walks the tokens.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from markdown_it.token import Token

from notes_wiki.model import (
    EmbedHole,
    FragmentHole,
    IdHole,
    LinkHole,
    NumberHole,
    ReferenceHole,
    Span,
    TagHole,
    TitleHole,
)
from notes_wiki.parse.emit.footnote_numbers import Footnotes
from notes_wiki.parse.emit.inline_problems import tell_inline
from notes_wiki.parse.emit.open_tags import OpenBox, OpenTag, close_all
from notes_wiki.parse.environment import Environment
from notes_wiki.parse.facts import Collector
from notes_wiki.parse.formulas import Formulas
from notes_wiki.parse.grammar import Grammar
from notes_wiki.parse.html import escape
from notes_wiki.parse.pieces import Cite, Mark, Part, Raw
from notes_wiki.parse.places import Places
from notes_wiki.parse.quotes import curled, dashed
from notes_wiki.pattern import pattern
from notes_wiki.wording import Wording

Handler = Callable[["Emitter", list[Token], int], int]
"""Writes the token at an index (and what belongs to it); gives the index to go on at."""


class Emitter:
    """The state while one note is being written."""

    def __init__(
        self,
        grammar: Grammar,
        handlers: Mapping[str, Handler],
        places: Places,
        formulas: Formulas,
        collector: Collector,
        env: Environment,
        footnotes: Footnotes,
        html: str,
    ) -> None:
        self.grammar = grammar
        self.places = places
        self.formulas = formulas
        self.collector = collector
        self.env = env
        self.html = html
        self.out: list[Part] = []
        self.inline_token: Token = Token("inline", "", 0)
        self.closers: list[tuple[str, int]] = []
        """What closes the links that are open, and how much was written before their words."""
        self.html_math: Grammar | None = None
        """What reads formulas between tags of raw HTML, where they are set there."""
        self.naming = 0
        """How many elements are open that are called by what they hold: links, headings, titles."""
        self.shift = 0
        """Levels that headings go down."""
        self.raw = False
        """Whether the author's own HTML was written."""
        self.raw_depth = 0
        self.raw_open: list[OpenTag] = []
        self.raw_around: list[int] = []
        """For each element of ours that is open in running text, how many of these were open before it."""
        self.unfolded: list[Span] = []
        """Where raw HTML opened a `<details>` that is not closed yet."""
        self.label: list[Part] = []
        """The name of a statement, which its first paragraph is to begin with."""
        self.boxes: list[OpenBox] = []
        self.footnotes = footnotes
        self.number_all = False
        """Whether statements without a key are numbered too."""
        self.stated = ""
        """The id of the statement that the last box was, for the proof behind it."""
        self.tab_sets = 0
        self._handlers = handlers

    @property
    def wording(self) -> Wording:
        """The words that are added to the author's ("Theorem"), in the note's language."""
        return self.env["words"]

    def blocks(self, tokens: list[Token], *, top: bool = True) -> None:
        """Write a list of tokens; at the top level of the note every block begins a new piece."""
        index, end = 0, len(tokens)
        cutting = 0 if top else -1
        handlers = self._handlers
        while index < end:
            token = tokens[index]
            if token.level == cutting and token.nesting >= 0:
                self.out.append(Mark.CUT)
            index = handlers[token.type](self, tokens, index)

    def children(self, inline: Token) -> list[Token]:
        """The inline tokens of a block's text; problems that their rules found are reported."""
        self.inline_token = inline
        if inline.children or inline.meta.get("of_nothing") == inline.content:
            return inline.children or []
        found = self.env["problems"]
        children = self.grammar.inlines_of(inline.content, self.env)
        inline.children = children
        if not children:  # a comment alone, of which nothing shall be told again
            inline.meta["of_nothing"] = inline.content
        for what, offset, length in found:
            typed = inline.content[offset : offset + length]
            tell_inline(self.collector, what, typed, self.places.of(inline, offset, length))
        found.clear()
        return children

    def inline(self, inline: Token) -> None:
        """Write the text of a block, as a piece of its own if it holds links or references."""
        content = inline.content
        special = inline.meta and ("breaks" in inline.meta or "abbreviated" in inline.meta)
        if not inline.children and not special and self.grammar.inline.special.search(content) is None:
            self.collector.words += content.count(" ") + 1
            self.out.append(escape(self.words(content)))
            return
        children = self.children(inline)
        self.inline_token = inline
        self.phrasing_piece(children)

    def phrasing_piece(self, children: list[Token]) -> None:
        """Write inline tokens, as a piece of their own if they hold links or references. Raw HTML tags that
        are open around them, as around a footnote in its sentence, stay so."""
        collector, out = self.collector, self.out
        start = len(out)
        before = len(collector.links) + len(collector.references)
        outside, self.raw_open = self.raw_open, []
        self.phrasing(children)
        if self.raw_open:
            self.close_raw()
        self.raw_open = outside
        if len(collector.links) + len(collector.references) > before:
            out.insert(start, Mark.OPEN)
            out.append(Mark.CLOSE)

    def phrasing(self, children: list[Token]) -> None:
        """Write inline tokens."""
        handlers = self._handlers
        index, end = 0, len(children)
        while index < end:
            index = handlers[children[index].type](self, children, index)

    def close_raw(self) -> None:
        """Close the raw HTML tags that were left open in this text."""
        self.close_tags(close_all, self.raw_open)

    def open_ours(self) -> None:
        """An element of ours begins in running text."""
        self.raw_around.append(len(self.raw_open))

    def close_ours(self) -> None:
        """It ends, and with it the raw HTML tags that were left open in it. (In `em` and `strong` they may go
        on: HTML mends these by itself.)"""
        depth = self.raw_around.pop()
        if len(self.raw_open) > depth:
            self.close_tags(lambda opened: close_all(opened, depth), self.raw_open)

    def close_tags(self, close: Callable[[list[OpenTag]], list[Part]], opened: list[OpenTag]) -> None:
        """Close some of the tags that raw HTML opened: what lies beside others does not lie in them."""
        before = len(opened)
        self.out += close(opened)
        self.raw_depth = max(0, self.raw_depth - (before - len(opened)))

    def quiet(self, text: str) -> str:
        """Words with the dialect's typography, except quotes."""
        if self.grammar.dialect.smart:
            if "--" in text:
                text = text.replace("---", "—").replace("--", "–")
            if "..." in text:
                text = text.replace("...", "…")
        elif "--" in text and self.env.get("tex_text"):
            text = dashed(text)
        return text

    def words(self, text: str, before: str = " ") -> str:
        """Words with the dialect's typography. `before`: the character before them, for quotes."""
        text = self.quiet(text)
        if self.grammar.dialect.smart and ("'" in text or '"' in text):
            return curled(text, before)
        return text

    def place(self, token: Token) -> Span:
        """The place of an inline token that has `meta["start"]` and `meta["end"]`."""
        start = token.meta.get("start", 0)
        return self.places.of(self.inline_token, start, token.meta.get("end", start + 1) - start)

    def sub(self) -> list[Part]:
        """Start writing to a separate list; returns the parts so far, which `back` needs."""
        kept, self.out = self.out, []
        return kept

    def back(self, kept: list[Part]) -> list[Part]:
        """Go back to the parts `kept`; returns what was written since `sub`."""
        written, self.out = self.out, kept
        return written


_LINK_TAGS = pattern(r"</?a(?=[ >])[^>]*>")


def bare(parts: list[Part], collector: Collector) -> str:
    """The parts as HTML without links, ids and holes, for a heading in a table of contents."""
    texts: list[str] = []
    for part in parts:
        if isinstance(part, str):
            texts.append(part)
        elif isinstance(part, Raw):
            if part.html.startswith("</"):  # the closing tag of one that was added above
                texts.append(part.html)
        elif isinstance(part, TitleHole | EmbedHole):
            texts.append(escape(collector.links[part.link].words))
        elif isinstance(part, ReferenceHole) and not part.opening:
            texts.append(escape(collector.references[part.reference].key))
        elif isinstance(part, Cite):
            texts.append(escape(part.label))
        elif isinstance(part, IdHole | FragmentHole | LinkHole | NumberHole | TagHole | ReferenceHole):
            continue
    return _LINK_TAGS.sub("", "".join(texts))
