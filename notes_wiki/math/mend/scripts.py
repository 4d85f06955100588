r"""Scripts, primes and `\limits`: a second superscript gets an empty base, a missing one an empty group.

In:  the state of the mending, and the token that was just read.
Out: what is written of it.
"""

from __future__ import annotations

from notes_wiki.math.mend.arguments import after_argument
from notes_wiki.math.mend.groups import INFIX
from notes_wiki.math.mend.state import NO_ARGUMENT, Group, State
from notes_wiki.math.packages.arguments import ARGUMENTS
from notes_wiki.math.packages.operator_names import OPERATORS
from notes_wiki.math.tokens import ENGINE, Token, after_spaces

# Commands that put their scripts above and below by themselves.
_STACKED = frozenset(
    f"\\{name}"
    for name in (
        "underbrace overbrace underbracket overbracket underparen overparen undergroup overgroup mathop "
        "underset overset stackrel xrightarrow xleftarrow"
    ).split()
)
LIMITS = frozenset({"\\limits", "\\nolimits"})
_NAMES = OPERATORS - {"\\operatorname"}
_ALPHABETS = frozenset(
    f"\\{name}"
    for name in "mathrm mathbf mathsf mathtt mathit mathcal mathscr mathbb mathfrak text textrm mbox".split()
)
_NO_SCRIPT = INFIX | LIMITS
_SCRIPTS = frozenset({"^", "_", "'"})


def script(state: State, token: Token, group: Group) -> None:
    """Write a `^`, `_` or `'`."""
    text = token[0]
    had = group.scripts.removesuffix("?")
    if had != group.scripts:  # what stands behind the sign before was to come next
        had = _behind_sign(state, token, had)
    # In x'_2^3 the prime is a superscript of its own; in x'^2 and x_2'' it forms one with what follows it.
    parted = "'" in had and had[-1] != "'"
    twice = ("^" in had or parted) if text in {"^", "'"} else ("_" in had)
    if twice:
        name = "subscript" if text == "_" else "superscript"
        hint = f"Use braces to say what it belongs to: {{a{text}b}}{text}c, or a{text}{{b{text}c}}."
        if text == "'":
            hint = "Write all primes directly after the base, as in a'^b, or use braces: {a^b}'."
        state.fault("double-script", f"This base already has a {name}.", token, hint)
        state.output += [("{", token[1]), ("}", token[1])]
        had = ""
    if text == "'":
        _join_primes(state)
    state.output.append(token)
    if text == "'":
        group.scripts = had if "'" in had else had + "'"
        return
    _brace_command(state)
    following = state.next_text()
    if following.rstrip(ENGINE) in _NAMES and _operator(state):
        group.scripts = had + text
    elif following == "" or following in NO_ARGUMENT or following in _NO_SCRIPT:
        _missing_script(state, token)
        group.scripts = had + text
    else:
        group.scripts = had + text + "?"


def _behind_sign(state: State, token: Token, had: str) -> str:
    r"""For `x_^2` and `x^'`: report that the sign before has no script, and leave out a `^` before a prime,
    which is a superscript itself. Returns the signs that stay."""
    if token[0] != "'" or had[-1] != "^":
        _missing_script(state, (had[-1], token[1]))
        return had
    while state.output and state.output.pop()[0] != "^":
        pass  # spaces behind the sign go with it
    message = "A ' is a superscript itself, so the ^ before it is left out."
    state.fault("missing-script", message, token, "Write a' or a^{\\prime}.")
    return had[:-1]


def _brace_command(state: State) -> None:
    r"""Put braces around a command with arguments that is a script, `x_\mathrm{a}^b`, where another script
    follows, so that this is seen to belong to the same base."""
    start = after_spaces(state.tokens, state.place)
    name = state.tokens[start][0].rstrip(ENGINE) if start < len(state.tokens) else ""
    count = ARGUMENTS.get(name, int(name in _ALPHABETS))
    if not count:
        return
    end = start + 1
    for _ in range(count):
        end = after_argument(state.tokens, after_spaces(state.tokens, end))
    if (
        after_spaces(state.tokens, end) < len(state.tokens)
        and state.tokens[after_spaces(state.tokens, end)][0] in _SCRIPTS
    ):
        offset = state.tokens[start][1]
        state.tokens.insert(end, ("}", offset))
        state.tokens.insert(start, ("{", offset))


def _join_primes(state: State) -> None:
    """For `f' '`: drop the space after a prime that another follows; the engine would take the second one for
    a second superscript."""
    end = len(state.output)
    while end and state.output[end - 1][0].isspace():
        end -= 1
    if end and state.output[end - 1][0] == "'":
        del state.output[end:]


def _operator(state: State) -> bool:
    r"""For `K_\max^2`: if a script follows the operator that comes next, read that operator and write it in
    braces, or the engine would attach that script to the operator. Returns whether it did."""
    start = after_spaces(state.tokens, state.place)
    after = after_spaces(state.tokens, start + 1)
    if after >= len(state.tokens) or state.tokens[after][0] not in _SCRIPTS:
        return False
    operator = state.tokens[start]
    state.output += [("{", operator[1]), operator, ("}", operator[1])]
    state.place = start + 1
    return True


def _missing_script(state: State, token: Token) -> None:
    state.fault(
        "missing-script", f"Nothing follows the {token[0]}.", token, "Write what belongs there, or remove it."
    )
    state.output += [("{", token[1]), ("}", token[1])]


def limits(state: State, token: Token) -> None:
    r"""Write a `\limits`. It is kept after what the engine takes for an operator, and moved there if it
    follows the scripts; it is dropped after what has its scripts above and below anyway, and reported after
    anything else."""
    place, before = _before(state)
    if before in OPERATORS:
        # In TeX the last of several decides.
        if place < len(state.output) and state.output[place][0] in LIMITS:
            state.output[place] = token
        else:
            state.output.insert(place, token)
    elif before not in _STACKED:
        state.fault(
            "misplaced-limits",
            f"{token[0]} does not follow an operator.",
            token,
            "Remove it, or put \\mathop{…} around what it follows.",
        )


def _before(state: State) -> tuple[int, str]:
    """The position after the last thing in the output that is not a script, and the command that it is, with
    or without a last argument in braces."""
    place = len(state.output)
    while True:
        end = _without_limits(state.output, place)
        start = _start_of_last(state.output, end)
        before = _without_limits(state.output, start)
        if before and state.output[before - 1][0] in {"^", "_"}:
            place = before - 1
            continue
        if start < end and state.output[start][0] == "{":
            start = before - 1
            if start > 0 and state.output[start][0] == "*":  # \operatorname*{…}
                start -= 1
        return end, state.output[start][0].rstrip(ENGINE) if 0 <= start < len(state.output) else ""


def _without_limits(output: list[Token], place: int) -> int:
    r"""The position after the last token before `place` that is neither white space nor `\limits`."""
    while place and (output[place - 1][0].isspace() or output[place - 1][0] in LIMITS):
        place -= 1
    return place


def _start_of_last(output: list[Token], end: int) -> int:
    """Where the group or token that ends at `end` begins."""
    place = end - 1
    depth = 0
    while place >= 0:
        depth += (output[place][0] == "}") - (output[place][0] == "{")
        if depth <= 0:
            return place
        place -= 1
    return 0
