r"""Checking the structure of a formula, and correcting it as TeX does at the terminal.

In:  expanded tokens.
Out: tokens whose braces, `\left`/`\right`, environments, scripts and arguments are correct, and a Fault for
     everything that was not.

When TeX continues after an error, it inserts what is missing and drops what is superfluous. This module does
the same: a second superscript gets an empty base, a missing brace is closed where the group around it ends,
an extra `}` or `\right` is dropped, a missing `\end` is added.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from notes_wiki.math.mend import arguments, delimiters, environments, groups, scripts
from notes_wiki.math.mend.state import Group, State, settle
from notes_wiki.math.packages.arguments import ARGUMENTS
from notes_wiki.math.tokens import Token

_DOLLARS = {"$": "$", "\\(": "\\)", "\\[": "\\]", "\\)": "", "\\]": ""}
"""The delimiters of formulas in text, and what closes each."""
_STRUCTURE = frozenset("{}^_'&#$\\ \t\n\r\x0b\x0c")


def mend(tokens: Sequence[Token], is_environment: Callable[[str], bool]) -> State:
    """Correct one formula; the corrected tokens are in `output` of the returned state."""
    state = State(tokens, is_environment)
    tokens, output = state.tokens, state.output
    while state.place < len(tokens):
        if state.missing_arguments and (missing := state.missing_arguments.pop(state.place, 0)):
            arguments.add_groups(state, missing)
        token = tokens[state.place]
        state.place += 1
        if len(token[0]) == 1 and token[0] not in _STRUCTURE:  # most tokens: a letter, a digit, a sign
            group = state.stack[-1]
            if group.scripts:
                settle(group)
            output.append(token)
            continue
        _step(state, token)
        state.deepest = max(state.deepest, len(state.stack))
    _end(state)
    if state.faults:
        state.output = arguments.complete(state.output)
    return state


def _end(state: State) -> None:
    """Close what is still open. An argument that is missing at the end belongs inside what was open there."""
    missing = state.missing_arguments.pop(state.place, 0)
    end = state.tokens[-1][1] + len(state.tokens[-1][0]) if state.tokens else 0
    while len(state.stack) > state.depth_at_end:
        state.close_missing(end)
    arguments.add_groups(state, missing)
    while len(state.stack) > 1:
        state.close_missing(end)


def _step(state: State, token: Token) -> None:
    """Write a token that is more than a letter or a sign, as its kind of structure wants it."""
    text = token[0]
    group = state.stack[-1]
    if text.isspace():
        state.output.append(token)
    elif text == "{":
        state.output.append(token)
        script = group.scripts.endswith("?")
        settle(group)
        state.stack.append(Group("{", token[1], len(state.output), script=script))
    elif text == "}":
        groups.close_brace(state, token)
    elif text in {"^", "_", "'"}:
        scripts.script(state, token, group)
    elif text == "\\left":
        delimiters.left(state, token, group)
    elif text == "\\right":
        delimiters.right(state, token)
    elif text == "\\middle":
        delimiters.middle(state, token)
    elif text == "\\begin":
        environments.begin(state, token, group)
    elif text == "\\end":
        environments.end(state, token)
    elif text == "&":
        environments.column(state, token, group)
    elif text == "\\\\":
        environments.row_end(state, token, group)
    elif text in delimiters.SIZED:
        delimiters.sized(state, token, group)
    elif text in scripts.LIMITS:
        scripts.limits(state, token)
    else:
        _atom(state, token, group)


def _atom(state: State, token: Token, group: Group) -> None:
    """Write a token that is not part of the structure, and see to the arguments that it takes."""
    text = token[0]
    settle(group)
    if text == "#":
        message = "A # is only allowed in the definition of a macro."
        state.fault("stray-hash", message, token, "Write \\#.")
        token = ("\\#", token[1])
    elif text in _DOLLARS:
        _dollar(state, token)
        return
    elif text == "\\":
        return
    elif text in groups.INFIX:
        groups.infix(state, token, group)
    state.output.append(token)
    if (count := ARGUMENTS.get(text)) is not None:
        state.deepest = max(state.deepest, arguments.run_of_commands(state))
        arguments.expect_arguments(state, token, count)


def _dollar(state: State, token: Token) -> None:
    """Drop a dollar, or another delimiter of formulas. Only the first of a pair is reported."""
    text = token[0]
    if text == state.dollar:
        state.dollar = ""
        return
    state.dollar = _DOLLARS[text]
    hint = "Remove it, or write \\$." if text == "$" else "Remove it."
    what = f"A {text}" if text == "$" else text
    state.fault("stray-dollar", f"{what} is inside the formula.", token, hint)
