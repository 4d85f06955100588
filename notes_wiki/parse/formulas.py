"""Typesetting the formulas of a note, and renumbering their labels and references for the note.

In:  TeX, how it is shown, and how its offsets map to the file.
Out: parts: MathML in its wrapper, with holes; labels, references and problems go to the collector.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from notes_wiki import problem
from notes_wiki.math.pasted import pasted
from notes_wiki.math.percent_signs import is_percentage
from notes_wiki.math.plain import plain
from notes_wiki.model import (
    Formula,
    FragmentHole,
    IdHole,
    Label,
    Meta,
    NumberHole,
    Problem,
    Reference,
    ReferenceHole,
)
from notes_wiki.parse.facts import Collector
from notes_wiki.parse.html import attribute, escape
from notes_wiki.parse.pieces import OwnHtml, Part
from notes_wiki.parse.places import Locate
from notes_wiki.pattern import pattern

if TYPE_CHECKING:
    from notes_wiki.math.macros import Macro
    from notes_wiki.math.result import MathProblem, Typeset
    from notes_wiki.math.typeset import Typesetter

_MARK = pattern("\x02([a-z]+):(\\d+)\x03")
_ENTITY = pattern(r"(?<!\\)&(?:lt|gt|nbsp);|&amp;")
# What entities stand for, as long as they are, so that all offsets stay right.
_SIGNS = {"&lt;": "\\lt ", "&gt;": "\\gt ", "&nbsp;": "~     ", "&amp;": "&    "}
_COMMENT = pattern(r"(?<!\\)((?:\\\\)*%)[^\n]+")


def macros_of(meta: Meta) -> dict[str, Macro | str]:
    """A note's own macros. What its preamble holds besides definitions is for LaTeX, so nothing is said of
    it."""
    if not meta.preamble:
        return dict(meta.macros)
    from notes_wiki.math.preamble import read_preamble

    return {**read_preamble(meta.preamble).macros, **meta.macros}


class Formulas:
    """Typesets the formulas of one note in order: macros defined in one apply to the next."""

    def __init__(
        self, typesetter: Typesetter, collector: Collector, macros: Mapping[str, Macro | str]
    ) -> None:
        self._typesetter = typesetter
        self.collector = collector
        self._macros: Mapping[str, Macro | str] = macros

    def define(self, tex: str) -> None:
        """Define macros outside a formula; they apply to those that follow."""
        typeset = self._typesetter.typeset(tex, display=False, macros=self._macros)
        if typeset.macros is not None:
            self._macros = {**self._macros, **typeset.macros}

    def plain(self, tex: str) -> str:
        """A formula as Unicode text, for plain titles and leads."""
        tex = _without_entities(tex)
        mathml = self._typesetter.typeset(tex, display=False, macros=self._macros).mathml
        return plain(_MARK.sub("", mathml)) if mathml is not None else tex.strip()

    def inline(self, tex: str, locate: Locate, *, named: bool = False) -> list[Part]:
        """A formula in the line, `<span class="math">`. `named`: the formula is in an element whose
        accessible name is its content (a link, a heading); browsers leave MathML out of that name unless it
        has a label, so it gets its Unicode text as one. Elsewhere screen readers read MathML better without a
        label."""
        tex = _without_entities(tex)
        typeset = self._set(tex, False, locate, "")
        if typeset.mathml is None:
            return [_source(tex, typeset, "code")]
        parts, _ = self._parts(typeset, locate)
        if named and (words := plain(_MARK.sub("", typeset.mathml))):
            parts[0] = OwnHtml(str(parts[0]).replace("<math", f'<math aria-label="{attribute(words)}"', 1))
        return [
            OwnHtml(f'<span class="math" data-tex="{attribute(_uncommented(tex).strip())}">'),
            *parts,
            OwnHtml("</span>"),
        ]

    def display(self, tex: str, locate: Locate, *, block: bool, key: str = "") -> list[Part]:
        """A displayed formula, `.equation`: a `div` as a block, `span`s in a paragraph. `key`: a label given
        outside the TeX."""
        tex = _without_entities(tex)
        typeset = self._set(tex, True, locate, key)
        if typeset.mathml is None:
            return [_source(tex, typeset, "pre" if block else "code")]
        parts, own = self._parts(typeset, locate)
        outer = inner = "div" if block else "span"
        opening: list[Part] = [f'<{outer} class="equation"']
        number: list[Part] = []
        if own is not None:
            anchor = self.collector.labels[own].anchor
            opening.append(IdHole(anchor))
            before, behind = ("", "") if typeset.labels[typeset.numbered].bare else ("(", ")")
            number = [
                '<a class="number"',
                FragmentHole(anchor),
                f">{before}",
                NumberHole(own),
                f"{behind}</a>",
            ]
        rows = "\n".join(filter(None, map(str.strip, _uncommented(tex).split("\n"))))
        opening.append(f' data-tex="{attribute(rows)}"><{inner} class="body">')
        return _whole([*opening, *parts, f"</{inner}>", *number, f"</{outer}>"])

    def pasted(self, typed: str) -> list[Part] | None:
        """MathML as it is, so far as it is allowed; None if nothing of it is."""
        mathml = pasted(typed)
        if mathml is None:
            return None
        if 'display="block"' in mathml.partition(">")[0]:
            return [OwnHtml(f'<span class="equation"><span class="body">{mathml}</span></span>')]
        return [OwnHtml(f'<span class="math">{mathml}</span>')]

    def draws(self, tex: str) -> bool:
        """Whether a display that may be a drawing can be set without mistakes; nothing is noted of it."""
        found = self._typesetter.typeset(tex, display=True, macros=self._macros)
        return found.mathml is not None and not found.problems

    def _set(self, tex: str, display: bool, locate: Locate, key: str) -> Typeset:
        typeset = self._typesetter.typeset(tex, display=display, macros=self._macros, key=key)
        self.collector.formulas.append(Formula(tex.strip(), display, locate(0, len(tex))))
        for found in typeset.problems:
            self.collector.problems.append(_placed(found, locate))
        if typeset.macros is not None:
            self._macros = {**self._macros, **typeset.macros}
        return typeset

    def _parts(self, typeset: Typeset, locate: Locate) -> tuple[list[Part], int | None]:
        """The MathML with holes for the note's labels and references; the label whose number is beside the
        display."""
        collector = self.collector
        mathml = typeset.mathml or ""
        if not (typeset.labels or typeset.references):
            return [OwnHtml(mathml)], None
        labels = [
            collector.label(
                Label(label.key, "equation", collector.anchors.take(label.key or "equation"), label.tag),
                locate(label.offset, label.length),
            )
            for label in typeset.labels
        ]
        references = [
            collector.reference(
                Reference(reference.key, reference.command), locate(reference.offset, reference.length)
            )
            for reference in typeset.references
        ]
        parts: list[Part] = []
        position = 0
        for mark in _MARK.finditer(mathml):
            parts.append(OwnHtml(mathml[position : mark.start()]))
            position = mark.end()
            kind, number = mark[1], int(mark[2])
            if kind == "reference":
                parts.append(ReferenceHole(references[number]))
            elif kind == "link":
                parts.append(ReferenceHole(references[number], opening=True))
            elif kind == "end":
                parts.append(OwnHtml("</a>"))
            elif kind == "id":
                parts.append(IdHole(collector.labels[labels[number]].anchor))
            else:
                parts.append(NumberHole(labels[number]))
        parts.append(OwnHtml(mathml[position:]))
        return parts, labels[typeset.numbered] if typeset.numbered >= 0 else None


def _without_entities(tex: str) -> str:
    """The TeX with signs for HTML's entities, which authors write where a program takes formulas for text."""
    return _ENTITY.sub(lambda found: _SIGNS[found[0]], tex) if "&" in tex else tex


def _uncommented(tex: str) -> str:
    """The TeX without the words of its comments, which are no more for readers than a note's are."""
    return _COMMENT.sub(r"\1", tex) if "%" in tex and not is_percentage(tex) else tex


def _whole(parts: list[Part]) -> list[Part]:
    return [OwnHtml(part) if isinstance(part, str) else part for part in parts]


def _placed(found: MathProblem, locate: Locate) -> Problem:
    place = locate(found.offset, found.length)
    return problem.make(found.code, found.message, place, hint=found.hint, command=found.command)


def _source(tex: str, typeset: Typeset, tag: str) -> OwnHtml:
    message = typeset.problems[0].message if typeset.problems else "This formula cannot be typeset."
    return OwnHtml(f'<{tag} class="math-error" title="{attribute(message)}">{escape(tex.strip())}</{tag}>')
