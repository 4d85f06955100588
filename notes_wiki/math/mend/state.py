"""What is known of a formula while it is being corrected.

In:  expanded tokens, read one after another.
Out: `State`: what is open, what is written, what was at fault.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from notes_wiki.math.faults import Fault
from notes_wiki.math.tokens import ENGINE, Token, after_spaces

# Groups in which `\\` and `&` do not mean rows and columns: the formula itself, and environments that are
# only a display.
ROWLESS = frozenset(
    {"", "equation", "equation*", "displaymath", "math", "subequations", "dmath", "dmath*", "center"}
)
NO_ARGUMENT = frozenset({"}", "&", "\\\\", "\\end", "\\right", "\\middle", "\\hline", "\\hdashline"})
"""What follows where an argument or a script is missing."""


class Group:
    """What TeX calls a group, while it is open: `kind` is "{", "left", or an environment's name; "" is the
    formula itself."""

    __slots__ = ("begins", "kind", "offset", "over", "script", "scripts")

    def __init__(self, kind: str, offset: int, begins: int = 0, *, script: bool = False) -> None:
        self.kind = kind
        self.offset = offset
        self.begins = begins  # where in the output its contents begin
        self.script = script  # the group is the argument of a script
        self.scripts = ""  # which scripts the last atom has: of "^", "_", "'"
        self.over = False  # whether an \\over has made a fraction of it


class State:
    r"""The tokens, how far they are read, and the result so far. `rows` says whether there is a `\\` outside
    all environments, `columns` which `&` there are."""

    def __init__(self, tokens: Sequence[Token], is_environment: Callable[[str], bool]) -> None:
        self.tokens = list(tokens)
        self.place = 0
        self.is_environment = is_environment
        self.output: list[Token] = []
        self.faults: list[Fault] = []
        self.stack = [Group("", 0)]
        self.deepest = 0
        self.rows = False
        self.columns: list[Token] = []
        self.in_equation = False
        # How many empty arguments to insert, by the place before which they go; and, for those at the
        # formula's end, how many groups are around them.
        self.missing_arguments: dict[int, int] = {}
        self.depth_at_end = 1
        # Commands with arguments that follow one another directly: how many so far, and the place after the
        # last.
        self.commands_in_a_row = 0
        self.last_command = -1
        # What would close the dollar that was reported last.
        self.dollar = ""

    def fault(self, code: str, message: str, token: Token, hint: str = "") -> None:
        """Record a problem at a token."""
        self.faults.append(Fault(code, message, token[1], len(token[0].rstrip(ENGINE)), hint))

    def next_text(self) -> str:
        """The text of the next token that is not a space; "" at the end."""
        place = after_spaces(self.tokens, self.place)
        return self.tokens[place][0] if place < len(self.tokens) else ""

    def is_outside_rows(self) -> bool:
        """Whether no environment with rows is open."""
        return all(group.kind in ROWLESS for group in self.stack)

    def is_ended_by(self, text: str) -> bool:
        r"""Whether the `\left` or `\begin` that is open innermost is still to be ended by this `\right` or
        `\end`."""
        opener = {"\\right": "\\left", "\\end": "\\begin"}[text]
        depth = 0
        for other, _ in self.tokens[self.place :]:
            if other == opener:
                depth += 1
            elif other == text:
                if depth == 0:
                    return True
                depth -= 1
        return False

    def close_missing(self, offset: int) -> None:
        """Close what is open innermost, which the author forgot to close."""
        group = self.stack.pop()
        if group.kind == "{":
            self.faults.append(
                Fault(
                    "missing-brace", "This { is never closed.", group.offset, 1, "Write the } that closes it."
                )
            )
            self.output.append(("}", offset))
        elif group.kind == "left":
            message = "This \\left has no \\right."
            self.faults.append(
                Fault("missing-right", message, group.offset, 5, "Write \\right and a delimiter.")
            )
            self.output += [("\\right", offset), (".", offset)]
        else:
            message = f"This \\begin{{{group.kind}}} has no \\end."
            self.faults.append(
                Fault("missing-end", message, group.offset, 6, f"Write \\end{{{group.kind}}}.")
            )
            self.output += ends("\\end", group.kind, offset)
        self.stack[-1].scripts = ""


def settle(group: Group) -> None:
    """Record an atom. If it is the argument of a script, the scripts stay as they are; otherwise it has none
    yet."""
    group.scripts = group.scripts[:-1] if group.scripts.endswith("?") else ""


def ends(command: str, name: str, offset: int) -> list[Token]:
    """The tokens of the end of an environment."""
    return [(command, offset), ("{", offset), *((char, offset) for char in name), ("}", offset)]
