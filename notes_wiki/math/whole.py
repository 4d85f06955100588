r"""The full path: a formula is tokenised, expanded, checked, corrected and typeset; each token keeps its
place.

In:  a formula as typed, the macros of its note, a key that labels it from outside.
Out: `Typeset`, with all problems of the formula.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple

from notes_wiki.math import rows
from notes_wiki.math.budgets import DEEPEST, LONGEST, MOST_PROBLEMS
from notes_wiki.math.cells import apply_cell_marks
from notes_wiki.math.engine import Engine, Refused
from notes_wiki.math.engine_tokens import engine_tokens
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.faults import Fault, OverBudgetError
from notes_wiki.math.internal_names import external
from notes_wiki.math.macros import Macro
from notes_wiki.math.marks import is_mark, unmark
from notes_wiki.math.mend.mender import mend
from notes_wiki.math.mend.state import State
from notes_wiki.math.packages.row_gaps import with_row_gaps
from notes_wiki.math.plain import plain as plain_text
from notes_wiki.math.result import MathLabel, MathProblem, MathReference, Stage, Typeset
from notes_wiki.math.tokens import ENGINE, Token, join, split, tokenize, trim
from notes_wiki.math.unclosed import close_braces
from notes_wiki.pattern import pattern


class Setup(NamedTuple):
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


class FullPath:
    """Typesets any formula."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._numbering = _numbering(setup.own)

    def typeset(self, tex: str, display: bool, macros: dict[str, Macro], key: str) -> Typeset:
        """Typeset one formula. `macros`: its note's own; `key`: a label given outside the TeX."""
        if len(tex) > LONGEST:
            message = f"The formula is longer than {LONGEST:,} characters."
            return _failed("formula-too-long", message, "Split it into several.", len(tex))
        expander = self._expander(macros, display=display)
        numbering = self._numbering | _numbering(macros) if macros else self._numbering
        try:
            mathml, taken, mended = self._convert(tex, display, expander, key, numbering)
            if expander.wrapped and isinstance(mathml, str) and not _is_well_formed(mathml):
                # A colour or a box where the engine takes only letters: set without it.
                expander = self._expander(macros, display=display, wraps=False)
                mathml, taken, mended = self._convert(tex, display, expander, key, numbering)
        except OverBudgetError as error:
            return _failed(
                "formula-too-large",
                f"{error}.",
                "Look for a macro that calls itself, or split the formula.",
                len(tex),
            )
        faults = [*expander.faults, *taken.faults, *mended.faults]
        references = tuple(
            MathReference(name, command, offset, len(command) + 1)
            for name, command, offset in expander.references
        )
        after = {**macros, **expander.defined} if expander.defined else None
        if isinstance(mathml, Refused):
            faults.append(
                Fault("formula-refused", f"{mathml.message.rstrip('.')}.", mathml.offset, 1, _REFUSED)
            )
            return Typeset(None, _problems(faults), macros=after)
        labels = tuple(self._with_plain_tag(label, macros, faults) for label in taken.labels)
        return Typeset(mathml, _problems(faults), labels, references, taken.numbered, after)

    def explain(self, tex: str, *, display: bool) -> Stage:
        """The tokens of a formula, their expansion, and the engine that typesets it."""
        expander = self._expander({}, display=display)
        tokens = trim(tokenize(tex))
        try:
            read = self._read(tex, display, expander, "", self._numbering)
        except OverBudgetError:
            return Stage(tokens, "", "none")
        if isinstance(read, Refused):
            return Stage(tokens, "", "none")
        expanded = "".join(expander.marks.shown(text) for text in join(read.mended.output))
        return Stage(tokens, expanded.replace(ENGINE, ""), self._run(_written(read.plain), display)[1])

    def _with_plain_tag(self, label: MathLabel, macros: dict[str, Macro], faults: list[Fault]) -> MathLabel:
        r"""A label with its tag as plain text, because links show it too: `⋆` for `$\star$`."""
        if not _TYPESET_TAG.search(label.tag) or "\\tag" in label.tag:
            return label
        found = self.typeset(f"\\text{{{label.tag}}}", False, macros, "")
        faults += [
            Fault(one.code, one.message, label.offset, label.length, one.hint, one.command)
            for one in found.problems
        ]
        shown = plain_text(found.mathml) if found.mathml else ""
        return MathLabel(label.key, shown or label.tag, label.offset, label.length, label.bare)

    def _expander(self, macros: dict[str, Macro], *, display: bool, wraps: bool = True) -> Expander:
        known = {**self._setup.macros, **macros} if macros else self._setup.macros
        found = Expander(known, self._setup.handlers, display=display, primitives=self._setup.primitives)
        found.wraps = wraps
        return found

    def _convert(
        self, tex: str, display: bool, expander: Expander, key: str, numbering: frozenset[str]
    ) -> tuple[str | Refused, rows.Taken, State]:
        read = self._read(tex, display, expander, key, numbering)
        if isinstance(read, Refused):
            return read, rows.Taken(), State([], bool)
        found, _ = self._run(_written(read.plain), display)
        if isinstance(found, Refused):
            place = min(_source_offset(read.plain, found.offset), len(tex))
            return Refused(found.message, place), read.taken, read.mended
        mathml = apply_cell_marks(unmark(found, expander.marks))
        return rows.finish(mathml, read.taken), read.taken, read.mended

    def _read(
        self, tex: str, display: bool, expander: Expander, key: str, numbering: frozenset[str]
    ) -> _Read | Refused:
        """Everything up to the engine. Raises OverBudgetError."""
        tokens = trim(tokenize(tex.translate(_TYPOGRAPHIC)))
        if _depth(tokens) > DEEPEST:
            raise OverBudgetError(_TOO_DEEP)
        for token in tokens:
            if is_mark(token[0][0]):
                return Refused("The formula holds a private-use character", token[1])
        tokens, faults = close_braces(tex, tokens)
        expander.faults += faults
        if numbering and not numbering.isdisjoint(text for text, _ in tokens):
            tokens = expander.expand_only(tokens, numbering)
        taken = rows.take(tokens, expander, key, number=self._setup.number if display else "none")
        expanded = with_row_gaps(expander.expand(taken.tokens), expander)
        mended = mend(expanded, self._setup.environments.__contains__)
        if mended.deepest > DEEPEST:
            raise OverBudgetError(_TOO_DEEP)
        whole = _outermost(mended, expander)
        return _Read(taken, mended, trim(engine_tokens(whole, expander, self._setup.own)))

    def _run(self, text: str, display: bool) -> tuple[str | Refused, str]:
        """What the first engine that takes a formula makes of it, and that engine's name; "none" if all of
        them refuse it."""
        if not text.strip():
            return '<math display="block"></math>' if display else "<math></math>", "none"
        first: Refused | None = None
        for engine in self._setup.engines:
            found = engine.convert(text, display=display)
            if isinstance(found, str):
                return found, engine.name
            first = first or found
        return first or Refused("No engine is installed"), "none"


