r"""Groups in brackets behind names: `\log{(n)}`, which TeX sets apart from the name as it does any group.

In:  a formula as typed, or its tokens.
Out: whether there is such a group; the tokens with a sign that shows nothing before each such bracket, which
     the engine would take for that of `\log(n)`, where no space is.
"""

from __future__ import annotations

from notes_wiki.math.calls import build
from notes_wiki.math.expand import Expander
from notes_wiki.math.packages.operator_names import OPERATORS
from notes_wiki.math.tokens import Token, after_spaces, find_closer
from notes_wiki.pattern import pattern

_STARTS = ("{\\left", "{\\lfloor", "{\\lceil", "{\\langle")
_BRACKETS = frozenset({"(", "[", "\\left", "\\lfloor", "\\lceil", "\\langle"})
_GROUP = pattern(
    r"(\\[a-zA-Z]++)(?:\{[^{}]*\})?(?:\s*[\^_]\s*(?:\{[^{}]*\}|\\?\w))*\s*\{"
    r"(?:[(\[]|\\(?:left|lfloor|lceil|langle)(?![a-zA-Z]))"
)
r"""A command with its argument and scripts, up to the bracket that begins the group after it: `\log_2{(`."""


def may_have_bracketed_group(tex: str) -> bool:
    """Whether a group may begin with a bracket; what is asked of every formula."""
    return "{(" in tex or "{[" in tex or ("{\\l" in tex and any(start in tex for start in _STARTS))


def has_bracketed_group(tex: str, words: list[str]) -> bool:
    """Whether a group that begins with a bracket stands behind a name. `words`: the commands in `tex`."""
    if OPERATORS.isdisjoint(words) or not may_have_bracketed_group(tex):
        return False
    return not OPERATORS.isdisjoint(_GROUP.findall(tex))


def with_groups_apart(tokens: list[Token], expander: Expander) -> list[Token]:
    """The tokens with such a sign before each such bracket."""
    found: list[Token] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        place += 1
        found.append(token)
        if token[0] in OPERATORS or _is_own(token[0], expander):
            end = _opened(tokens, _after_scripts(tokens, place, is_named=token[0] != "\\operatorname"))
            if end:
                found += [*tokens[place:end], *build("\\mathopen{}", tokens[end - 1][1])]
                place = end
    return found


def _is_own(command: str, expander: Expander) -> bool:
    """Whether a command is an operator that the author has declared."""
    macro = expander.own_macro(command) if command[0] == "\\" else None
    return macro is not None and macro.body[:1] == ("\\operatorname",)


def _after_scripts(tokens: list[Token], place: int, *, is_named: bool) -> int:
    r"""The place after the scripts of a name, and after the name itself where it is that of
    `\operatorname`."""
    if not is_named:
        place = _after_one(tokens, place)
    while (at := after_spaces(tokens, place)) < len(tokens) and tokens[at][0] in {"^", "_"}:
        place = _after_one(tokens, at + 1)
    return place


def _after_one(tokens: list[Token], place: int) -> int:
    """The place after a group or a token."""
    at = after_spaces(tokens, place)
    is_group = at < len(tokens) and tokens[at][0] == "{"
    return (find_closer(tokens, at, "{", "}") if is_group else at) + 1


def _opened(tokens: list[Token], place: int) -> int:
    """The place after the brace of a group that comes next and begins with a bracket; 0 if none does."""
    at = after_spaces(tokens, place)
    inner = after_spaces(tokens, at + 1)
    is_group = inner < len(tokens) and tokens[at][0] == "{" and tokens[inner][0] in _BRACKETS
    return at + 1 if is_group else 0
