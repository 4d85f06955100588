r"""TeX -> MathML: the room's front door.

In:  a formula as typed, whether it is displayed, and the macros that hold for it.
Out: `Typeset`: MathML with holes, labels, references, problems; MathML is None only where nothing but the
     source can be shown.

Most formulas hold no macro: one scan says so, and they go to the engine as they are. Others are
tokenised, expanded, checked and mended; each token keeps its place, so a problem points at a character.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from html import escape
from typing import NamedTuple, cast

from notes_wiki.config import MathConfig
from notes_wiki.math import rows, vocabulary
from notes_wiki.math.engine import Engine, Refused, engines
from notes_wiki.math.expand import FIRST_MARK, REFERRING, Expander, Fault, Handler, OverBudgetError
from notes_wiki.math.macros import DEFINING, Macro, digest, from_table, macro
from notes_wiki.math.mend import Mender
from notes_wiki.math.packages import boxes, environments, kernel, physics, physics_text
from notes_wiki.math.packages import text as text_mode
from notes_wiki.math.plain import plain as plain_text
from notes_wiki.math.tokens import Token, is_word, join, split, tokenize, trim
from notes_wiki.model import Record
from notes_wiki.problem import visible

LONGEST = 10_000
"""Characters a formula may have."""
DEEPEST = 100
"""Levels a formula may be nested."""
MOST_PROBLEMS = 20
"""Problems that are told of one formula."""


class MathProblem(Record, frozen=True):
    """A problem of a formula: `offset` and `length` in characters from its start."""

    code: str
    message: str
    hint: str
    offset: int
    length: int


class MathLabel(Record, frozen=True):
    """A label of a row or of the whole formula; `tag` is the author's own number as plain text, or ""."""

    key: str
    tag: str
    offset: int
    length: int


class MathReference(Record, frozen=True):
    """A reference from inside a formula; `command` without its backslash."""

    key: str
    command: str
    offset: int
    length: int


class Typeset(Record, frozen=True):
    """A formula set. In `mathml`, `\x02id:0\x03` stands where the id of label 0 goes, `\x02number:0\x03`
    for its number, `\x02reference:0\x03` for the link of reference 0. `numbered` is the label whose number
    stands beside the whole display, or -1; `macros` what holds after this formula, where it defines any."""

    mathml: str | None
    problems: tuple[MathProblem, ...] = ()
    labels: tuple[MathLabel, ...] = ()
    references: tuple[MathReference, ...] = ()
    numbered: int = -1
    macros: dict[str, Macro] | None = None


class Stage(NamedTuple):
    """A formula on its way, for `wiki math --explain`."""

    tokens: list[Token]
    expanded: list[Token]
    engine: str


_WORD = re.compile(r"\\[a-zA-Z]+")
# What only the whole front end can treat: comments, dollars, typographic primes, parameters, our own marks.
_SPECIAL = re.compile(
    "[%$#’‘`~\x01\U000f0000-\U000f0fff]|\\\\(?:\\(|\\)|$|\\\\[*\\[])|\\\\begin\\{[^}]*\\}\\s*\\[|[√∅∠∴∵⊤⊥]"
)
# Uses of commands that have to be read in general, in which there is nothing to do.
_EASY = re.compile(
    r"\\(?:text|mathbf|boldsymbol|bm|bold)\{[A-Za-z]*\}|\\text(?:bf|it)?\{[A-Za-z0-9 ,.:;()=+/-]*\}"
    r"|\\operatorname\*?\{[A-Za-z ]*\}|\\l?dots(?![a-zA-Z]|\s*[\^_'])"
)
_ENVIRONMENT = re.compile(r"\\(begin|end)\{(\w+\*?)\}")
_INSIDE = re.compile(r"\\begin\{(\w+\*?)\}.*?\\end\{\1\}", re.S)
_EQUATION = re.compile(r"\s*\\begin\{(equation\*?|displaymath)\}(.*)\\end\{\1\}\s*", re.S)
_HOLE = re.compile("\x02[a-z]+:\\d+\x03")