class _Read(NamedTuple):
    """A formula before an engine sets it: its labels, its tokens as mended, and as the engine wants them."""

    taken: rows.Taken
    mended: State
    plain: list[Token]


def _written(tokens: list[Token]) -> str:
    """The text that the engine is given."""
    return join(tokens).replace(ENGINE, "")


def _numbering(macros: Mapping[str, Macro]) -> frozenset[str]:
    r"""The macros that number or tag a row (`\newcommand{\qed}{\tag*{$\square$}}`): their expansions are
    searched for labels and tags."""
    return frozenset(
        name
        for name, macro in macros.items()
        if not macro.ending and not rows.NUMBERING.isdisjoint(macro.body)
    )


_HOLE = pattern("\x02[a-z]+:\\d+\x03")
# What makes a tag more than letters and digits.
_TYPESET_TAG = pattern(r"[\\$~{}]|''|--")
_TOO_DEEP = f"The formula is nested more than {DEEPEST} levels deep"
_TYPOGRAPHIC = str.maketrans({"’": "'", "‘": "`", "\x01": None, "\x04": None})
_REFUSED = "Neither engine could set it, so its source is shown."


def _outermost(mended: State, expander: Expander) -> list[Token]:
    """Wrap rows and columns outside every environment in an alignment, and report it if LaTeX would not
    accept them."""
    tokens = mended.output
    if mended.columns and (mended.in_equation or not mended.rows):
        expander.fault(
            "misplaced-column",
            "This & is in no matrix and no alignment.",
            mended.columns[0],
            "Put the lines into \\begin{aligned} … \\end{aligned}, or write \\&.",
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


def _problems(faults: list[Fault]) -> tuple[MathProblem, ...]:
    # What is set twice, once to be seen and once for its height, is wrong once.
    once: dict[tuple[str, str, int], Fault] = {}
    for fault in faults:
        once.setdefault((fault.code, fault.message, fault.offset), fault)
    ordered = sorted(once.values(), key=lambda fault: fault.offset)[:MOST_PROBLEMS]
    return tuple(
        MathProblem(f.code, external(f.message), f.hint, f.offset, max(f.length, 1), f.command)
        for f in ordered
    )


def _failed(code: str, message: str, hint: str, length: int) -> Typeset:
    return Typeset(None, (MathProblem(code, message, hint, 0, max(1, min(length, 80))),))


def _is_well_formed(mathml: str) -> bool:
    from xml.etree import ElementTree

    try:
        ElementTree.fromstring(_HOLE.sub("", mathml))
    except ElementTree.ParseError:
        return False
    return True


def _source_offset(tokens: list[Token], offset: int) -> int:
    """The offset in the author's text that an offset in the engine's text corresponds to."""
    length = 0
    for token in tokens:
        length += len(token[0].replace(ENGINE, ""))
        if length > offset:
            return token[1]
    return tokens[-1][1] if tokens else 0


def _without_outer_breaks(tokens: list[Token]) -> list[Token]:
    """The tokens without row ends at the very beginning or end."""
    tokens = trim(tokens)
    while tokens and tokens[-1][0] == "\\\\":
        tokens = trim(tokens[:-1])
    while tokens and tokens[0][0] == "\\\\":
        tokens = trim(tokens[1:])
    return tokens


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
