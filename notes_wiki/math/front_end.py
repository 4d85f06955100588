r"""The full path up to the engine: from a formula as typed to the text that an engine takes.

In:  a formula as typed, and an expander with the macros and commands that apply to it.
Out: `Prepared`: the formula's labels, its tokens as expanded and corrected, and as the engine takes them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from notes_wiki.math.bracketed_groups import may_have_bracketed_group, with_groups_apart
from notes_wiki.math.budgets import DEEPEST
from notes_wiki.math.engine import Engine, Refused
from notes_wiki.math.engine_tokens import engine_tokens
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.faults import OverBudgetError
from notes_wiki.math.macros import Macro
from notes_wiki.math.marks import is_mark
from notes_wiki.math.mend.mender import mend
from notes_wiki.math.mend.state import State
from notes_wiki.math.numbering import NUMBERING, Taken, take_labels
from notes_wiki.math.packages.fills import with_fills
from notes_wiki.math.packages.row_gaps import with_row_gaps
from notes_wiki.math.percent_signs import is_percentage, missing_backslash, with_percent_signs
from notes_wiki.math.tokens import ENGINE, Token, join, split, tokenize, trim
from notes_wiki.math.unclosed import close_braces
from notes_wiki.model import Record

_TOO_DEEP = f"The formula is nested more than {DEEPEST} levels deep"
_ALIGNED = frozenset(
    {"&", "=", "<", ">", ":"}
    | {
        f"\\{name}"
        for name in "le leq leqslant ge geq geqslant ne neq equiv cong simeq sim approx to mapsto longmapsto "
        "rightarrow longrightarrow implies Longrightarrow Rightarrow iff coloneqq subset subseteq in".split()
    }
)
"""What follows an `&` that aligns."""
# Typographic quotation marks mean those one can type. The signs of `tokens.py` are ours alone.
_TYPOGRAPHIC = str.maketrans({"’": "'", "‘": "`", "\x01": None, "\x04": None})


class Setup(Record, frozen=True):
    """What formulas are typeset with: TeX's own macros (`primitives`), these together with the author's
    (`macros`), the author's alone (`own`), the commands of packages (`handlers`), the known environments, the
    engines in the order they are tried, and which displays are numbered (`number`)."""

    primitives: Mapping[str, Macro]
    macros: Mapping[str, Macro]
    own: Mapping[str, Macro]
    handlers: Mapping[str, Handler]
    environments: Collection[str]
    engines: tuple[Engine, ...]
    number: str


class Prepared(Record, frozen=True):
    """A formula before an engine sets it: its labels, its tokens as corrected, and as the engine takes
    them."""

    taken: Taken
    mended: State
    tokens: list[Token]

    def text(self) -> str:
        """The text that the engine is given."""
        return join(self.tokens).replace(ENGINE, "")

    def source_offset(self, offset: int) -> int:
        """The offset in the author's text that an offset in the engine's text corresponds to."""
        length = 0
        for token in self.tokens:
            length += len(token[0].replace(ENGINE, ""))
            if length > offset:
                return token[1]
        return self.tokens[-1][1] if self.tokens else 0


def prepare(
    tex: str, expander: Expander, setup: Setup, numbering: frozenset[str], key: str = ""
) -> Prepared | Refused:
    """Everything up to the engine. `numbering`: the macros that number rows (`numbering_macros`); `key`: a
    label given outside the TeX. Raises OverBudgetError."""
    tokens = _tokens(tex, expander)
    if _depth(tokens) > DEEPEST:
        raise OverBudgetError(_TOO_DEEP)
    for token in tokens:
        if is_mark(token[0][0]):
            return Refused("The formula holds a character that Unicode keeps for private use", token[1])
    tokens, faults = close_braces(tex, tokens)
    expander.faults += faults
    if numbering and not numbering.isdisjoint(text for text, _ in tokens):
        tokens = expander.expand_only(tokens, numbering)
    if may_have_bracketed_group(tex):
        tokens = with_groups_apart(tokens, expander)
    taken = take_labels(tokens, expander, key, number=setup.number if expander.display else "none")
    expanded = with_fills(with_row_gaps(expander.expand(taken.tokens), expander), expander)
    mended = mend(expanded, setup.environments.__contains__)
    if mended.deepest > DEEPEST:
        raise OverBudgetError(_TOO_DEEP)
    aligned = _with_alignment(mended, expander)
    return Prepared(taken, mended, trim(engine_tokens(aligned, expander, setup.own)))


def _tokens(tex: str, expander: Expander) -> list[Token]:
    """The tokens of a formula as typed, with percent signs where they were meant, which is reported."""
    if not is_percentage(tex):
        return trim(tokenize(tex.translate(_TYPOGRAPHIC)))
    tokens = trim(with_percent_signs(tex.translate(_TYPOGRAPHIC)))
    message = "A % without a backslash would hide the rest of the formula."
    expander.faults.append(missing_backslash(tex, tokens, "stray-percent", message))
    return tokens


def numbering_macros(macros: Mapping[str, Macro]) -> frozenset[str]:
    r"""The macros that number or tag a row (`\newcommand{\qed}{\tag*{$\square$}}`): their expansions are
    searched for labels and tags."""
    return frozenset(
        name for name, macro in macros.items() if not macro.ending and not NUMBERING.isdisjoint(macro.body)
    )


def _depth(tokens: list[Token]) -> int:
    """The maximum nesting depth of groups, closed or not."""
    depth = deepest = 0
    for text, _ in tokens:
        if text in {"{", "\\left", "\\begin"}:
            depth += 1
            deepest = max(deepest, depth)
        elif text in {"}", "\\right", "\\end"} and depth:
            depth -= 1
    return deepest


def _with_alignment(mended: State, expander: Expander) -> list[Token]:
    """The tokens, in an alignment if there are rows or columns outside all environments, which is reported if
    LaTeX would not accept them."""
    tokens = mended.output
    if mended.columns and (mended.in_equation or not (mended.rows or _is_aligned(mended, expander))):
        expander.fault(
            "misplaced-column",
            "This & is not inside a matrix or an alignment.",
            mended.columns[0],
            "Put the lines into \\begin{aligned} … \\end{aligned}, or write \\& for the sign.",
        )
    if mended.rows and not mended.columns:
        tokens = _without_outer_breaks(tokens)
        if len(split(tokens, "\\\\")) == 1 and not mended.in_equation:
            return tokens
    if not (mended.rows or mended.columns):
        return tokens
    environment = "aligned" if mended.columns else "gathered"
    return [
        *tokenize(f"\\begin{{{environment}}}"),
        *tokens,
        *tokenize(f"\\end{{{environment}}}"),
    ]


def _is_aligned(mended: State, expander: Expander) -> bool:
    """Whether every `&` outside all environments of a display can only be meant as in `aligned`: before a
    relation, or beside another."""
    places = {place for _, place in mended.columns}
    tokens = [token for token in mended.output if not token[0].isspace()]
    texts = [text for text, _ in tokens]
    return expander.display and all(
        "&" in texts[max(at - 1, 0) : at] or not _ALIGNED.isdisjoint(texts[at + 1 : at + 2])
        for at, (text, place) in enumerate(tokens)
        if text == "&" and place in places
    )


def _without_outer_breaks(tokens: list[Token]) -> list[Token]:
    """The tokens without row ends at the very beginning or end."""
    tokens = trim(tokens)
    while tokens and tokens[-1][0] == "\\\\":
        tokens = trim(tokens[:-1])
    while tokens and tokens[0][0] == "\\\\":
        tokens = trim(tokens[1:])
    return tokens