class Typesetter:
    """Sets formulas with one configuration and preamble. Formulas that only these decide are remembered
    for as long as the typesetter lives."""

    def __init__(self, config: MathConfig, macros: Mapping[str, Macro] | None = None) -> None:
        self._config = config
        self._engines: tuple[Engine, ...] = engines(config)
        self._primitives = _kernel_macros()
        self._macros = {**self._primitives, **from_table(config.macros), **(macros or {})}
        self._own = {**from_table(config.macros), **(macros or {})}
        self._handlers = _handlers(config.packages, self._own)
        self._slow = frozenset(
            {
                *self._handlers,
                *self._macros,
                *DEFINING,
                *REFERRING,
                "\\label",
                "\\tag",
                "\\notag",
                "\\nonumber",
            }
        )
        self._rewritten = frozenset(
            name
            for name in physics_text.REWRITES.keys() - self._macros.keys()
            if self._handlers.get(name) is physics.HANDLERS[name]
        )
        self._memo: dict[tuple[str, bool], Typeset] = {}
        self.known_environments = frozenset(
            vocabulary.all_environments() | {name[7:-1] for name in self._own if name.startswith("\\begin{")}
        )

    def digest(self) -> str:
        """What a formula's outcome depends on besides its text."""
        return digest(self._macros)

    def typeset(
        self, tex: str, *, display: bool, macros: Mapping[str, Macro | str] | None = None, key: str = ""
    ) -> Typeset:
        """Set one formula. `macros` are the note's own; `key` labels the whole display from outside."""
        if macros:
            return self._whole(tex, display, _as_macros(macros), key)
        if key:
            return self._whole(tex, display, {}, key)
        known = self._memo.get((tex, display))
        if known is None:
            known = self._quick(tex, display) or self._whole(tex, display, {}, "")
            self._memo[tex, display] = known
        return known

    # --- the quick way ---

    def _quick(self, tex: str, display: bool) -> Typeset | None:
        """Straight to the engine, for a formula in which there is nothing to do; None for any other."""
        if len(tex) > LONGEST or tex.count("{") > DEEPEST or tex.count("\\left") > DEEPEST // 2:
            return None
        if _SPECIAL.search(tex):
            return None
        if not self._slow.isdisjoint(_WORD.findall(tex)):
            plainer = physics_text.rewrite(tex, self._rewritten)
            if plainer is None or not self._slow.isdisjoint(_WORD.findall(_EASY.sub("", plainer))):
                return None
            tex = plainer
        if display and self._config.number == "all":
            return None
        if self._engines[0].name != "math-core":  # the other takes whatever it is given
            return None
        plain = tex
        if "\\begin" in tex:
            equation = _EQUATION.fullmatch(tex)
            if equation:
                plain = equation[2]
            names = {name for _, name in _ENVIRONMENT.findall(plain)}
            if not names <= _STRAIGHT.keys() or plain.count("\\begin") != len(
                re.findall(r"\\begin\{\w+\*?\}", plain)
            ):
                return None
            if "\\\\" in _INSIDE.sub("", plain):
                return None
            plain = _ENVIRONMENT.sub(_straight, plain)
            if equation and any(name in environments.NUMBERED for name in names):
                return None
        elif "\\\\" in tex:
            return None
        if not plain.strip():
            return None
        found = self._engines[0].convert(plain.strip(), display=display)
        return Typeset(found) if isinstance(found, str) else None

    # --- the whole way ---

    def _whole(self, tex: str, display: bool, macros: dict[str, Macro], key: str) -> Typeset:
        if len(tex) > LONGEST:
            message = f"The formula is longer than {LONGEST:,} characters."
            return _failed("formula-too-long", message, "Split it into several.", len(tex))
        expander = self._expander(macros, display=display)
        try:
            mathml, taken, mender = self._convert(tex, display, expander, key)
            if expander.wrapped and isinstance(mathml, str) and not _is_well_formed(mathml):
                # A colour or a box where the engine takes only letters: set without it.
                expander = self._expander(macros, display=display, wraps=False)
                mathml, taken, mender = self._convert(tex, display, expander, key)
        except OverBudgetError as error:
            return _failed("formula-too-large", f"{error}.", "Look for a macro that calls itself.", len(tex))
        faults = [*expander.faults, *taken.faults, *mender.faults]
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

    def _with_plain_tag(self, label: MathLabel, macros: dict[str, Macro], faults: list[Fault]) -> MathLabel:
        r"""A label whose tag is as a reader sees it, for links hold it too: `⋆` for `$\star$`."""
        if not _TYPESET_TAG.search(label.tag) or "\\tag" in label.tag:
            return label
        found = self._whole(f"\\text{{{label.tag}}}", False, macros, "")
        faults += [
            Fault(one.code, one.message, label.offset, label.length, one.hint) for one in found.problems
        ]
        shown = plain_text(found.mathml) if found.mathml else ""
        return MathLabel(label.key, shown or label.tag, label.offset, label.length)

    def _expander(self, macros: dict[str, Macro], *, display: bool, wraps: bool = True) -> Expander:
        known = {**self._macros, **macros} if macros else self._macros
        found = Expander(known, self._handlers, display=display, primitives=self._primitives)
        found.wraps = wraps
        return found

    def _convert(
        self, tex: str, display: bool, expander: Expander, key: str
    ) -> tuple[str | Refused, rows.Taken, Mender]:
        tokens = trim(tokenize(tex.translate(_TYPOGRAPHIC)))
        if _depth(tokens) > DEEPEST:
            raise OverBudgetError(_TOO_DEEP)
        for token in tokens:
            if FIRST_MARK <= ord(token[0][0]) <= FIRST_MARK + 0xFFF:
                return (
                    Refused("The formula holds a private-use character", token[1]),
                    rows.Taken(),
                    Mender([], bool),
                )
        taken = rows.take(tokens, expander, key, number=self._config.number if display else "none")
        expanded = expander.expand(taken.tokens)
        mender = Mender(expanded, self._is_environment)
        mended = mender.mend()
        if mender.deepest > DEEPEST:
            raise OverBudgetError(_TOO_DEEP)
        mended = self._outermost(mended, mender, expander)
        plain = trim(self._engine_tokens(mended, expander))
        text = join(plain).replace("\x01", "")
        found = self._run(text, display)
        if isinstance(found, Refused):
            return Refused(found.message, _source_offset(plain, found.offset)), taken, mender
        return rows.finish(_unmark(found, expander.marks), taken), taken, mender

    def _is_environment(self, name: str) -> bool:
        return name in self.known_environments

    def _outermost(self, tokens: list[Token], mender: Mender, expander: Expander) -> list[Token]:
        """Rows and columns outside every environment make an alignment, which is told where LaTeX itself
        would take none."""
        if mender.columns and (mender.in_equation or not mender.rows):
            expander.fault(
                "misplaced-column",
                "This & stands in no matrix and no alignment.",
                mender.columns[0],
                "Put the lines into \\begin{aligned} … \\end{aligned}, or write \\&.",
            )
        if mender.rows and not mender.columns:
            tokens = _without_last_break(tokens)
            if len(split(tokens, "\\\\")) == 1 and not mender.in_equation:
                return tokens
        if not (mender.rows or mender.columns):
            return tokens
        environment = "aligned" if mender.columns else "gathered"
        return [
            *tokenize(f"\\begin{{{environment}}}"),
            *tokens,
            *tokenize(f"\\end{{{environment}}}"),
        ]

    def _engine_tokens(self, tokens: list[Token], expander: Expander) -> list[Token]:
        """The tokens as the engine wants them: its own environments, and marks for unknown commands."""
        found: list[Token] = []
        place = 0
        while place < len(tokens):
            token = tokens[place]
            text = token[0]
            place += 1
            if len(text) == 1 and text < "\x7f":
                found.append(token)
            elif text in {"\\begin", "\\end"}:
                place = self._engine_environment(tokens, place, token, found)
            elif text[0] == "\\" and not _is_known(text):
                self._unknown(token, expander, found)
            elif text in _REFUSED_CHARACTERS:
                found.append((_REFUSED_CHARACTERS[text], token[1]))
            elif text > "\x7f" and len(text) == 1 and unicodedata.category(text) in {"Sm", "So", "Me", "Mn"}:
                found.append((expander.mark(f"<mo>{text}</mo>"), token[1]))
            else:
                found.append(token)
        return found

    def _engine_environment(self, tokens: list[Token], place: int, token: Token, found: list[Token]) -> int:
        """Write one end of an environment by the engine's name for it; returns the place behind it."""
        end = place
        while end < len(tokens) and tokens[end][0] != "}":
            end += 1
        name = "".join(text for text, _ in tokens[place + 1 : end]).strip()
        ours = environments.ENVIRONMENTS.get(name, name)
        end += 1
        if token[0] == "\\begin":
            end = _skip_options(tokens, end, name)
        if ours:
            found += [(f"{token[0]}{{{ours}}}\x01", token[1])]
            if name in environments.WITH_COLUMNS and token[0] == "\\begin":
                return _copy_columns(tokens, end, found)
            if ours == "subarray" and token[0] == "\\begin":
                found.append(("{" + "c" * environments.MOST_COLUMNS + "}\x01", token[1]))
        return end

    def _unknown(self, token: Token, expander: Expander, found: list[Token]) -> None:
        near = vocabulary.nearest_command(token[0], self._own)
        name = visible(token[0])  # `\` and a control character, which no page may hold
        hint = f"Did you mean {near}?" if near else "Define it in preamble.tex, or mend its name."
        expander.fault("unknown-command", f"The command {name} is not known.", token, hint)
        found.append((expander.mark(f'<mtext class="math-error">{escape(name)}</mtext>'), token[1]))

    def _run(self, text: str, display: bool) -> str | Refused:
        if not text.strip():
            return '<math display="block"></math>' if display else "<math></math>"
        first: Refused | None = None
        for engine in self._engines:
            found = engine.convert(text, display=display)
            if isinstance(found, str):
                return found
            first = first or found
        return first or Refused("No engine is installed")

    def explain(self, tex: str, *, display: bool) -> Stage:
        """The tokens of a formula, what they expand to, and which engine sets it."""
        tokens = trim(tokenize(tex))
        expander = self._expander({}, display=display)
        taken = rows.take(tokens, expander, "", number="none")
        expanded = Mender(expander.expand(taken.tokens), self._is_environment).mend()
        text = join(self._engine_tokens(expanded, expander)).replace("\x01", "")
        for engine in self._engines:
            if isinstance(engine.convert(text, display=display), str):
                return Stage(tokens, expanded, engine.name)
        return Stage(tokens, expanded, "none")


