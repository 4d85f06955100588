r"""Delimiters: `\left … \right`, `\middle`, and those of a given size. Missing ones are inserted, superfluous
ones dropped.

In:  the state of the mending, and the token that was just read.
Out: what is written of it.
"""

from __future__ import annotations

from notes_wiki.math.mend.state import Group, State, settle
from notes_wiki.math.tokens import Token, after_spaces

_DELIMITERS = frozenset(
    (
        r"( ) [ ] / | . < > \{ \} \| \lbrace \rbrace \langle \rangle \vert \Vert \lvert \rvert \lVert "
        r"\rVert \lfloor \rfloor \lceil \rceil \uparrow \downarrow \updownarrow \Uparrow \Downarrow "
        r"\Updownarrow \backslash \lgroup \rgroup \lmoustache \rmoustache \ulcorner \urcorner "
        r"\llcorner \lrcorner \llbracket \rrbracket \lbrack \rbrack \lparen \rparen \llparenthesis "
        r"\rrparenthesis \llangle \rrangle ⟨ ⟩ ⌊ ⌋ ⌈ ⌉ ‖ ∣ ∥ ⟦ ⟧ \lBrace \rBrace \lAngle \rAngle \lang "
        r"\rang \mid \parallel \gt \lt ⟮ ⟯ ⟪ ⟫"
    ).split()
)
SIZED = frozenset(
    f"\\{size}{side}" for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m")
)
_ANGLES = {"<": "\\langle", ">": "\\rangle", "\\lt": "\\langle", "\\gt": "\\rangle"}
"""What TeX makes of signs in place of a delimiter; the engine refuses them."""


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
    group = state.stack.pop()
    if state.output[group.begins - 2][0] == "\\middle":
        _end_fraction(state, token, group)
    state.stack[-1].scripts = ""
    state.output.append(token)
    delimiter(state, token)


def _end_fraction(state: State, token: Token, group: Group) -> None:
    r"""Put braces around the fraction that an `\over` has made; for the engine, no `\middle` ends it."""
    if group.over:
        state.output.insert(group.begins, ("{", token[1]))
        state.output.append(("}", token[1]))
        group.over = False


def _left_is_outside(state: State) -> bool:
    r"""Whether no `\left` is open, or since the last an environment was begun or a brace opened whose } is
    still to come."""
    around = next(
        group.kind for group in reversed(state.stack) if group.kind != "{" or _brace_is_closed(state)
    )  # the formula itself at the latest
    return around != "left"


def _brace_is_closed(state: State) -> bool:
    r"""Whether the brace that was opened last is closed, before any `\right` outside a group."""
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


def middle(state: State, token: Token) -> None:
    r"""Write a `\middle`, which is only allowed inside `\left … \right`."""
    if state.stack[-1].kind != "left":
        state.fault("extra-right", "This \\middle is not between \\left and \\right.", token, "Remove it.")
        return
    group = state.stack[-1]
    _end_fraction(state, token, group)
    group.scripts = ""
    state.output.append(token)
    delimiter(state, token)
    group.begins = len(state.output)
    if state.output[-1][0] == ".":  # the engine would display the dot
        del state.output[-2:]
        group.begins -= 2


def delimiter(state: State, token: Token) -> None:
    r"""Write the delimiter after `\left`, `\right` or `\middle`: a dot stands in for a missing one."""
    state.place = after_spaces(state.tokens, state.place)
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
            state.place = after_spaces(state.tokens, state.place) + 1
        if found != ".":
            state.output += [token, (_ANGLES.get(found, found), offset)]
        return
    state.fault(
        "missing-delimiter",
        f"No delimiter follows {token[0]}.",
        token,
        "Write one, or remove it.",
    )
    if next((text for text, _ in reversed(state.output) if not text.isspace()), "") in {"^", "_"}:
        state.output += [("{", token[1]), ("}", token[1])]
