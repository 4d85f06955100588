"""The small parts of a chemical formula: an amount, a name, an index, a charge, words.

In:  a text, and the place of its first character in the whole argument.
Out: TeX tokens, each with its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from notes_wiki.math.tokens import Token, tokenize

GREEK = (
    r"\\(?:alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|omicron|pi|rho|sigma|tau"
    r"|upsilon|phi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Upsilon|Phi|Psi|Omega)"
    r"(?:\s+|\{\}|(?![a-zA-Z]))"
)
LETTERS = re.compile(rf"(?:[a-zA-Z\u03b1-\u03c9\u0391-\u03a9?@]|{GREEK})+")
COMMAND = re.compile(r"\\(?:[a-zA-Z]+\s*|[_&{}%])")
STATE = re.compile(r"\([a-z]{1,3}(?=[),])")
"""How a state of aggregation begins: `(aq)`, `(s, hot)`."""
_CRYSTAL = re.compile(r"\((?:\\ca\s?)?\$[amothc]\$\)")
_END_OF_PHRASE = re.compile(r"$|[\s,;)\]}]")
_FRACTION = re.compile(r"([+-]?)([0-9]+|\$[a-z]\$|[a-z])/([0-9]+)(\$[a-z]\$|[a-z])?$")
# What is set in italics as an index or a charge: one variable, or numbers and variables in turn.
_VARIABLES = re.compile(r"(?:[a-z]|(?:[0-9 +\-,.()]+[a-z])+[0-9 +\-,.()]*|(?:[a-z][0-9 +\-,.()]+)+[a-z]?)$")
_LATTICE = re.compile(r"(?:[A-Z][a-z]{0,2}|i)(?=,)")
NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:[,.][0-9]+)?|\.[0-9]+)")
_WHOLE_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
_SPACE = re.compile(r"\\[, ;:]")
OXIDATION = re.compile(r"([+-]|\\pm|\$\\pm\$|\+-|\+/-)?\s*([IVX]+|0)$")
_PLUS_MINUS = re.compile(r"\\pm|\$\\pm\$|\+-|\+/-")


class Part(NamedTuple):
    """A piece of the argument, and the place of its first character."""

    text: str
    place: int


def say(tex: str, place: int) -> list[Token]:
    """TeX of our own, all of it at one place."""
    return [(text, place) for text, _ in tokenize(tex)]


def braced(tokens: list[Token], place: int) -> list[Token]:
    """Tokens in a group."""
    return [("{", place), *tokens, ("}", place)]


def group_end(text: str, start: int, closer: str = "}") -> int:
    """The place of the closer of what begins at `start`, braces counted; -1 where there is none."""
    depth = 0
    place = start
    while place < len(text):
        char = text[place]
        if depth == 0 and char == closer:
            return place
        if char == "\\":
            place += 1
        elif char == "{":
            depth += 1
        elif char == "}":
            depth -= 1
            if depth < 0:
                return -1
        place += 1
    return -1


def group(text: str, start: int) -> Part | None:
    """What a braced group that begins at `start` holds."""
    if start >= len(text) or text[start] != "{":
        return None
    end = group_end(text, start + 1)
    return None if end < 0 else Part(text[start + 1 : end], start + 1)


def dollars(text: str, start: int) -> Part | None:
    """What stands between dollars that begin at `start`."""
    if start >= len(text) or text[start] != "$":
        return None
    end = group_end(text, start + 1, "$")
    return None if end < 0 else Part(text[start + 1 : end], start + 1)


def command(text: str, start: int) -> Part | None:
    """A command that begins at `start`, with up to two braced groups behind it."""
    found = COMMAND.match(text, start)
    if found is None:
        return None
    end = found.end()
    for _ in range(2):
        inside = group(text, end)
        if inside is None:
            break
        end = inside.place + len(inside.text) + 1
    return Part(text[start:end], start)


def math(part: Part, *, tight: bool = False) -> list[Token]:
    """Math as it is written; `tight` for a number before a formula, `2n+1`, whose signs take no space."""
    inside = part
    while inside.text.startswith("{") and (within := group(inside.text, 0)):
        if len(within.text) + 2 != len(inside.text):
            break
        inside = Part(within.text, inside.place + 1)
    tokens = tokenize(inside.text, inside.place)
    if not tight:
        return tokens
    return [
        one for token in tokens for one in (say(f"{{{token[0]}}}", token[1]) if token[0] in "+-" else [token])
    ]


def state_of_aggregation(text: str, start: int) -> Part | None:
    r"""`(aq)`, `(s, hot)`, or a crystal system `($c$)`, at the end of a phrase."""
    if STATE.match(text, start):
        end = group_end(text, start, ")")
        if end >= 0 and _END_OF_PHRASE.match(text, end + 1):
            return Part(text[start : end + 1], start)
    crystal = _CRYSTAL.match(text, start)
    return Part(crystal[0], start) if crystal else None


Rule = Callable[["Scan"], list[Token] | None]


class Scan:
    """A part being read: `text`, `at` where it is read, `italic` whether single letters are variables."""

    def __init__(self, part: Part, *, italic: bool = False) -> None:
        self.text = part.text
        self.start = part.place
        self.at = 0
        self.italic = italic

    def place(self) -> int:
        """Where the reading stands in the whole argument."""
        return self.start + self.at

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Read what the pattern finds here."""
        found = pattern.match(self.text, self.at)
        if found is not None:
            self.at = found.end()
        return found

    def part(self, found: Part, closers: int) -> Part:
        """A part found in this text, with its place in the whole; the reading goes on behind it."""
        self.at = found.place + len(found.text) + closers
        return Part(found.text, self.start + found.place)

    def read(self, rules: tuple[Rule, ...]) -> list[Token]:
        """Everything, by the first rule that takes it; a character that none takes stands for itself."""
        tokens: list[Token] = []
        while self.at < len(self.text):
            for rule in rules:
                found = rule(self)
                if found is not None:
                    tokens += found
                    break
            else:
                self.at += 1
                tokens.append((self.text[self.at - 1], self.place() - 1))
        return tokens


