r"""Braces, `\left … \right` and delimiters: missing ones are inserted, superfluous ones dropped.

In:  the state of the mending, and the token that was just read.
Out: what is written of it.
"""

from __future__ import annotations

from notes_wiki.math.mend.state import Group, State, settle
from notes_wiki.math.packages.switches import in_option
from notes_wiki.math.tokens import Token

_DELIMITERS = frozenset(
    [
        "(",
        ")",
        "[",
        "]",
        "/",
        "|",
        ".",
        "<",
        ">",
        "\\{",
        "\\}",
        "\\|",
        "\\lbrace",
        "\\rbrace",
        "\\langle",
        "\\rangle",
        "\\vert",
        "\\Vert",
        "\\lvert",
        "\\rvert",
        "\\lVert",
        "\\rVert",
        "\\lfloor",
        "\\rfloor",
        "\\lceil",
        "\\rceil",
        "\\uparrow",
        "\\downarrow",
        "\\updownarrow",
        "\\Uparrow",
        "\\Downarrow",
        "\\Updownarrow",
        "\\backslash",
        "\\lgroup",
        "\\rgroup",
        "\\lmoustache",
        "\\rmoustache",
        "\\ulcorner",
        "\\urcorner",
        "\\llcorner",
        "\\lrcorner",
        "\\llbracket",
        "\\rrbracket",
        "\\lbrack",
        "\\rbrack",
        "\\lparen",
        "\\rparen",
        "\\llparenthesis",
        "\\rrparenthesis",
        "\\llangle",
        "\\rrangle",
        "⟨",
        "⟩",
        "⌊",
        "⌋",
        "⌈",
        "⌉",
        "‖",
        "∣",
        "∥",
        "⟦",
        "⟧",
        "\\lBrace",
        "\\rBrace",
        "\\lAngle",
        "\\rAngle",
        "\\lang",
        "\\rang",
        "\\mid",
        "\\parallel",
        "\\gt",
        "\\lt",
        "⟮",
        "⟯",
        "⟪",
        "⟫",
    ]
)
SIZED = frozenset(
    f"\\{size}{side}" for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m")
)
INFIX = frozenset({"\\over", "\\atop", "\\choose", "\\brace", "\\brack"})
"""Commands that make a fraction of everything before and after them."""
STYLES = frozenset(f"\\{name}" for name in "displaystyle textstyle scriptstyle scriptscriptstyle".split())
_LONGEST_OPTION = 200
"""How many tokens are searched for the beginning of an option."""
_OPENERS = frozenset({"{", "\\begin", "\\left"})
_CLOSERS = frozenset({"}", "\\end", "\\right"})
_ANGLES = {"<": "\\langle", ">": "\\rangle", "\\lt": "\\langle", "\\gt": "\\rangle"}
"""What TeX makes of signs in place of a delimiter; the engine refuses them."""


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
        return kind == "left" and state.comes("\\right")
    return state.comes("\\end")


def _brace_closes(state: State) -> bool:
    depth = 0
    for text, _ in state.tokens[state.place :]:
        if text == "{":
            depth += 1
        elif text == "}":
            if depth == 0:
                return True
            depth -= 1
        elif depth == 0 and text == "\\right":
            return False
    return False


def left(state: State, token: Token, group: Group) -> None:
    r"""Write a `\left` and its delimiter."""
    settle(group)
    state.output.append(token)
    delimiter(state, token)
    state.stack.append(Group("left", token[1], len(state.output)))


def right(state: State, token: Token) -> None:
    r"""Write a `\right`: whatever is open inside is closed first. Without its `\left` it is dropped."""
    if _left_is_outside(state):
        state.fault("extra-right", "This \\right has no \\left.", token, "Remove it, or write the \\left.")
        return
    while state.stack[-1].kind != "left":
        state.close_missing(token[1])
    state.stack.pop()
    state.stack[-1].scripts = ""
    state.output.append(token)
    delimiter(state, token)


def _left_is_outside(state: State) -> bool:
    r"""Whether no `\left` is open, or since the last an environment was begun or a brace opened whose } is
    still to come."""
    around = next(
        group.kind for group in reversed(state.stack) if group.kind != "{" or _brace_closes(state)
    )  # the formula itself at the latest
    return around != "left"


def middle(state: State, token: Token) -> None:
    r"""Write a `\middle`, which is only allowed inside `\left … \right`."""
    if state.stack[-1].kind != "left":
        state.fault("extra-right", "This \\middle is in no \\left … \\right.", token, "Remove it.")
        return
    state.stack[-1].scripts = ""
    state.output.append(token)
    delimiter(state, token)
    if state.output[-1][0] == ".":  # the engine would display the dot
        del state.output[-2:]


def delimiter(state: State, token: Token) -> None:
    r"""Write the delimiter after `\left`, `\right` or `\middle`: a dot stands in for a missing one."""
    while state.place < len(state.tokens) and state.tokens[state.place][0].isspace():
        state.place += 1
    if state.place < len(state.tokens) and state.tokens[state.place][0] in _DELIMITERS:
        found, offset = state.tokens[state.place]
        state.output.append((_ANGLES.get(found, found), offset))
        state.place += 1
        return
    state.fault(
        "missing-delimiter",
        f"No delimiter follows {token[0]}.",
        token,
        "Write one, or a dot for none.",
    )
    state.output.append((".", token[1]))


def infix(state: State, token: Token, group: Group) -> None:
    r"""Write an `\over`. A second one in the same group is reported: it could belong to what is before or
    after it."""
    if in_option(state.output[-_LONGEST_OPTION:]):
        return
    if group.over:
        state.fault(
            "missing-brace",
            f"This {token[0]} is the second of its kind in one group.",
            token,
            "Put braces around the fraction that the other belongs to.",
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
        depth += (text in _CLOSERS) - (text in _OPENERS)
        if depth == 0 and text in {"&", "\\\\"}:
            break
        styles += depth == 0 and text in STYLES
        first = first if text.isspace() else text
        start -= 1
    return start if styles > (first in STYLES) else None


def sized(state: State, token: Token, group: Group) -> None:
    r"""Write a `\big(`: a dot is no delimiter, angle brackets are written by name, and braces around it are
    dropped."""
    settle(group)
    following = state.next_text()
    braced = following == "{"
    place = state.place
    while place < len(state.tokens) and (state.tokens[place][0].isspace() or state.tokens[place][0] == "{"):
        place += 1
    found = state.tokens[place][0] if place < len(state.tokens) else ""
    if found in _DELIMITERS or found in _ANGLES:
        offset = state.tokens[place][1]
        state.place = place + 1
        if braced and state.next_text() == "}":
            while state.tokens[state.place][0] != "}":
                state.place += 1
            state.place += 1
        if found != ".":
            state.output += [token, (_ANGLES.get(found, found), offset)]
        return
    state.fault(
        "missing-delimiter",
        f"No delimiter follows {token[0]}.",
        token,
        "Write one, or leave it out.",
    )
    if next((text for text, _ in reversed(state.output) if not text.isspace()), "") in {"^", "_"}:
        state.output += [("{", token[1]), ("}", token[1])]
