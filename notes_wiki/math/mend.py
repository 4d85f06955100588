r"""Checking a formula's structure, and mending it the way TeX does at the terminal.

In:  expanded tokens.
Out: tokens whose braces, `\left`/`\right`, environments, scripts and arguments are in order, and a Fault
     for everything that was not.

TeX, asked to go on after an error, inserts what is missing and drops what is too much. So does this: a
second superscript gets an empty base, a missing brace is closed where the group around it ends, an extra
`}` or `\right` is dropped, a missing `\end` is added.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from notes_wiki.math import vocabulary
from notes_wiki.math.expand import Fault
from notes_wiki.math.packages.environments import DISPLAYS
from notes_wiki.math.tokens import Token, is_word

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
# What takes arguments, and how many: TeX would take whatever comes next, be it the end of a group.
_ARGUMENTS = {
    **dict.fromkeys(
        (
            "\\frac",
            "\\dfrac",
            "\\tfrac",
            "\\cfrac",
            "\\binom",
            "\\dbinom",
            "\\tbinom",
            "\\overset",
            "\\underset",
            "\\stackrel",
            "\\textcolor",
        ),
        2,
    ),
    **dict.fromkeys(
        (
            "\\sqrt",
            "\\hat",
            "\\bar",
            "\\vec",
            "\\tilde",
            "\\dot",
            "\\ddot",
            "\\overline",
            "\\underline",
            "\\widehat",
            "\\widetilde",
            "\\overbrace",
            "\\underbrace",
            "\\mathbb",
            "\\mathcal",
            "\\mathrm",
            "\\mathbf",
            "\\mathit",
            "\\mathsf",
            "\\mathtt",
            "\\mathfrak",
            "\\mathscr",
            "\\boldsymbol",
            "\\operatorname",
            "\\boxed",
            "\\cancel",
            "\\bcancel",
            "\\xcancel",
            "\\phantom",
            "\\check",
            "\\breve",
            "\\acute",
            "\\grave",
            "\\mathring",
            "\\overrightarrow",
            "\\overleftarrow",
            "\\bm",
        ),
        1,
    ),
}
_SIZED = frozenset(
    f"\\{size}{side}" for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "r", "m")
)
_ANGLES = {"<": "\\langle", ">": "\\rangle"}
_LENGTH = re.compile(
    r"\s*[+-]?(?:\d+[.,]?\d*|[.,]\d+)\s*(?:em|ex|pt|px|pc|cm|mm|in|mu|bp|\\\w+)\s*|\s*-?\\\w+\s*"
)
_LONGEST_LENGTH = 20
# Frames in which a row's end or a column is none: groups and environments that are only a display.
_ROWLESS = frozenset(
    {"", "equation", "equation*", "displaymath", "math", "subequations", "dmath", "dmath*", "center"}
)
_STRUCTURE = frozenset("{}^_'&#$\\ \t\n\r\x0b\x0c")
_CLOSERS = frozenset({"}", "&", "\\\\", "\\end", "\\right", "\\middle"})
_INNER = {"gather": "gathered", "multline": "multlined", "alignat": "alignedat"}
# What sets its scripts above and below by itself.
_STACKED = frozenset(
    f"\\{name}"
    for name in (
        "underbrace overbrace underbracket overbracket underparen overparen undergroup overgroup mathop "
        "underset overset stackrel xrightarrow xleftarrow"
    ).split()
)
_LIMITS = frozenset({"\\limits", "\\nolimits"})


class _Frame:
    """Something open: "{", "left", or an environment's name; "" is the formula itself."""

    __slots__ = ("kind", "offset", "script", "scripts")

    def __init__(self, kind: str, offset: int, *, script: bool = False) -> None:
        self.kind = kind
        self.offset = offset
        self.script = script  # the group is the argument of a script
        self.scripts = ""  # which scripts the last atom has: of "^", "_", "'"


