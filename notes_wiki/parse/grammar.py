"""A dialect's table of rules, compiled to one parser.

In:  a `Dialect`: block, inline and pair rules, each with the characters that its construct can begin with.
Out: a `Grammar`, markdown-it's parser with dispatch by first character.

Upstream tries every rule at every position; here only those that can begin with the character there are
tried. The result is the same (a test compares them) in two thirds of the time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, cast

from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.parser_inline import ParserInline
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from notes_wiki.parse.emphasis import EastAsianInline, LooseInline, SpacedInline
from notes_wiki.parse.environment import Environment
from notes_wiki.parse.rule_types import BlockFunction, BlockRule, Dialect, InlineFunction, PairFunction

MOST_NESTING = 60
"""Levels of quotes, lists, links and emphasis inside each other; what lies deeper stays plain text."""


class Blocks(ParserBlock):
    """The block parser. What is nested too deeply to be parsed becomes a `too_deep` token."""

    def __init__(self, rules: Sequence[BlockRule]) -> None:
        self.ruler = Ruler[BlockFunction]()
        for rule in rules:
            self.ruler.push(rule.name, rule.function, {"alt": list(rule.interrupts)})
        self.starting, self.anything = _by_character([(rule.function, rule.starts) for rule in rules])
        self.interrupting, _ = _by_character(
            [(rule.function, rule.starts) for rule in rules if "paragraph" in rule.interrupts]
        )
        self._code = next((rule.function for rule in rules if rule.name == "code"), None)

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:
        """Upstream's loop (`ParserBlock.tokenize`), with the rules looked up by first character."""
        line = startLine
        blank_before = False
        starting, anything = self.starting, self.anything
        source, begins, shifts = state.src, state.bMarks, state.tShift
        while line < endLine:
            state.line = line = state.skipEmptyLines(line)
            if line >= endLine or state.sCount[line] < state.blkIndent:
                break
            if state.level >= MOST_NESTING:
                _push_rest(state, line, endLine)
                break
            if self._code is not None and state.sCount[line] - state.blkIndent >= 4:
                self._code(state, line, endLine, False)
            else:
                for rule in starting.get(source[begins[line] + shifts[line]], anything):
                    if rule(state, line, endLine, False):
                        break
            state.tight = not blank_before
            line = state.line
            if line - 1 < endLine and state.isEmpty(line - 1):
                blank_before = True
            if line < endLine and state.isEmpty(line):
                blank_before = True
                line += 1
                state.line = line


def _push_rest(state: StateBlock, line: int, end: int) -> None:
    """Keep text that is nested too deeply as typed; upstream would silently drop it."""
    token = state.push("too_deep", "", 0)
    token.content = state.getLines(line, end, 0, True)
    token.map = [line, end]
    state.line = end


def _state_of(dialect: Dialect) -> type[StateInline]:
    """Where a dialect's emphasis begins and ends."""
    if dialect.spaced_stars:
        return SpacedInline
    if dialect.loose_stars:
        return LooseInline
    return EastAsianInline if dialect.east_asian else StateInline