# What makes a tag more than letters and digits.
_TYPESET_TAG = re.compile(r"[\\$~{}]|''|--")
_TOO_DEEP = f"The formula is nested more than {DEEPEST} levels deep"
_TYPOGRAPHIC = str.maketrans({"’": "'", "‘": "'", "\x01": None, "\x04": None})
# Characters that the engine refuses, as commands.
_REFUSED_CHARACTERS = {
    "∅": "\\emptyset",
    "∠": "\\angle",
    "∴": "\\therefore",
    "∵": "\\because",
    "⊤": "\\top",
    "⊥": "\\perp",
}
_REFUSED = "Neither engine could set it, so its source is shown."
_STRAIGHT = {name: name for name in vocabulary.ENVIRONMENTS if name != "multline*"} | {
    "align": "aligned",
    "align*": "aligned",
    "split": "aligned",
    "gather": "gathered",
    "gather*": "gathered",
}


def _straight(found: re.Match[str]) -> str:
    return f"\\{found[1]}{{{_STRAIGHT[found[2]]}}}"


def _kernel_macros() -> dict[str, Macro]:
    return {name: macro(body, count) for name, (count, body) in kernel.ALIASES.items()}


def _handlers(packages: tuple[str, ...], own: Mapping[str, Macro]) -> dict[str, Handler]:
    """The commands of the packages; an author's macro of the same name wins."""
    found = {**physics.HANDLERS, **kernel.HANDLERS, **text_mode.HANDLERS, **boxes.HANDLERS}
    found |= environments.HANDLERS
    found |= {f"\\begin{{{name}}}": handler for name, handler in environments.BEGINNINGS.items()}
    if "physics" in packages:
        found |= physics.REDEFINED
    if "siunitx" in packages:
        from notes_wiki.math.packages import siunitx

        found |= siunitx.HANDLERS
    return {name: handler for name, handler in found.items() if name not in own}