class Mender:
    """Mends one formula. `rows` says whether a `\\\\` stands outside every environment, `columns` a `&`."""

    def __init__(self, tokens: Sequence[Token], is_environment: Callable[[str], bool]) -> None:
        self._tokens = list(tokens)
        self._is_environment = is_environment
        self._place = 0
        self._insert: dict[int, int] = {}
        self._insert_depth = 1
        self.faults: list[Fault] = []
        self.output: list[Token] = []
        self.rows = False
        self.columns: list[Token] = []
        self.in_equation = False
        self._stack = [_Frame("", 0)]
        self.deepest = 0
        self._run = 0
        self._last = -1

    def mend(self) -> list[Token]:
        """The tokens, in order."""
        while self._place < len(self._tokens):
            if self._insert and (missing := self._insert.pop(self._place, 0)):
                self._add_groups(missing)
            token = self._tokens[self._place]
            self._place += 1
            if len(token[0]) == 1 and token[0] not in _STRUCTURE:  # most tokens: a letter, a digit, a sign
                frame = self._stack[-1]
                if frame.scripts:
                    self._settle(frame)
                self.output.append(token)
                continue
            self._step(token)
            self.deepest = max(self.deepest, len(self._stack))
        missing = self._insert.pop(self._place, 0)
        end = self._tokens[-1][1] + len(self._tokens[-1][0]) if self._tokens else 0
        while len(self._stack) > self._insert_depth:
            self._close_missing(end)
        self._add_groups(missing)
        while len(self._stack) > 1:
            self._close_missing(end)
        return self.output

    def _step(self, token: Token) -> None:
        text = token[0]
        frame = self._stack[-1]
        if text.isspace():
            self.output.append(token)
        elif text == "{":
            self.output.append(token)
            script = frame.scripts.endswith("?")
            self._settle(frame)
            self._stack.append(_Frame("{", token[1], script=script))
        elif text == "}":
            self._close_brace(token)
        elif text in {"^", "_", "'"}:
            self._script(token, frame)
        elif text == "\\left":
            self._settle(frame)
            self.output.append(token)
            self._delimiter(token)
            self._stack.append(_Frame("left", token[1]))
        elif text == "\\right":
            self._right(token)
        elif text == "\\middle":
            self._middle(token)
        elif text == "\\begin":
            self._begin(token, frame)
        elif text == "\\end":
            self._end(token)
        elif text == "&":
            self._column(token, frame)
        elif text == "\\\\":
            self._row_end(token, frame)
        elif text in _SIZED:
            self._sized(token, frame)
        else:
            self._atom(token, frame)

    def _row_end(self, token: Token, frame: _Frame) -> None:
        r"""A row's end. What tells how far away the next row is, `\\*` or `\\[1em]`, must follow at once; any
        other bracket begins the next row."""
        frame.scripts = ""
        if self._is_outside():
            self.rows = True
            self.in_equation = self.in_equation or len(self._stack) > 1
        self.output.append(token)
        tokens, place = self._tokens, self._place
        if place < len(tokens) and tokens[place][0] == "*":
            self._place = place = place + 1
        if place < len(tokens) and tokens[place][0] == "[":
            end = place
            while end < len(tokens) and end - place <= _LONGEST_LENGTH and tokens[end][0] != "]":
                end += 1
            words = "".join(text for text, _ in tokens[place + 1 : end])
            if end < len(tokens) and tokens[end][0] == "]" and _LENGTH.fullmatch(words):
                self._place = end + 1

    def _is_outside(self) -> bool:
        """Whether no environment with rows is open."""
        return all(frame.kind in _ROWLESS for frame in self._stack)

    def _sized(self, token: Token, frame: _Frame) -> None:
        r"""`\big(`: a dot is no delimiter, angle brackets have names, braces around it are dropped."""
        self._settle(frame)
        following = self._next()
        braced = following == "{"
        place = self._place
        while place < len(self._tokens) and (
            self._tokens[place][0].isspace() or self._tokens[place][0] == "{"
        ):
            place += 1
        found = self._tokens[place][0] if place < len(self._tokens) else ""
        if found in _DELIMITERS or found in _ANGLES:
            offset = self._tokens[place][1]
            self._place = place + 1
            if braced and self._next() == "}":
                while self._tokens[self._place][0] != "}":
                    self._place += 1
                self._place += 1
            if found != ".":
                self.output += [token, (_ANGLES.get(found, found), offset)]
            return
        self._fault(
            "missing-delimiter",
            f"No delimiter stands behind {token[0]}.",
            token,
            "Write one, or leave it out.",
        )

    def _atom(self, token: Token, frame: _Frame) -> None:
        text = token[0]
        if text in _LIMITS:
            self._limits(token)
            return
        self._settle(frame)
        if text == "#":
            self._fault(
                "stray-hash", "# stands for an argument only in a macro's definition.", token, "Write \\#."
            )
            token = ("\\#", token[1])
        elif text == "$":
            self._fault(
                "stray-dollar", "A $ stands inside the formula.", token, "Take it away, or write \\$."
            )
            return
        elif text in {"\\(", "\\)", "\\[", "\\]"}:
            self._fault("stray-dollar", f"{text} stands inside the formula.", token, "Take it away.")
            return
        elif text == "\\":
            return
        self.output.append(token)
        if (count := _ARGUMENTS.get(text)) is not None:
            self.deepest = max(self.deepest, self._run_of_commands())
            self._expect_arguments(token, count)

    def _limits(self, token: Token) -> None:
        r"""`\\limits`: kept behind what the engine takes for an operator, dropped behind what has its scripts
        above and below anyway, told behind anything else."""
        before = self._before()
        if before in vocabulary.OPERATORS:
            self.output.append(token)
        elif before not in _STACKED:
            self._fault(
                "misplaced-limits",
                f"{token[0]} stands behind no operator.",
                token,
                "Take it away, or use \\mathop.",
            )

    def _before(self) -> str:
        """The command that stands last in the output, with or without its last argument in braces."""
        place = len(self.output) - 1
        while place >= 0 and self.output[place][0].isspace():
            place -= 1
        depth = 0
        while place >= 0 and (depth or self.output[place][0] == "}"):
            depth += (self.output[place][0] == "}") - (self.output[place][0] == "{")
            place -= 1
            if depth == 0:
                break
        return self.output[place][0].rstrip("\x01") if place >= 0 else ""

    @staticmethod
    def _settle(frame: _Frame) -> None:
        """An atom comes: as a script's argument it leaves the scripts as they are, else it has none."""
        frame.scripts = frame.scripts[:-1] if frame.scripts.endswith("?") else ""

    def _script(self, token: Token, frame: _Frame) -> None:
        text = token[0]
        had = frame.scripts.removesuffix("?")
        twice = ("^" in had) if text in {"^", "'"} else ("_" in had)
        if frame.scripts.endswith("?"):
            self._missing_script(token)
        if twice:
            name = "subscript" if text == "_" else "superscript"
            self._fault(
                "double-script",
                f"A second {name} stands on one base.",
                token,
                f"Group what it belongs to: {{a{text}b}}{text}c, or a{text}{{bc}}.",
            )
            self.output += [("{", token[1]), ("}", token[1])]
            had = ""
        self.output.append(token)
        if text == "'":
            frame.scripts = had if "'" in had else had + "'"
            return
        following = self._next()
        if following == "" or following in _CLOSERS:
            self._missing_script(token)
            frame.scripts = had + text
        else:
            frame.scripts = had + text + "?"

    def _missing_script(self, token: Token) -> None:
        self._fault(
            "missing-script", f"Nothing stands behind the {token[0]}.", token, "Write what belongs there."
        )
        self.output += [("{", token[1]), ("}", token[1])]

    def _next(self) -> str:
        place = self._place
        while place < len(self._tokens) and self._tokens[place][0].isspace():
            place += 1
        return self._tokens[place][0] if place < len(self._tokens) else ""

    # --- groups ---

    def _close_brace(self, token: Token) -> None:
        if not any(frame.kind == "{" for frame in self._stack):
            self._fault("extra-brace", "This } closes nothing.", token, "Take it away, or write \\}.")
            return
        while self._stack[-1].kind != "{":
            if self._brace_below_is_outside():
                self._fault(
                    "extra-brace", "This } closes nothing here.", token, "Take it away, or write \\}."
                )
                return
            self._close_missing(token[1])
        closed = self._stack.pop()
        self.output.append(token)
        parent = self._stack[-1]
        if not closed.script:
            parent.scripts = ""

    def _brace_below_is_outside(self) -> bool:
        """Whether an environment is open whose `\\end` still comes: then the brace is too much, and
        nothing before the `\\end` should be closed for its sake."""
        kind = self._stack[-1].kind
        if kind in {"left", "{", ""}:
            return kind == "left" and self._comes("\\right")
        return self._comes("\\end")

    def _comes(self, text: str) -> bool:
        opener = {"\\right": "\\left", "\\end": "\\begin"}[text]
        depth = 0
        for other, _ in self._tokens[self._place :]:
            if other == opener:
                depth += 1
            elif other == text:
                if depth == 0:
                    return True
                depth -= 1
        return False

    def _close_missing(self, offset: int) -> None:
        """Close what is open innermost, which its author forgot to."""
        frame = self._stack.pop()
        if frame.kind == "{":
            self.faults.append(
                Fault(
                    "missing-brace", "This { is never closed.", frame.offset, 1, "Write the } that closes it."
                )
            )
            self.output.append(("}", offset))
        elif frame.kind == "left":
            message = "This \\left has no \\right."
            self.faults.append(
                Fault("missing-right", message, frame.offset, 5, "Write \\right and a delimiter.")
            )
            self.output += [("\\right", offset), (".", offset)]
        else:
            message = f"This \\begin{{{frame.kind}}} has no \\end."
            self.faults.append(
                Fault("missing-end", message, frame.offset, 6, f"Write \\end{{{frame.kind}}}.")
            )
            self.output += _ends("\\end", frame.kind, offset)
        self._stack[-1].scripts = ""

    def _right(self, token: Token) -> None:
        if not any(frame.kind == "left" for frame in self._stack) or self._left_is_outside():
            self._fault(
                "extra-right", "This \\right has no \\left.", token, "Take it away, or write the \\left."
            )
            return
        while self._stack[-1].kind != "left":
            self._close_missing(token[1])
        self._stack.pop()
        self._stack[-1].scripts = ""
        self.output.append(token)
        self._delimiter(token)

    def _left_is_outside(self) -> bool:
        """Whether an environment was begun since the last `\\left`, or a brace whose } still comes."""
        for frame in reversed(self._stack):
            if frame.kind == "left":
                return False
            if frame.kind != "{" or self._brace_closes():
                return True
        return True

    def _brace_closes(self) -> bool:
        depth = 0
        for text, _ in self._tokens[self._place :]:
            if text == "{":
                depth += 1
            elif text == "}":
                if depth == 0:
                    return True
                depth -= 1
            elif depth == 0 and text == "\\right":
                return False
        return False

    def _middle(self, token: Token) -> None:
        if self._stack[-1].kind != "left":
            self._fault("extra-right", "This \\middle stands in no \\left … \\right.", token, "Take it away.")
            return
        self._stack[-1].scripts = ""
        self.output.append(token)
        self._delimiter(token)

    def _delimiter(self, token: Token) -> None:
        """The delimiter behind `\\left`, `\\right` or `\\middle`: a dot stands in for a missing one."""
        while self._place < len(self._tokens) and self._tokens[self._place][0].isspace():
            self._place += 1
        if self._place < len(self._tokens) and self._tokens[self._place][0] in _DELIMITERS:
            self.output.append(self._tokens[self._place])
            self._place += 1
            return
        self._fault(
            "missing-delimiter",
            f"No delimiter stands behind {token[0]}.",
            token,
            "Write one, or a dot for none.",
        )
        self.output.append((".", token[1]))

    # --- environments ---

    def _name(self) -> tuple[str, int]:
        """The name behind `\\begin` or `\\end`, and the place behind it."""
        place = self._place
        while place < len(self._tokens) and self._tokens[place][0].isspace():
            place += 1
        if place >= len(self._tokens) or self._tokens[place][0] != "{":
            return "", self._place
        start = place + 1
        while place < len(self._tokens) and self._tokens[place][0] != "}":
            place += 1
        return "".join(text for text, _ in self._tokens[start:place]).strip(), place + 1

    def _begin(self, token: Token, frame: _Frame) -> None:
        name, after = self._name()
        if not name or not self._is_environment(name):
            message = (
                f"There is no environment {name}." if name else "No environment's name stands behind \\begin."
            )
            near = vocabulary.nearest(name, sorted(vocabulary.all_environments())) if name else ""
            hint = f"Did you mean {near}?" if near else "Mend the name, or define it with \\newenvironment."
            self._fault("unknown-environment", message, token, hint)
            self._place = after
            self._skip_end(name)
            return
        if name in DISPLAYS and self._in_display():
            self._fault(
                "nested-display",
                f"The environment {name} stands inside another display.",
                token,
                f"Write {_INNER.get(name.rstrip('*'), 'aligned')} instead.",
            )
        self._settle(frame)
        self.output.append(token)
        self.output += self._tokens[self._place : after]
        self._place = after
        self._stack.append(_Frame(name, token[1]))
        if name in {"array", "darray", "tabular", "alignedat", "subarray", "alignat", "alignat*"}:
            self._copy_group()

    def _in_display(self) -> bool:
        """Whether a display is open, and no argument of a command since."""
        for frame in reversed(self._stack):
            if frame.kind == "{":
                return False
            if frame.kind in DISPLAYS:
                return True
        return False

    def _copy_group(self) -> None:
        """Columns of an array are no formula: copied as they stand, an option before them too."""
        for opener, closer in (("[", "]"), ("{", "}")):
            if self._next() != opener:
                continue
            depth = 0
            while self._place < len(self._tokens):
                copied = self._tokens[self._place]
                self._place += 1
                self.output.append(copied)
                depth += (copied[0] == opener) - (copied[0] == closer)
                if depth == 0 and not copied[0].isspace():
                    break

    def _skip_end(self, name: str) -> None:
        """Drop the `\\end` of an environment whose `\\begin` was dropped."""
        wanted = ["\\end", "{", *name, "}"]
        for place in range(self._place, len(self._tokens)):
            if self._tokens[place][0] == "\\end":
                here = [text for text, _ in self._tokens[place : place + len(wanted)]]
                if here == wanted:
                    del self._tokens[place : place + len(wanted)]
                    return

    def _end(self, token: Token) -> None:
        name, after = self._name()
        self._place = after
        if not any(frame.kind == name for frame in self._stack[1:]) or not name:
            self._fault(
                "extra-end", f"This \\end{{{name}}} has no \\begin.", token, "Take it away, or mend its name."
            )
            return
        while self._stack[-1].kind != name:
            self._close_missing(token[1])
        self._stack.pop()
        self._stack[-1].scripts = ""
        self.output += _ends("\\end", name, token[1])

    def _column(self, token: Token, frame: _Frame) -> None:
        frame.scripts = ""
        if frame.kind in _ROWLESS and self._is_outside():
            self.columns.append(token)
            self.in_equation = self.in_equation or len(self._stack) > 1
            self.output.append(token)
        elif frame.kind not in {"{", "left"}:
            self.output.append(token)
        else:
            self._fault(
                "misplaced-column",
                "This & stands in no matrix and no alignment.",
                token,
                "Write \\&, or take it away.",
            )

    # --- arguments ---

    def _expect_arguments(self, token: Token, count: int) -> None:
        """See that a command's arguments follow; where they do not, empty ones are put in their place."""
        place = self._place
        for found in range(count):
            while place < len(self._tokens) and self._tokens[place][0].isspace():
                place += 1
            if token[0] == "\\sqrt" and place < len(self._tokens) and self._tokens[place][0] == "[":
                while place < len(self._tokens) and self._tokens[place][0] != "]":
                    place += 1
                place += 1
            if place >= len(self._tokens) or self._tokens[place][0] in _CLOSERS:
                what = "an argument" if count == 1 else f"{count} arguments"
                self._fault(
                    "missing-argument",
                    f"{token[0]} wants {what}.",
                    token,
                    "Write what belongs there, in braces.",
                )
                self._insert[min(place, len(self._tokens))] = count - found
                if place >= len(self._tokens):
                    self._insert_depth = len(self._stack)
                return
            place = _behind(self._tokens, place)

    def _run_of_commands(self) -> int:
        r"""How many commands with arguments stand at once behind one another: `\\sqrt\\sqrt x` nests."""
        self._run = self._run + 1 if self._last == self._place - 1 else 1
        self._last = self._place
        return self._run

    def _add_groups(self, count: int) -> None:
        offset = self.output[-1][1] if self.output else 0
        self.output += [("{", offset), ("}", offset)] * count

    def _fault(self, code: str, message: str, token: Token, hint: str = "") -> None:
        self.faults.append(Fault(code, message, token[1], len(token[0].rstrip("\x01")), hint))


def _ends(command: str, name: str, offset: int) -> list[Token]:
    return [(command, offset), ("{", offset), *((char, offset) for char in name), ("}", offset)]


def _behind(tokens: Sequence[Token], place: int) -> int:
    """The place behind the argument that begins at `place`."""
    if tokens[place][0] != "{":
        # `\frac\sqrt{2}{3}`: a command as an argument takes its own along.
        own = _ARGUMENTS.get(tokens[place][0], 0) if is_word(tokens[place][0]) else 0
        place += 1
        for _ in range(own):
            if place < len(tokens) and tokens[place][0] == "{":
                place = _behind(tokens, place)
        return place
    depth = 0
    while place < len(tokens):
        depth += (tokens[place][0] == "{") - (tokens[place][0] == "}")
        place += 1
        if depth == 0:
            break
    return place
