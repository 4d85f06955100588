"""The small parts of a chemical formula: an amount, a name, an index, a charge, words.

In:  a text, and the place of its first character in the whole argument.
Out: TeX tokens, each with its place.
"""

from __future__ import annotations

import re

from notes_wiki.math.packages.mhchem.brackets import Part, command, dollars, group, say, state_of_aggregation
from notes_wiki.math.packages.mhchem.scan import Rule, Scan
from notes_wiki.math.packages.mhchem.signs import GREEK, LETTERS, PLUS_MINUS
from notes_wiki.math.tokens import Token, tokenize
from notes_wiki.pattern import pattern

_FRACTION = pattern(r"([+-]?)([0-9]+|\$[a-z]\$|[a-z])/([0-9]+)(\$[a-z]\$|[a-z])?$")
# What is set in italics as an index or a charge: one variable, or numbers and variables in turn.
_VARIABLES = pattern(r"(?:[a-z]|(?:[0-9 +\-,.()]+[a-z])+[0-9 +\-,.()]*|(?:[a-z][0-9 +\-,.()]+)+[a-z]?)$")
_LATTICE = pattern(r"(?:[A-Z][a-z]{0,2}|i)(?=,)")
NUMBER = pattern(r"[+-]?(?:[0-9]+(?:[,.][0-9]+)?|\.[0-9]+)")
_WHOLE_NUMBER = pattern(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
_SPACE = pattern(r"\\[, ;:!]")


def math(part: Part, *, tight: bool = False) -> list[Token]:
    """Math as it is written; `tight` for a number before a formula, `2n+1`, whose signs take no space."""
    inside = part
    while inside.text.startswith("{") and (within := group(inside.text, 0)):
        if within.end + 1 != len(inside.text):
            break
        inside = Part(within.text, inside.place + 1)
    tokens = tokenize(inside.text, inside.place)
    if not tight:
        return tokens
    return [
        one for token in tokens for one in (say(f"{{{token[0]}}}", token[1]) if token[0] in "+-" else [token])
    ]


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
    _sign(",", "{,}\\mkern1mu "),
    _sign(";", "{;}\\mkern1mu "),
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
    """What stands below, or what comes after the name of a lattice's site: `,x`."""
    text = part.text
    italic = text != "i" and not re.fullmatch(r"\([a-z]+\)", text) and bool(_VARIABLES.match(text))
    return Scan(part, italic=italic).read(_SUBSCRIPT)


def superscript(part: Part) -> list[Token]:
    """What stands above: a charge, an electron's dot, the signs of Kröger and Vink."""
    return Scan(part, italic=part.text != "x" and bool(_VARIABLES.match(part.text))).read(_SUPERSCRIPT)


def oxidation(part: Part) -> list[Token]:
    """An oxidation number: `II`, `+-0`."""
    tex = PLUS_MINUS.sub(lambda _: "\\pm ", part.text, count=1)
    return say(f"\\mathrm{{{tex}}}", part.place)


_GREEK_LETTER = pattern(GREEK)


def words(part: Part) -> list[Token]:
    """Words, with Greek letters, commands and math in them."""
    scan = Scan(part)
    tokens: list[Token] = []
    run: list[Token] = []

    def end_run() -> None:
        nonlocal tokens, run
        if any(text in {"^", "_"} for text, _ in run):
            tokens += [("\\mathrm", run[0][1]), ("{", run[0][1]), *_scripted(run), ("}", run[-1][1])]
        elif run:
            tokens += [("\\text", run[0][1]), ("{", run[0][1]), *run, ("}", run[-1][1])]
        run = []

    while scan.at < len(scan.text):
        place = scan.place()
        greek = scan.take(_GREEK_LETTER)
        found = say(f"\\mathrm{{{greek[0]}}}", place) if greek else None
        for rule in (_math, _space, _command):
            if found is None:  # empty formulas have no tokens, but are read
                found = rule(scan)
        if found is not None:
            end_run()
            tokens += found
            continue
        inside = group(scan.text, scan.at)
        if inside is None:
            run += tokenize(scan.text[scan.at], place)
            scan.at += 1
            continue
        part = scan.part(inside, 1)
        if run and run[-1][0] in {"^", "_"}:
            run += [("{", place), *tokenize(part.text, part.place), ("}", place)]
        elif _MATH_COMMAND.search(part.text):
            end_run()
            tokens += [("{", place), *math(part), ("}", place)]
        else:
            run += tokenize(part.text, part.place)
    end_run()
    return tokens


def _scripted(run: list[Token]) -> list[Token]:
    """`Fe^{3+}` within words, as a formula: spaces stay, and what joins two atoms is a short stroke."""
    found: list[Token] = []
    depth = 0
    for text, place in run:
        depth += (text == "{") - (text == "}")
        if text.isspace() and depth == 0:
            found.append(("~", place))
        elif text == "-" and depth == 0 and found and found[-1][0] not in {"^", "_"}:
            found += say("\\text{-}", place)
        else:
            found.append((text, place))
    return found


_MATH_COMMAND = pattern(r"\\(?!text|mbox|ce\b)[a-zA-Z]")