def _upright(scan: Scan) -> list[Token] | None:
    place = scan.place()
    found = scan.take(LETTERS)
    if found is None:
        return None
    return [("\\mathrm", place), ("{", place), *tokenize(found[0], place), ("}", place)]


def _variable(scan: Scan) -> list[Token] | None:
    char = scan.text[scan.at]
    if not (scan.italic and char.isascii() and char.islower()):
        return None
    scan.at += 1
    return [(char, scan.place() - 1)]


def _math(scan: Scan) -> list[Token] | None:
    found = dollars(scan.text, scan.at)
    return None if found is None else math(scan.part(found, 1))


def _tight_math(scan: Scan) -> list[Token] | None:
    found = dollars(scan.text, scan.at)
    return None if found is None else math(scan.part(found, 1), tight=True)


def _words(scan: Scan) -> list[Token] | None:
    found = group(scan.text, scan.at)
    return None if found is None else words(scan.part(found, 1))


def _grouped_words(scan: Scan) -> list[Token] | None:
    place = scan.place()
    found = _words(scan)
    return None if found is None else [("{", place), *found, ("}", place)]


def _command(scan: Scan) -> list[Token] | None:
    found = command(scan.text, scan.at)
    if found is None:
        return None
    part = scan.part(found, 0)
    return tokenize(part.text, part.place)


def _space(scan: Scan) -> list[Token] | None:
    found = scan.take(_SPACE)
    return None if found is None else [(found[0], scan.place() - 2)]


def _sign(pattern: str, tex: str) -> Rule:
    wanted = re.compile(pattern)

    def rule(scan: Scan) -> list[Token] | None:
        place = scan.place()
        return say(tex, place) if scan.take(wanted) else None

    return rule


def _decimal(pattern: re.Pattern[str]) -> Rule:
    def rule(scan: Scan) -> list[Token] | None:
        place = scan.place()
        found = scan.take(pattern)
        return None if found is None else say(found[0].replace(",", "{,}"), place)

    return rule