def _as_macros(macros: Mapping[str, Macro | str]) -> dict[str, Macro]:
    texts = {name: body for name, body in macros.items() if isinstance(body, str)}
    made = {name: body for name, body in macros.items() if isinstance(body, Macro)}
    return {**from_table(texts), **made}


def _problems(faults: list[Fault]) -> tuple[MathProblem, ...]:
    ordered = sorted(faults, key=lambda fault: fault.offset)[:MOST_PROBLEMS]
    return tuple(MathProblem(f.code, f.message, f.hint, f.offset, max(f.length, 1)) for f in ordered)


def _failed(code: str, message: str, hint: str, length: int) -> Typeset:
    return Typeset(None, (MathProblem(code, message, hint, 0, max(1, min(length, 80))),))


_MARK = re.compile("[\U000f0000-\U000f0fff]")
_MARKED = re.compile("<(m[ino]|mtext)([^>]*)>([^<]*[\U000f0000-\U000f0fff][^<]*)</\\1>")
_TAG = re.compile("<[^>]*>")


def _unmark(mathml: str, marks: list[str]) -> str:
    """What the marks stand for, in their places: an element for the element that holds a mark alone, its
    words where the engine made a mark a part of a longer text."""
    if not marks:
        return mathml

    def meaning(found: re.Match[str]) -> str:
        place = ord(found[0]) - FIRST_MARK
        return marks[place] if place < len(marks) else ""

    def words(found: re.Match[str]) -> str:
        return _TAG.sub("", meaning(found))

    def element(found: re.Match[str]) -> str:
        if found[1] != "mtext" and len(found[3]) == 1:
            return meaning(cast("re.Match[str]", _MARK.match(found[3])))
        return f"<{found[1]}{found[2]}>{_MARK.sub(words, found[3])}</{found[1]}>"

    return _MARK.sub(words, _MARKED.sub(element, mathml))


