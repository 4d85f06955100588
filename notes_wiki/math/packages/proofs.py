r"""The packages bussproofs and ebproof: trees of inferences, in postfix order.

In:  an expander whose reader is just after `\begin{prooftree}`, or an `\AxiomC` outside one.
Out: tables, premises above a line and the conclusion below it, between marks for the elements; `math.css`
     lets the premises of one inference stand on one line.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.packages.environment_body import environment_body
from notes_wiki.math.packages.text_with_math import text_with_math
from notes_wiki.math.reader import Reader, text_of
from notes_wiki.math.tokens import Token, whole_number

_PREMISES = {
    **dict.fromkeys(("Axiom", "AX"), 0),
    **dict.fromkeys(("UnaryInf", "UI"), 1),
    **dict.fromkeys(("BinaryInf", "BI"), 2),
    **dict.fromkeys(("TrinaryInf", "TI"), 3),
    "QuaternaryInf": 4,
    "QuinaryInf": 5,
}
"""How many premises each inference takes. With C after its name it takes text in braces, else a formula
between dollars with `\\fCenter` in it."""
_LINES = {
    **dict.fromkeys(("noLine", "alwaysNoLine"), ""),
    **dict.fromkeys(("singleLine", "solidLine", "alwaysSingleLine", "alwaysSolidLine"), "rule-top"),
    **dict.fromkeys(("doubleLine", "alwaysDoubleLine"), "double-top"),
    **dict.fromkeys(("dashedLine", "dottedLine", "alwaysDashedLine", "alwaysDottedLine"), "dash-top"),
}
_LABELS = {"\\LeftLabel": "left", "\\LL": "left", "\\RightLabel": "right", "\\RL": "right"}
# ebproof's lines, by the options of `\\infer`.
_STYLES = {"no rule": "", "double": "double-top", "dashed": "dash-top"}
_NOTHING = frozenset(
    ["\\DisplayProof", "\\rootAtTop", "\\rootAtBottom", "\\alwaysRootAtTop", "\\bottomAlignProof"]
)


class _Tree:
    """A tree under construction: the finished premises, and the settings for the next inference."""

    def __init__(self, expander: Expander, reader: Reader, offset: int) -> None:
        self._expander = expander
        self._reader = reader
        self._offset = offset
        self._ready: list[list[Token]] = []
        self._usual = self._line = "rule-top"
        self._labels: dict[str, list[Token]] = {}

    def read(self) -> list[Token]:
        r"""Read everything up to the end or to `\DisplayProof`."""
        while self._reader:
            token = self._reader.pop()
            name = token[0][1:]
            bare = name.removesuffix("C")
            if token[0] == "\\DisplayProof":
                break
            if token[0] in _LABELS:
                self._labels[_LABELS[token[0]]] = self._words(self._reader.argument() or [])
            elif name in _LINES:
                self._line = _LINES[name]
                self._usual = self._line if name.startswith("always") else self._usual
            elif token[0] == "\\hypo":
                self._reader.optional()
                self._ready.append(_unaligned(self._reader.argument() or []))
            elif token[0] == "\\infer":
                self._infer_in_ebproof(token)
            elif token[0][0] == "\\" and bare in _PREMISES:
                words = self._reader.argument() if name.endswith("C") else self._formula()
                self._infer(token, _PREMISES[bare], self._words(words or []))
            elif not token[0].isspace() and token[0] not in _NOTHING:
                self._ready.append([token])  # nothing is lost
        return [part for tree in self._ready for part in tree]

    def _formula(self) -> list[Token]:
        r"""`$A \fCenter B$`, including its dollars."""
        self._reader.skip_spaces()
        found = [self._reader.pop()] if self._reader.next_is("$") else []
        while found and self._reader:
            found.append(self._reader.pop())
            if found[-1][0] == "$":
                break
        return found

    def _words(self, inside: Sequence[Token]) -> list[Token]:
        return text_with_math(self._expander, inside, "\\text", self._offset)

    def _infer_in_ebproof(self, token: Token) -> None:
        r"""`\infer[double]2[label]{C}`: the number of premises, and a conclusion in math."""
        options = text_of(self._reader.optional() or []).strip()
        count = whole_number(text_of(self._reader.argument() or [])) or 0
        if not count:  # a rule that needs nothing has its line all the same
            self._ready.append([])
            count = 1
        label = self._reader.optional()
        if label is not None:
            self._labels["right"] = self._words(label)
        self._line = _STYLES.get(options, self._usual)
        conclusion = _unaligned(self._reader.argument() or [])
        self._infer(token, min(count, len(self._ready) + 1), conclusion)

    def _infer(self, token: Token, count: int, conclusion: list[Token]) -> None:
        """Put a conclusion under the last `count` finished premises."""
        line, self._line = self._line, self._usual
        labels, self._labels = self._labels, {}
        if not count:
            self._ready.append(conclusion)
            return
        if len(self._ready) < count:
            premise = "\\hypo" if token[0] == "\\infer" else "\\AxiomC"
            hint = f"Write a premise as {premise}{{…}}, or as an inference before it."
            message = f"{token[0]} needs {count} premise{'s' if count > 1 else ''} before it."
            self._expander.fault("missing-argument", message, token, hint)
        premises = self._ready[-count:]
        del self._ready[-count:]
        self._ready.append(self._drawn(premises, conclusion, line, labels))

    def _drawn(
        self,
        premises: list[list[Token]],
        conclusion: list[Token],
        line: str,
        labels: dict[str, list[Token]],
    ) -> list[Token]:
        """An inference as a table; as a fraction where no elements may be put around anything."""
        if not self._expander.wraps:
            inner = "\\quad ".join(f"#{place + 2}" for place in range(len(premises)))
            return build(f"\\dfrac{{{inner}}}{{#1}}", self._offset, conclusion, *premises)
        self._expander.wrapped = True
        found: list[Token] = [("{", self._offset)]
        left, right = labels.get("left"), labels.get("right")
        self._mark('<mtable class="proof"><mtr>', found)
        if left is not None:
            self._label(left, found)
        self._mark("<mtd><mtable><mtr>", found)
        for premise in premises:
            self._mark("<mtd>", found)
            found += [("{", self._offset), *premise, ("}", self._offset)]
            self._mark("</mtd>", found)
        self._mark("</mtr></mtable></mtd>", found)
        if right is not None:
            self._label(right, found)
        empty = "<mtd></mtd>" if left is not None else ""
        self._mark(f'</mtr><mtr>{empty}<mtd class="{line or "plain"}">', found)
        found += [("{", self._offset), *conclusion, ("}", self._offset)]
        self._mark("</mtd></mtr></mtable>", found)
        return [*found, ("}", self._offset)]

    def _label(self, label: list[Token], found: list[Token]) -> None:
        self._mark('<mtd class="proof-label">', found)
        found += [("{", self._offset), ("\\scriptstyle", self._offset), *label, ("}", self._offset)]
        self._mark("</mtd>", found)

    def _mark(self, mathml: str, found: list[Token]) -> None:
        found.append((self._expander.mark(mathml), self._offset))


def _unaligned(tokens: Sequence[Token]) -> list[Token]:
    """A formula of ebproof's without the sign at which it is aligned with others."""
    return [token for token in tokens if token[0] != "&"]


def _prooftree(expander: Expander, token: Token) -> Sequence[Token]:
    return _Tree(expander, Reader(environment_body(expander, "prooftree", token[1])), token[1]).read()


def _bare_tree(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\AxiomC{A} … \DisplayProof` without an environment."""
    inside = [token, *expander.reader.rest_of_group()]
    ends = [place for place, (name, _) in enumerate(inside) if name == "\\DisplayProof"]
    end = ends[0] + 1 if ends else len(inside)
    return [*_Tree(expander, Reader(inside[:end]), token[1]).read(), *inside[end:]]


def _fcenter(expander: Expander, token: Token) -> Sequence[Token]:  # noqa: ARG001  # a handler
    r"""`\fCenter` of a sequent, unless the author says what it stands for."""
    return [("\\vdash", token[1])]


BEGINNINGS: dict[str, Handler] = {"prooftree": _prooftree}
HANDLERS: dict[str, Handler] = dict.fromkeys(("\\AxiomC", "\\AXC", "\\Axiom", "\\AX"), _bare_tree)
HANDLERS["\\fCenter"] = _fcenter
