r"""Braces that are never closed, after whichever command: `\mathrm{ab + c`.

In:  a formula's tokens as typed, before anything is expanded.
Out: the tokens with the braces that are missing, and a fault for each.

A command would take everything up to the formula's end for its argument, and nothing would be left for the
mending to find. If a % hides the brace, a percent sign was meant.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.faults import Fault
from notes_wiki.math.packages.environment_names import WITH_COLUMNS, WITH_COUNT
from notes_wiki.math.percent_signs import has_bare_percent, missing_backslash, with_percent_signs
from notes_wiki.math.tokens import Token, find_closer

_ENDS = frozenset({"&", "\\\\", "\\end", "\\right"})
_CLOSERS = {"}": "{", "\\end": "\\begin", "\\right": "\\left"}


def close_braces(tex: str, tokens: list[Token]) -> tuple[list[Token], list[Fault]]:
    """The tokens of `tex` with what closes its open braces: where the cell, the row, the environment or the
    pair of delimiters ends that the brace stands in, as the mending has it."""
    if tex.count("{") == tex.count("}") and "%" not in tex:
        return tokens, []
    open_ = _open(tokens)
    if not open_:
        return tokens, []
    if has_bare_percent(tex):
        shown = with_percent_signs(tex)
        if not _open(shown):
            message = "A % without a backslash hides the rest of its line, and with it a }."
            return shown, [missing_backslash(tex, shown, "missing-brace", message)]
    closed = list(tokens)
    for place in reversed(open_):
        end = _end_of_head(closed, place) or _end(closed, place + 1)
        closed.insert(end, ("}", closed[end][1] if end < len(closed) else len(tex)))
    hint = "Write the } that closes it."
    return closed, [
        Fault("missing-brace", "This { is never closed.", tokens[place][1], 1, hint) for place in open_
    ]


def _open(tokens: Sequence[Token]) -> list[int]:
    """The places of the braces that are never closed."""
    open_: list[int] = []
    for place, (text, _) in enumerate(tokens):
        if text == "{":
            open_.append(place)
        elif text == "}" and open_:
            open_.pop()
        elif text == "\\verb":
            return []
    return open_


def _end_of_head(tokens: Sequence[Token], place: int) -> int:
    """Where the name of an environment ends, or its count or columns, whose brace is open at `place`: before
    the first space at the latest. 0 if the brace is none of these, or nothing follows it."""
    name = _environment_before(tokens, place)
    if name is None:
        return 0
    belongs = str.isalpha if not name else str.isdigit if name in WITH_COUNT else _is_column
    at = place + 1
    while at < len(tokens) and (belongs(tokens[at][0]) or (not name and tokens[at][0] == "*")):
        at = find_closer(tokens, at, "{", "}") + 1 if tokens[at][0] == "{" else at + 1
    return min(at, len(tokens)) if at > place + 1 else 0


def _is_column(text: str) -> bool:
    return text in {"{", "|", "@", "!", ">", "<", "*", ":", "."} or text.isalnum()


def _environment_before(tokens: Sequence[Token], place: int) -> str | None:
    r"""The environment in whose head a brace stands: "" after `\begin`, where its name belongs; None for any
    other brace."""
    at = place - 1
    if at >= 0 and tokens[at][0] == "\\begin":
        return ""
    if at < 0 or tokens[at][0] != "}":
        return None
    name = ""
    while (at := at - 1) > 0 and (tokens[at][0].isalpha() or tokens[at][0] == "*"):
        name = tokens[at][0] + name
    is_begin = at > 0 and tokens[at][0] == "{" and tokens[at - 1][0] == "\\begin"
    return name if is_begin and name in WITH_COUNT | WITH_COLUMNS else None


def _end(tokens: Sequence[Token], place: int) -> int:
    """Where what begins at `place` ends for want of a brace."""
    open_: list[str] = []
    for at in range(place, len(tokens)):
        text = tokens[at][0]
        if not open_ and text in _ENDS:
            return at
        if text in _CLOSERS.values():
            open_.append(text)
        elif (opener := _CLOSERS.get(text)) in open_:
            while open_.pop() != opener:
                pass
        elif text in _ENDS and opener:  # the end of what is around this, in which something else is open too
            return at
    return len(tokens)
