"""Expanding macros and the commands of packages, and taking out labels and references.

In:  a formula's tokens; macros; the commands of packages.
Out: plain TeX tokens, each with the offset of its origin; labels, references, definitions.

Everything is bounded: per formula 1,000 expansions, 100,000 tokens of output, and three times as many that
are put back to be read.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from html import escape

from notes_wiki.math.budgets import MOST_READ, MOST_TOKENS
from notes_wiki.math.calls import call
from notes_wiki.math.definition_parts import DEFINING, DefinitionError
from notes_wiki.math.definitions import define
from notes_wiki.math.faults import Fault, OverBudgetError
from notes_wiki.math.hints import HOW_TO_DEFINE
from notes_wiki.math.macros import Macro, colour_key
from notes_wiki.math.marks import Marks, is_mark
from notes_wiki.math.output import Output
from notes_wiki.math.reader import Reader, text_of
from notes_wiki.math.referring import REFERRING, plain_words, read_reference
from notes_wiki.math.tokens import ENGINE, PRIMITIVE, Token, is_word

MOST_EXPANSIONS = 1_000
DEEPEST_EXPANSION = 50
"""How many commands that expand what they hold may stand in one another."""

_SCRIPTS = frozenset({"^", "_"})

Handler = Callable[["Expander", Token], Sequence[Token]]
"""Reads a command's arguments from `expander.reader` and returns what stands for it, which is expanded
in turn."""


def _is_one_script(tokens: Sequence[Token]) -> bool:
    """Whether TeX would take all of these for one script: no token, a sign, or a command with its groups."""
    depth = 0
    for text, _ in tokens[1:] if tokens and tokens[0][0] != "{" else tokens:
        depth += (text == "{") - (text == "}")
        if depth == 0 and text not in {"}", "*"}:
            return False
    return True


class Expander:
    """Expands one formula. `macros`: those defined at its beginning; `primitives`: those that were there
    before any of the author's; `handlers`: the commands of packages.

    A handler reads arguments from `reader`, looks back at `output`, and reports mistakes by `fault`."""

    def __init__(
        self,
        macros: Mapping[str, Macro],
        handlers: Mapping[str, Handler],
        *,
        display: bool = False,
        primitives: Mapping[str, Macro] | None = None,
    ) -> None:
        self._macros = macros
        self._primitives = macros if primitives is None else primitives
        self._handlers = handlers
        self.display = display
        self.defined: dict[str, Macro] = {}
        """The macros that the formula defines itself."""
        self.faults: list[Fault] = []
        self.references: list[tuple[str, str, int]] = []
        """Key, command, offset."""
        self.marks = Marks()
        self.wraps = True
        """Whether elements may be put around what a command holds."""
        self.wrapped = False
        self.reader = Reader([])
        self.output = Output()
        self._expansions = self._read = 0
        self._depth = 0

    def expand(self, tokens: Sequence[Token]) -> list[Token]:
        """The tokens with everything expanded. Raises OverBudgetError."""
        self._depth += 1
        if self._depth > DEEPEST_EXPANSION:
            raise OverBudgetError(f"The formula is nested more than {DEEPEST_EXPANSION} levels deep")
        outer, self.reader = self.reader, Reader(tokens)
        before, self.output = self.output, Output()
        reader, output = self.reader, self.output.tokens
        while reader:
            token = reader.pop()
            text = token[0]
            if text[0] == "\\" and len(text) > 1 and self._command(token, reader):
                continue
            output.append(token)
            if len(output) > MOST_TOKENS:
                raise OverBudgetError(f"The formula grows to more than {MOST_TOKENS:,} tokens")
        self.reader, self.output = outer, before
        self._depth -= 1
        return output

    def has(self, command: str) -> bool:
        """Whether a package that is loaded gives a command its meaning."""
        return command in self._handlers

    def _command(self, token: Token, reader: Reader) -> bool:
        """Expand a command if it has a meaning here; returns whether it had."""
        text = token[0]
        if text[-1] == PRIMITIVE:
            return self._primitive((text[:-1], token[1]), reader)
        macro = self.meaning(text)
        if macro is not None and not macro.ending:
            self._count()
            self._push(call(macro, token, reader, self.faults), reader)
            return True
        if text in {"\\begin", "\\end"} and self._environment(token, reader):
            return True
        if text in DEFINING:
            self._define(token, reader)
            return True
        if text in REFERRING:
            self._refer(token, reader)
            return True
        return self._handle(self._handlers.get(text), token, reader)

    def _primitive(self, token: Token, reader: Reader) -> bool:
        """Expand a command with its meaning before any macro was defined."""
        macro = self._primitives.get(token[0])
        if token[0] in DEFINING:
            self._define(token, reader)
        elif macro is not None:
            self._count()
            self._push(call(macro, token, reader, self.faults), reader)
        elif not self._handle(self._handlers.get(token[0]), token, reader):
            redefined = is_word(token[0]) and self.meaning(token[0]) is not None
            self.output.tokens.append((token[0] + ENGINE, token[1]) if redefined else token)
        return True

    def _handle(self, handler: Handler | None, token: Token, reader: Reader) -> bool:
        if handler is None:
            return False
        self._count()
        written = self.output.tokens
        is_script = bool(written) and written[-1][0] in _SCRIPTS
        tokens = handler(self, token)
        if is_script and not _is_one_script(tokens):  # all of it is the script
            tokens = [("{", token[1]), *tokens, ("}", token[1])]
        self._push(tokens, reader)
        return True

    def _push(self, tokens: Sequence[Token], reader: Reader) -> None:
        """Put back what stands for a command, to be read next."""
        self._read += len(tokens)
        if self._read > MOST_READ:
            raise OverBudgetError(f"The formula grows to more than {MOST_TOKENS:,} tokens")
        reader.push(tokens)

    def _count(self) -> None:
        self._expansions += 1
        if self._expansions > MOST_EXPANSIONS:
            raise OverBudgetError(f"The formula takes more than {MOST_EXPANSIONS:,} expansions")

    def own_macro(self, name: str) -> Macro | None:
        """The author's macro of this name, if there is one."""
        macro = self.defined.get(name) or self._macros.get(name)
        return None if macro is self._primitives.get(name) else macro

    def called(self, macro: Macro, token: Token, reader: Reader) -> list[Token]:
        """The expansion of a macro, with arguments read from `reader`. Raises OverBudgetError."""
        self._count()
        return call(macro, token, reader, self.faults)

    def _environment(self, token: Token, reader: Reader) -> bool:
        """Expand the beginning or end of an environment that a macro defines."""
        name = reader.group()
        if name is None:
            return False
        key = f"\\begin{{{text_of(name)}}}"
        macro = self.meaning(key)
        if macro is None:
            if token[0] == "\\begin" and self._handle(self._handlers.get(key), token, reader):
                return True
            reader.push([("{", token[1]), *name, ("}", token[1])])
            return False
        self._count()
        if token[0] == "\\end":
            reader.push([(text, token[1]) for text in macro.ending])
        else:
            self._push(call(macro, token, reader, self.faults), reader)
        return True

    def _define(self, token: Token, reader: Reader) -> None:
        try:
            found = define(token, reader, {**self._macros, **self.defined})
        except DefinitionError as error:
            self.fault("bad-definition", f"{error}.", token, error.hint or HOW_TO_DEFINE)
            return
        if found is not None:
            self.defined[found[0]] = found[1]

    def _refer(self, token: Token, reader: Reader) -> None:
        key, command, words = read_reference(token, reader)
        if not key:
            self.fault("missing-argument", f"{token[0]} needs the key of a label.", token)
            return
        if words and any(text in REFERRING for text, _ in words):  # which are links themselves
            reader.push([("\\text", token[1]), ("{", token[1]), *words, ("}", token[1])])
            return
        number = len(self.references)
        self.references.append((key, command, token[1]))
        shown = f"\x02reference:{number}\x03"
        if words is not None:
            shown = f"\x02link:{number}\x03{escape(plain_words(words))}\x02end:{number}\x03"
        reader.push([(self.mark(f"<mtext>{shown}</mtext>"), token[1])])

    def mark(self, mathml: str, *, tall: bool = False) -> str:
        """A private character that the engine passes through as an identifier, and that is replaced by
        `mathml` afterwards; brackets grow around what is tall. Raises OverBudgetError."""
        return self.marks.add(mathml, tall=tall)

    def end_mark(self, words: str, offset: int) -> list[Token]:
        r"""A mark at the end of a row, which must not affect spacing; hence `\mathclose`."""
        return [("\\mathclose", offset), ("{", offset), (self.mark(words), offset), ("}", offset)]

    def meaning(self, name: str) -> Macro | None:
        """The macro with this name (also for environments and colours) at this point, or None."""
        return self.defined.get(name) or self._macros.get(name)

    def colours(self) -> list[str]:
        """The names of the author's colours."""
        keys = [*self.defined, *self._macros]
        start = colour_key("")[:-1]
        return [key[len(start) : -1] for key in keys if key.startswith(start)]

    def expand_only(self, tokens: Sequence[Token], names: Collection[str]) -> list[Token]:
        """The tokens with these macros expanded and nothing else. Raises OverBudgetError."""
        reader, found = Reader(tokens), []
        while reader:
            token = reader.pop()
            if token[0] in names:
                self._count()
                reader.push(call(self._macros[token[0]], token, reader, self.faults))
            else:
                found.append(token)
        return found

    def argument(self, token: Token) -> list[Token]:
        """The argument of a command; a missing one is reported, and empty."""
        found = self.reader.argument()
        if found is None:
            self.fault(
                "missing-argument",
                f"{token[0]} needs an argument.",
                token,
                "Write what belongs there, in braces.",
            )
        return found or []

    def wrap(
        self, opening: str, closing: str, inside: Sequence[Token], offset: int, *, tall: bool = False
    ) -> list[Token]:
        """Tokens between two tags: a group with a mark on either side, in a group of its own. Brackets grow
        around what is tall."""
        if not self.wraps:
            return [("{", offset), *inside, ("}", offset)]
        self.wrapped = True
        first, last = self.mark(opening, tall=tall), self.mark(closing)
        return [
            ("{", offset),
            (first, offset),
            ("{", offset),
            *inside,
            ("}", offset),
            (last, offset),
            ("}", offset),
        ]

    def missing_end(self, name: str, offset: int) -> None:
        """Report that an environment is never ended."""
        hint = f"Write \\end{{{name}}}."
        self.faults.append(Fault("missing-end", f"This \\begin{{{name}}} has no \\end.", offset, 6, hint))

    def fault(self, code: str, message: str, token: Token, hint: str = "", command: str = "") -> None:
        """Report a problem at a token."""
        self.faults.append(Fault(code, message, token[1], len(token[0]), hint, command))


def without_end_mark(row: list[Token]) -> tuple[list[Token], list[Token]]:
    """The tokens of a row, and the mark at its end if there is one (`Expander.end_mark`)."""
    if len(row) > 3 and row[-4][0] == "\\mathclose" and is_mark(row[-2][0]):
        return row[:-4], row[-4:]
    return row, []