def _is_well_formed(mathml: str) -> bool:
    from xml.etree import ElementTree

    try:
        ElementTree.fromstring(_HOLE.sub("", mathml))
    except ElementTree.ParseError:
        return False
    return True


def _source_offset(tokens: list[Token], offset: int) -> int:
    """Where in the author's text the engine's offset lies."""
    length = 0
    for token in tokens:
        length += len(token[0].replace("\x01", ""))
        if length > offset:
            return token[1]
    return tokens[-1][1] if tokens else 0


def _skip_options(tokens: list[Token], place: int, name: str) -> int:
    """Drop what only tells an environment where to stand: `[t]`, and the count of `alignat`. Any other
    bracket begins the first row."""
    start = _next_token(tokens, place)
    option = [text for text, _ in tokens[start : start + 3]]
    if name in environments.WITH_POSITION and option in (["[", "t", "]"], ["[", "c", "]"], ["[", "b", "]"]):
        place = start + 3
        start = _next_token(tokens, place)
    if name in environments.WITH_COUNT and start < len(tokens) and tokens[start][0] == "{":
        while start < len(tokens) and tokens[start][0] != "}":
            start += 1
        place = start + 1
    return place


def _without_last_break(tokens: list[Token]) -> list[Token]:
    """The tokens without a row's end behind which nothing comes."""
    tokens = trim(tokens)
    while tokens and tokens[-1][0] == "\\\\":
        tokens = trim(tokens[:-1])
    return tokens


def _depth(tokens: list[Token]) -> int:
    """How many groups stand in one another at most, whether they are closed or not."""
    depth = deepest = 0
    for text, _ in tokens:
        if text in {"{", "\\left", "\\begin"}:
            depth += 1
            deepest = max(deepest, depth)
        elif text in {"}", "\\right", "\\end"} and depth:
            depth -= 1
    return deepest


def _next_token(tokens: list[Token], place: int) -> int:
    """The place of the next token that is no space."""
    while place < len(tokens) and tokens[place][0].isspace():
        place += 1
    return place


def _is_known(command: str) -> bool:
    """Whether the engine takes a command, or it is one that stands for the engine's own."""
    if command.endswith("\x01"):
        return True
    if is_word(command):
        return command in vocabulary.engine_commands()
    return len(command) != 2 or command[1].isalpha() or command in vocabulary.SYMBOLS


def _copy_columns(tokens: list[Token], place: int, found: list[Token]) -> int:
    """Copy an array's columns, with only what the engine understands of them: l, c, r and rules."""
    start = _next_token(tokens, place)
    if start >= len(tokens) or tokens[start][0] != "{":
        found.append(("{c}", tokens[place - 1][1]))
        return place
    depth = 0
    columns = []
    end = start
    while end < len(tokens):
        text = tokens[end][0]
        depth += (text == "{") - (text == "}")
        if depth == 0:
            break
        if depth == 1 and text in {"l", "c", "r", "|", ":"}:
            columns.append(text)
        elif depth == 1 and text in {"p", "m", "b", "X", "L", "C", "R"}:
            columns.append({"L": "l", "C": "c", "R": "r"}.get(text, "l"))
        end += 1
    found.append((f"{{{''.join(columns) or 'c'}}}\x01", tokens[start][1]))
    return end + 1
