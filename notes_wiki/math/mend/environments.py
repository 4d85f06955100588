r"""Environments, their rows and their columns.

In:  the state of the mending, and the token that was just read.
Out: what is written of it.
"""

from __future__ import annotations

from notes_wiki.math import vocabulary
from notes_wiki.math.mend.state import ROWLESS, Group, State, ends, settle
from notes_wiki.math.packages.environment_names import DISPLAYS, WITH_COLUMNS, WITH_COUNT
from notes_wiki.math.tokens import Token, after_spaces
from notes_wiki.pattern import pattern

_LENGTH = pattern(
    r"\s*[+-]?(?:\d+[.,]?\d*|[.,]\d+)\s*(?:em|ex|pt|px|pc|cm|mm|in|mu|bp|\\\w+)\s*|\s*-?\\\w+\s*"
)
r"""A length in TeX's units, or one by its name: the `1ex` of `\\[1ex]`."""
_LONGEST_LENGTH = 20
_BEHIND_OPTION = frozenset({"]", "&", "\\\\", "\\begin", "\\end", "\\hline", "\\left"})
_BARE_COLUMNS = frozenset("lcr123456789")
_INNER = {"gather": "gathered", "multline": "multlined", "alignat": "alignedat"}


def _name(state: State) -> tuple[str, int]:
    r"""The name after `\begin` or `\end`, and the position after it."""
    place = state.place = after_spaces(state.tokens, state.place)
    if place >= len(state.tokens) or state.tokens[place][0] != "{":
        return "", state.place
    start = place + 1
    while place < len(state.tokens) and state.tokens[place][0] != "}":
        place += 1
    return "".join(text for text, _ in state.tokens[start:place]).strip(), place + 1


def begin(state: State, token: Token, group: Group) -> None:
    r"""Write a `\begin`. If its name is unknown, it is reported and dropped together with its `\end`."""
    name, after = _name(state)
    if not name or not state.is_environment(name):
        message = f"The environment {name} is not known." if name else "No environment name follows \\begin."
        near = vocabulary.nearest(name, sorted(vocabulary.all_environments())) if name else ""
        hint = f"Did you mean {near}?" if near else "Correct the name, or define it with \\newenvironment."
        state.fault("unknown-environment", message, token, hint)
        state.place = after
        _skip_end(state, name)
        return
    if name in DISPLAYS and _in_display(state):
        state.fault(
            "nested-display",
            f"The environment {name} is inside another displayed formula.",
            token,
            f"Write {_INNER.get(name.rstrip('*'), 'aligned')} instead.",
        )
    settle(group)
    state.output.append(token)
    state.output += state.tokens[state.place : after]
    state.place = after
    state.stack.append(Group(name, token[1]))
    if name in WITH_COLUMNS or name in WITH_COUNT:
        _copy_group(state)
    state.stack[-1].begins = len(state.output)


def _in_display(state: State) -> bool:
    """Whether a display is open with no argument of a command inside it. A group that is only filled with
    brackets is not an argument."""
    inner = ""
    for group in reversed(state.stack):
        if group.kind == "{" and inner != "left":
            return False
        inner = group.kind
        if group.kind in DISPLAYS:
            return True
    return False


def _copy_group(state: State) -> None:
    r"""Copy the columns of an array, which are not a formula, as they are, together with an option before
    them. A single column or digit needs no braces: `\begin{array}c`, `\begin{alignat}2`."""
    for opener, closer in (("[", "]"), ("{", "}")):
        if opener == "{" and state.next_text() in _BARE_COLUMNS:
            token = next(token for token in state.tokens[state.place :] if not token[0].isspace())
            state.place = state.tokens.index(token, state.place) + 1
            state.output += [("{", token[1]), token, ("}", token[1])]
            return
        if state.next_text() != opener or (opener == "[" and not _has_option(state)):
            continue
        depth = 0
        opening = state.tokens[after_spaces(state.tokens, state.place)]
        while state.place < len(state.tokens):
            copied = state.tokens[state.place]
            state.place += 1
            state.output.append(copied)
            depth += (copied[0] == opener) - (copied[0] == closer)
            if depth == 0 and not copied[0].isspace():
                break
        if depth and closer == "}":
            state.fault("missing-brace", "This { is never closed.", opening, "Write the } that closes it.")
            state.output += [(closer, opening[1])] * depth