class Inlines(ParserInline):
    """The inline parser."""

    def __init__(self, dialect: Dialect) -> None:
        super().__init__()
        rules, pairs, breaks = dialect.inlines, dialect.pairs, dialect.breaks
        self._state = _state_of(dialect)
        self.ruler = Ruler[InlineFunction]()
        for rule in rules:
            self.ruler.push(rule.name, rule.function)
        self.ruler2 = Ruler[PairFunction]()
        for number, pair in enumerate(pairs):
            self.ruler2.push(str(number), pair)
        self._pairs = tuple(pairs)
        self._starting, _ = _by_character([(rule.function, rule.starts) for rule in rules])
        special = "".join(sorted(self._starting))
        self.terminator_re = re.compile("[" + re.escape(special) + "]")
        # `parseLinkLabel` goes from bracket to bracket, so a step must not go past one.
        self._bracket_re = re.compile("[" + re.escape(special + "]") + "]")
        quiet = "" if breaks else "\n"
        self.special = re.compile("[" + re.escape("".join(c for c in special if c not in quiet)) + "]| \n")
        """Finds something in a text that is more than words."""

    def tokenize(self, state: StateInline) -> None:
        """Upstream's loop (`ParserInline.tokenize`), with the rules looked up by character."""
        end = state.posMax
        source = state.src
        starting = self._starting
        search = self.terminator_re.search
        while state.pos < end:
            pos = state.pos
            rules = starting.get(source[pos])
            if rules is None:
                found = search(source, pos, end)
                state.pos = found.start() if found else end
                state.append_pending(source[pos : state.pos])
                continue
            if state.level < MOST_NESTING:
                for rule in rules:
                    if rule(state, False):
                        break
                else:
                    state.append_pending(source[pos])
                    state.pos += 1
            else:
                state.append_pending(source[pos])
                state.pos += 1
        if state.pending:
            state.pushPending()

    def skipToken(self, state: StateInline) -> None:
        """Upstream's `skipToken`: step over one construct without making tokens."""
        pos = state.pos
        cache = state.cache
        if pos in cache:
            state.pos = cache[pos]
            return
        rules = self._starting.get(state.src[pos])
        if rules is None:
            found = self._bracket_re.search(state.src, pos + 1, state.posMax)
            state.pos = found.start() if found else state.posMax
        elif state.level < MOST_NESTING:
            for rule in rules:
                state.level += 1
                matched = rule(state, True)
                state.level -= 1
                if matched:
                    break
            else:
                state.pos += 1
        else:
            state.pos = state.posMax
        cache[pos] = state.pos

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        """The tokens of an inline text."""
        state = self._state(src, md, env, tokens)
        self.tokenize(state)
        if state.delimiters or len(state.tokens_meta) > 1:
            for pair in self._pairs:
                pair(state)
        return state.tokens


class Grammar(MarkdownIt):
    """markdown-it with the rules of a dialect. Addresses are passed on as typed; the emitter checks them."""

    def __init__(self, dialect: Dialect, helpers: object | None = None) -> None:
        super().__init__("zero", {"html": True, "maxNesting": MOST_NESTING})
        self.dialect = dialect
        self.block: Blocks = Blocks(dialect.blocks)
        self.inline: Inlines = Inlines(dialect)
        if helpers is not None:
            self.helpers = helpers  # type: ignore[assignment]  # upstream's is a module

    def normalizeLink(self, url: str) -> str:
        """The address as typed."""
        return url

    def validateLink(self, url: str) -> bool:
        """Accept every address: the emitter checks them."""
        return True

    def blocks_of(self, text: str, env: Environment) -> list[Token]:
        """The block tokens of a text. Inline tokens have their content, but not yet children."""
        tokens: list[Token] = []
        self.block.parse(text, self, cast(dict[str, Any], env), tokens)
        return tokens

    def inlines_of(self, text: str, env: Environment) -> list[Token]:
        """The inline tokens of a text."""
        tokens: list[Token] = []
        return self.inline.parse(text, self, env, tokens)


def grammar_of(state: StateBlock | StateInline) -> Grammar:
    """The grammar that a rule is called by: markdown-it types it as any `MarkdownIt`."""
    return state.md  # type: ignore[return-value]  # our rules stand in no other parser


Function = Any
Dispatch = tuple[dict[str, tuple[Function, ...]], tuple[Function, ...]]


def _by_character(rules: Sequence[tuple[Function, str]]) -> Dispatch:
    """The rules to try for each first character that some rule names, and for any other, in order."""
    characters = {character for _, starts in rules for character in starts}
    table = {
        character: tuple(function for function, starts in rules if not starts or character in starts)
        for character in characters
    }
    return table, tuple(function for function, starts in rules if not starts)