def _fraction(part: Part) -> list[Token] | None:
    """`1/2`, `n/2`, `3/4x` as a small fraction; None for anything else."""
    found = _FRACTION.match(part.text)
    if found is None:
        return None
    sign, above, below, variable = (piece.replace("$", "") if piece else "" for piece in found.groups())
    return say(f"{sign}\\tfrac{{{above}}}{{{below}}}{variable}", part.place)


_AMOUNT = (_tight_math, _sign(",", "{,}"))
_NAME = (_upright, _sign(r"\\ca(?:\s+|(?![a-zA-Z]))", "{\\sim}"), _command, _math, _grouped_words)
_SUBSCRIPT = (
    _math,
    _words,
    _variable,
    _upright,
    _decimal(NUMBER),
    _sign("[,;]", "{,}\\mkern1mu "),
    _space,
    _command,
)
_SUPERSCRIPT = (
    _decimal(_WHOLE_NUMBER),
    _sign(r"\.", "\\mkern1mu \\bullet\\mkern1mu "),
    _variable,
    _sign("x", "{\\times}"),
    _upright,
    _sign("'", "\\prime "),
    _math,
    _words,
    _space,
    _command,
)


def amount(part: Part) -> list[Token]:
    """How many there are of a formula: `2`, `0.5`, `1/2`, `n`."""
    return _fraction(part) or Scan(part).read(_AMOUNT)


def name(part: Part) -> list[Token]:
    """A formula itself: letters upright, words in braces, math between dollars."""
    return _fraction(part) or Scan(part).read(_NAME)


def subscript(part: Part) -> list[Token]:
    """What stands below: numbers, variables, the sites of a lattice, a state."""
    state = state_of_aggregation(part.text, 0)
    if state is not None and len(state.text) == len(part.text):
        return [*say("\\mkern1mu ", part.place), *name(part)]
    site = _LATTICE.match(part.text)
    if site is not None:
        rest = Part(part.text[site.end() :], part.place + site.end())
        return [*say(f"\\mathrm{{{site[0]}}}", part.place), *subscript_rest(rest)]
    return _fraction(part) or subscript_rest(part)


def subscript_rest(part: Part) -> list[Token]:
    """What stands below, or what comes behind the name of a lattice's site: `,x`."""
    text = part.text
    italic = text != "i" and not re.fullmatch(r"\([a-z]+\)", text) and bool(_VARIABLES.match(text))
    return Scan(part, italic=italic).read(_SUBSCRIPT)


def superscript(part: Part) -> list[Token]:
    """What stands above: a charge, an electron's dot, the signs of Kröger and Vink."""
    return Scan(part, italic=part.text != "x" and bool(_VARIABLES.match(part.text))).read(_SUPERSCRIPT)


def oxidation(part: Part) -> list[Token]:
    """An oxidation number: `II`, `+-0`."""
    tex = _PLUS_MINUS.sub(lambda _: "\\pm ", part.text, count=1)
    return say(f"\\mathrm{{{tex}}}", part.place)


_GREEK_LETTER = re.compile(GREEK)


def words(part: Part) -> list[Token]:
    """Words, with Greek letters, commands and math in them."""
    scan = Scan(part)
    tokens: list[Token] = []
    run: list[Token] = []

    def end_run() -> None:
        nonlocal tokens, run
        if run:
            tokens += [("\\text", run[0][1]), ("{", run[0][1]), *run, ("}", run[-1][1])]
        run = []

    while scan.at < len(scan.text):
        place = scan.place()
        greek = scan.take(_GREEK_LETTER)
        found = say(f"\\mathrm{{{greek[0]}}}", place) if greek else None
        found = found or _math(scan) or _space(scan) or _command(scan)
        if found is not None:
            end_run()
            tokens += found
            continue
        inside = group(scan.text, scan.at)
        taken = scan.part(inside, 1).text if inside is not None else scan.text[scan.at]
        scan.at += inside is None
        run += tokenize(taken, place)
    end_run()
    return tokens