def _has_option(state: State) -> bool:
    """Whether the bracket that comes next is closed in the same cell."""
    texts = (text for text, _ in state.tokens[state.place :])
    return next((text for text in texts if text in _BEHIND_OPTION), "") == "]"


def _skip_end(state: State, name: str) -> None:
    """Drop the `\\end` of an environment whose `\\begin` was dropped."""
    wanted = ["\\end", "{", *name, "}"]
    for place in range(state.place, len(state.tokens)):
        if state.tokens[place][0] == "\\end":
            here = [text for text, _ in state.tokens[place : place + len(wanted)]]
            if here == wanted:
                del state.tokens[place : place + len(wanted)]
                return


def end(state: State, token: Token) -> None:
    r"""Write an `\end`: whatever is open inside is closed first. If it ends nothing, it is dropped."""
    name, after = _name(state)
    state.place = after
    if not any(group.kind == name for group in state.stack[1:]) or not name:
        state.fault(
            "extra-end", f"This \\end{{{name}}} has no \\begin.", token, "Remove it, or correct its name."
        )
        return
    while state.stack[-1].kind != name:
        state.close_missing(token[1])
    state.stack.pop()
    state.stack[-1].scripts = ""
    state.output += ends("\\end", name, token[1])


def column(state: State, token: Token, group: Group) -> None:
    """Write an `&`: kept in rows and at the top level, reported and dropped inside a group."""
    group.scripts = ""
    group.over = False
    if group.kind in ROWLESS and state.is_outside_rows():
        state.columns.append(token)
        state.in_equation = state.in_equation or len(state.stack) > 1
        state.output.append(token)
    elif group.kind not in {"{", "left", "multline", "multline*"}:
        state.output.append(token)
    elif group.kind.startswith("multline"):
        message = "The lines of a multline have only one column, so they cannot hold an &."
        state.fault("misplaced-column", message, token, "Use align instead, or write \\& for the sign.")
    else:
        state.fault(
            "misplaced-column",
            "This & is not inside a matrix or an alignment.",
            token,
            "Write \\& for the sign, or remove it.",
        )


def row_end(state: State, token: Token, group: Group) -> None:
    r"""Write the end of a row. The distance to the next row, `\\*` or `\\[1em]`, must follow at once; any
    other bracket begins the next row."""
    group.scripts = ""
    group.over = False
    _skip_distance(state)
    if state.is_outside_rows():
        if len(state.stack) > 1 and state.next_text() == "\\end":  # an equation has only one row
            return
        state.rows = True
        state.in_equation = state.in_equation or len(state.stack) > 1
        state.output.append(token)
    elif group.kind in {"{", "left"}:  # as in `_{i \\ j}`: that is not the end of a row, in MathJax either
        state.output.append(("\\ ", token[1]))
    else:
        state.output.append(token)


def _skip_distance(state: State) -> None:
    """Skip the `*` and the `[1em]` after the end of a row."""
    tokens, place = state.tokens, state.place
    if place < len(tokens) and tokens[place][0] == "*":
        state.place = place = place + 1
    if place < len(tokens) and tokens[place][0] == "[":
        end = place
        while end < len(tokens) and end - place <= _LONGEST_LENGTH and tokens[end][0] != "]":
            end += 1
        words = "".join(text for text, _ in tokens[place + 1 : end])
        if end < len(tokens) and tokens[end][0] == "]" and _LENGTH.fullmatch(words):
            state.place = end + 1
