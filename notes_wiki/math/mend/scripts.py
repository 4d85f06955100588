r"""Scripts, primes and `\limits`: a second superscript gets an empty base, a missing one an empty group.

In:  the state of the mending, and the token that was just read.
Out: what is written of it.
"""

from __future__ import annotations

from notes_wiki.math import vocabulary
from notes_wiki.math.mend.state import CLOSERS, Group, State
from notes_wiki.math.tokens import Token

# What sets its scripts above and below by itself.
_STACKED = frozenset(
    f"\\{name}"
    for name in (
        "underbrace overbrace underbracket overbracket underparen overparen undergroup overgroup mathop "
        "underset overset stackrel xrightarrow xleftarrow"
    ).split()
)
LIMITS = frozenset({"\\limits", "\\nolimits"})


def script(state: State, token: Token, group: Group) -> None:
    """A `^`, `_` or `'`."""
    text = token[0]
    had = group.scripts.removesuffix("?")
    # In x'_2^3 the prime is a superscript of its own, in x'^2 and x_2'' it is one with what follows it.
    parted = "'" in had and had[-1] != "'"
    twice = ("^" in had or parted) if text in {"^", "'"} else ("_" in had)
    if group.scripts.endswith("?"):
        _missing_script(state, token)
    if twice:
        name = "subscript" if text == "_" else "superscript"
        state.fault(
            "double-script",
            f"A second {name} stands on one base.",
            token,
            f"Group what it belongs to: {{a{text}b}}{text}c, or a{text}{{bc}}.",
        )
        state.output += [("{", token[1]), ("}", token[1])]
        had = ""
    state.output.append(token)
    if text == "'":
        group.scripts = had if "'" in had else had + "'"
        return
    following = state.next_text()
    if following == "" or following in CLOSERS:
        _missing_script(state, token)
        group.scripts = had + text
    else:
        group.scripts = had + text + "?"


def _missing_script(state: State, token: Token) -> None:
    state.fault(
        "missing-script", f"Nothing stands behind the {token[0]}.", token, "Write what belongs there."
    )
    state.output += [("{", token[1]), ("}", token[1])]


def limits(state: State, token: Token) -> None:
    r"""`\\limits`: kept behind what the engine takes for an operator, dropped behind what has its scripts
    above and below anyway, told behind anything else."""
    before = _before(state)
    if before in vocabulary.OPERATORS:
        state.output.append(token)
    elif before not in _STACKED:
        state.fault(
            "misplaced-limits",
            f"{token[0]} stands behind no operator.",
            token,
            "Take it away, or use \\mathop.",
        )


def _before(state: State) -> str:
    """The command that stands last in the output, with or without its last argument in braces."""
    place = len(state.output) - 1
    while place >= 0 and state.output[place][0].isspace():
        place -= 1
    depth = 0
    while place >= 0 and (depth or state.output[place][0] == "}"):
        depth += (state.output[place][0] == "}") - (state.output[place][0] == "{")
        place -= 1
        if depth == 0:
            break
    if place > 0 and state.output[place][0] == "*":  # \operatorname*{…}
        place -= 1
    return state.output[place][0].rstrip("\x01") if place >= 0 else ""
