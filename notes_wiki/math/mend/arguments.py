r"""Arguments: empty ones are inserted for those that a command lacks.

In:  the state of the mending, and the command that was just read.
Out: how many empty arguments to insert, and where (`State.missing_arguments`).
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.mend.state import NO_ARGUMENT, State
from notes_wiki.math.packages.arguments import ARGUMENTS
from notes_wiki.math.tokens import ENGINE, Token, after_spaces

# Commands that set text, with one argument each.
_TEXTS = frozenset(f"\\{name}" for name in "text textbf textit textrm textsf texttt mbox hbox".split())


def expect_arguments(state: State, token: Token, count: int) -> None:
    """Check that a command is followed by its arguments, and arrange for empty ones in place of those that
    are missing."""
    place = state.place
    for found in range(count):
        place = after_spaces(state.tokens, place)
        if token[0] == "\\sqrt" and place < len(state.tokens) and state.tokens[place][0] == "[":
            place = _after_index(state, place)
        if place >= len(state.tokens) or state.tokens[place][0] in NO_ARGUMENT:
            what = "an argument" if count == 1 else f"{count} arguments"
            state.fault(
                "missing-argument",
                f"{token[0]} needs {what}.",
                token,
                "Write what belongs there, in braces.",
            )
            state.missing_arguments[min(place, len(state.tokens))] = count - found
            if place >= len(state.tokens):
                state.depth_at_end = len(state.stack)
            return
        place = after_argument(state.tokens, place)


def _after_index(state: State, place: int) -> int:
    """The position after a root's index, which begins at `place`. A missing closing bracket is inserted
    before the next group, or at the end of what is open."""
    depth = 0
    end = place
    for end in range(place + 1, len(state.tokens)):
        text = state.tokens[end][0]
        if depth == 0 and text == "]":
            return end + 1
        if depth == 0 and text in NO_ARGUMENT:
            break
        depth += (text == "{") - (text == "}")
    else:
        end = len(state.tokens)
    group = next((at for at in range(place + 2, end) if state.tokens[at][0] == "{"), end)
    state.fault("missing-delimiter", "This [ is never closed.", state.tokens[place], "Write the ].")
    state.tokens.insert(group, ("]", state.tokens[place][1]))
    state.missing_arguments = {at + (at >= group): count for at, count in state.missing_arguments.items()}
    return group + 1


def run_of_commands(state: State) -> int:
    r"""How many commands with arguments directly follow one another: `\sqrt\sqrt x` nests."""
    follows = state.last_command == state.place - 1
    state.commands_in_a_row = state.commands_in_a_row + 1 if follows else 1
    state.last_command = state.place
    return state.commands_in_a_row


def add_groups(state: State, count: int) -> None:
    """Write empty groups."""
    offset = state.output[-1][1] if state.output else 0
    state.output += [("{", offset), ("}", offset)] * count


def complete(tokens: Sequence[Token]) -> list[Token]:
    r"""The tokens of a corrected formula with an empty group for every argument that is still missing: with a
    brace that was dropped or put in, an argument may have gone that was there before."""
    found = list(tokens)
    for place in range(len(found) - 1, -1, -1):
        count = ARGUMENTS.get(found[place][0], 0)
        at = place + 1
        for number in range(count):
            at = after_spaces(found, at)
            if found[place][0] == "\\sqrt" and found[at : at + 1] and found[at][0] == "[":
                break
            if at >= len(found) or found[at][0] in NO_ARGUMENT:
                offset = found[place][1]
                found[at:at] = [("{", offset), ("}", offset)] * (count - number)
                break
            at = after_argument(found, at)
    return found


def after_argument(tokens: Sequence[Token], place: int) -> int:
    """The position after the argument that begins at `place`."""
    if place >= len(tokens):
        return place
    if tokens[place][0] != "{":
        # `\frac\sqrt{2}{3}`: a command as an argument includes its own arguments.
        command = tokens[place][0].rstrip(ENGINE)
        own = 1 if command in _TEXTS else ARGUMENTS.get(command, 0)
        place += 1
        for _ in range(own):
            if place < len(tokens) and tokens[place][0] == "{":
                place = after_argument(tokens, place)
        return place
    depth = 0
    while place < len(tokens):
        depth += (tokens[place][0] == "{") - (tokens[place][0] == "}")
        place += 1
        if depth == 0:
            break
    return place
