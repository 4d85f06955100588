r"""Groups in braces, and fractions that take all of one (`\over`): superfluous braces are dropped, missing
ones inserted.

In:  the state of the mending, and the token that was just read.
Out: what is written of it.
"""

from __future__ import annotations

from notes_wiki.math.mend.state import Group, State
from notes_wiki.math.packages.switches import in_option
from notes_wiki.math.tokens import GROUP_CLOSERS, GROUP_OPENERS, Token

INFIX = frozenset({"\\over", "\\atop", "\\choose", "\\brace", "\\brack"})
"""Commands that make a fraction of everything before and after them."""
STYLES = frozenset(f"\\{name}" for name in "displaystyle textstyle scriptstyle scriptscriptstyle".split())
_LONGEST_OPTION = 200
"""How many tokens are searched for the beginning of an option."""


def close_brace(state: State, token: Token) -> None:
    """Write a `}`: whatever is open inside is closed first. If it closes nothing, it is dropped."""
    if not any(group.kind == "{" for group in state.stack):
        state.fault("extra-brace", "This } closes nothing.", token, "Remove it, or write \\}.")
        return
    while state.stack[-1].kind != "{":
        if _brace_below_is_outside(state):
            state.fault("extra-brace", "This } closes nothing here.", token, "Remove it, or write \\}.")
            return
        state.close_missing(token[1])
    closed = state.stack.pop()
    state.output.append(token)
    parent = state.stack[-1]
    if not closed.script:
        parent.scripts = ""


def _brace_below_is_outside(state: State) -> bool:
    r"""Whether an environment is open whose `\end` is still to come: then the brace is superfluous, and
    nothing before that `\end` should be closed for it."""
    kind = state.stack[-1].kind
    if kind in {"left", "{", ""}:
        return kind == "left" and state.is_ended_by("\\right")
    return state.is_ended_by("\\end")


def infix(state: State, token: Token, group: Group) -> None:
    r"""Write an `\over`. A second one in the same group is reported: it could belong to what is before or
    after it."""
    if in_option(state.output[-_LONGEST_OPTION:]):
        return
    if group.over:
        state.fault(
            "missing-brace",
            f"This {token[0]} is the second one in the same group.",
            token,
            "Put braces around one of the two fractions.",
        )
    elif (start := _start_before_style(state, group)) is not None:
        state.output.insert(start, ("{", token[1]))
        state.output.append(("}", token[1]))
    group.over = True


def _start_before_style(state: State, group: Group) -> int | None:
    r"""Where a numerator begins that contains a `\displaystyle` after something else, or None if it does not.
    Such a numerator needs braces: the engine would make the fraction only of what follows the switch."""
    depth, first, styles = 0, "", 0
    start = len(state.output)
    while start > group.begins:
        text = state.output[start - 1][0]
        depth += (text in GROUP_CLOSERS) - (text in GROUP_OPENERS)
        if depth == 0 and text in {"&", "\\\\"}:
            break
        styles += depth == 0 and text in STYLES
        first = first if text.isspace() else text
        start -= 1
    return start if styles > (first in STYLES) else None
