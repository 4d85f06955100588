r"""The full path: a formula is tokenised, expanded, checked, corrected (`front_end.py`) and typeset; each
token keeps its place.

In:  a formula as typed, the macros of its note, a key that labels it from outside.
Out: `Typeset`, with all problems of the formula.
"""

from __future__ import annotations

from notes_wiki.math.budgets import LONGEST, MOST_PROBLEMS
from notes_wiki.math.cells import apply_cell_marks
from notes_wiki.math.engine import Refused
from notes_wiki.math.expand import Expander
from notes_wiki.math.faults import Fault, OverBudgetError
from notes_wiki.math.front_end import Setup, numbering_macros, prepare
from notes_wiki.math.internal_names import external
from notes_wiki.math.macros import Macro
from notes_wiki.math.marks import unmark
from notes_wiki.math.mathml_core import CHILDREN
from notes_wiki.math.numbered_rows import with_numbers
from notes_wiki.math.numbering import Taken
from notes_wiki.math.plain import plain as plain_text
from notes_wiki.math.result import Explanation, MathLabel, MathProblem, MathReference, Typeset
from notes_wiki.math.tokens import ENGINE, join, tokenize, trim
from notes_wiki.model import Record
from notes_wiki.pattern import pattern

_HOLE = pattern("\x02[a-z]+:\\d+\x03")
# What makes a tag more than letters and digits.
_TYPESET_TAG = pattern(r"[\\$~{}]|''|--")
_REFUSED = "Write it in a simpler way; until then its source is shown."


class _Converted(Record, frozen=True):
    """What has become of a formula: its MathML or why there is none, its labels, and what was wrong with its
    structure and its labels."""

    mathml: str | Refused
    taken: Taken
    faults: list[Fault]


class FullPath:
    """Typesets any formula."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._numbering = numbering_macros(setup.own)

    def typeset(self, tex: str, display: bool, macros: dict[str, Macro], key: str) -> Typeset:
        """Typeset one formula. `macros`: its note's own; `key`: a label given outside the TeX."""
        if len(tex) > LONGEST:
            message = f"The formula is longer than {LONGEST:,} characters."
            return _failed(
                "formula-too-long",
                message,
                "Split it, or look for a delimiter above it that is never closed.",
                len(tex),
            )
        expander = self._expander(macros, display=display)
        numbering = self._numbering | numbering_macros(macros) if macros else self._numbering
        try:
            found = self._convert(tex, expander, key, numbering)
            if expander.wrapped and isinstance(found.mathml, str) and not _is_whole(found.mathml):
                # A colour or a box where the engine takes only letters: set without it.
                expander = self._expander(macros, display=display, wraps=False)
                found = self._convert(tex, expander, key, numbering)
        except OverBudgetError as error:
            return _failed(
                "formula-too-large",
                f"{error}.",
                "Look for a macro that calls itself, or split the formula.",
                len(tex),
            )
        mathml, faults = found.mathml, [*expander.faults, *found.faults]
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
        labels = tuple(self._with_plain_tag(label, macros, faults) for label in found.taken.labels)
        return Typeset(mathml, _problems(faults), labels, references, found.taken.numbered, after)

    def explain(self, tex: str, *, display: bool) -> Explanation:
        """The tokens of a formula, their expansion, and the engine that typesets it."""
        expander = self._expander({}, display=display)
        tokens = trim(tokenize(tex))
        try:
            prepared = prepare(tex, expander, self._setup, self._numbering)
        except OverBudgetError:
            return Explanation(tokens, "", "none")
        if isinstance(prepared, Refused):
            return Explanation(tokens, "", "none")
        expanded = "".join(expander.marks.shown(text) for text in join(prepared.mended.output))
        return Explanation(tokens, expanded.replace(ENGINE, ""), self._run(prepared.text(), display)[1])

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

    def _convert(self, tex: str, expander: Expander, key: str, numbering: frozenset[str]) -> _Converted:
        """Prepare a formula and have an engine set it. Raises OverBudgetError."""
        prepared = prepare(tex, expander, self._setup, numbering, key)
        if isinstance(prepared, Refused):
            return _Converted(prepared, Taken(), [])
        taken, faults = prepared.taken, [*prepared.taken.faults, *prepared.mended.faults]
        found, _ = self._run(prepared.text(), expander.display)
        if isinstance(found, Refused):
            place = min(prepared.source_offset(found.offset), len(tex))
            return _Converted(Refused(found.message, place), taken, faults)
        mathml = apply_cell_marks(unmark(found, expander.marks))
        return _Converted(with_numbers(mathml, taken), taken, faults)

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


def _problems(faults: list[Fault]) -> tuple[MathProblem, ...]:
    """The problems that faults are, in the order of their places, each once."""
    # What is typeset twice, once to be shown and once for its height, is reported once.
    once: dict[tuple[str, str, int], Fault] = {}
    for fault in faults:
        once.setdefault((fault.code, fault.message, fault.offset), fault)
    ordered = sorted(once.values(), key=lambda fault: fault.offset)[:MOST_PROBLEMS]
    return tuple(
        MathProblem(
            fault.code, external(fault.message), fault.hint, fault.offset, max(fault.length, 1), fault.command
        )
        for fault in ordered
    )


def _failed(code: str, message: str, hint: str, length: int) -> Typeset:
    return Typeset(None, (MathProblem(code, message, hint, 0, max(1, min(length, 80))),))


def _is_whole(mathml: str) -> bool:
    """Whether MathML is well-formed, and each element with places for its children has all of them."""
    from xml.etree import ElementTree

    try:
        root = ElementTree.fromstring(_HOLE.sub("", mathml))
    except ElementTree.ParseError:
        return False
    return all(len(one) == CHILDREN.get(one.tag, len(one)) for one in root.iter())
