r"""The columns of an array: `{l|c@{=}r}`, `{*{3}{c}}`, `{>{\displaystyle}l<{,}}`, letters of one's own.

In:  the tokens between the braces.
Out: the columns, each with what it puts before and after its cells, and the letters and rules that the
     engine takes; an array's body with these put in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from notes_wiki.math.calls import substitute
from notes_wiki.math.macros import Macro, column_type
from notes_wiki.math.reader import Reader, text_of
from notes_wiki.math.tokens import Token, split, trim, whole_number

MOST_COLUMNS = 30
"""How many columns of an array are read; repetitions stop there."""
_MOST_LETTERS = 300
_KINDS = {"l": "l", "c": "c", "r": "r", "L": "l", "C": "c", "R": "r", "X": "l", "p": "l", "m": "l", "b": "l"}
_WITH_WIDTH = frozenset("pmb")
# What does not change how a formula looks: how columns of text are set.
_NOTHING = frozenset({"{", "}", "\\centering", "\\raggedright", "\\raggedleft", "\\arraybackslash"})
RULES = frozenset({"\\hline", "\\hdashline"})
"""What may stand between two rows."""


@dataclass
class Column:
    """A column: `l`, `c` or `r`, what precedes and follows each of its cells, and the sides ("left", "right")
    without space."""

    kind: str
    before: list[Token]
    after: list[Token] = field(default_factory=list)
    snug: list[str] = field(default_factory=list)


@dataclass
class Columns:
    """All columns of an array; `letters` is what the engine takes, rules and all."""

    letters: str = ""
    columns: list[Column] = field(default_factory=list)
    between: list[Token] = field(default_factory=list)
    """What stands before a column that was not read yet."""
    is_snug: bool = False
    """Whether it stands in the place of the space before that column."""

    def add(self, kind: str) -> None:
        """Append a column."""
        if len(self.columns) < MOST_COLUMNS:
            self.columns.append(Column(kind, self.between, snug=["left"] if self.is_snug else []))
            self.letters += kind
        self.between, self.is_snug = [], False

    def end(self) -> Columns:
        """The finished columns, the last of them with what follows it."""
        if self.columns:
            self.columns[-1].after += self.between
        return self

    def has_templates(self) -> bool:
        """Whether any column adds anything to its cells."""
        return any(column.before or column.after for column in self.columns)


def read(tokens: Sequence[Token], own: Callable[[str], Macro | None]) -> Columns:
    """Read columns. `own` returns the author's macro of a name, which says what a letter stands for."""
    found = Columns()
    reader = Reader(tokens)
    for _ in range(_MOST_LETTERS):
        if not reader:
            break
        token = reader.pop()
        letter = token[0]
        macro = own(column_type(letter)) if len(letter) == 1 else None
        if macro is not None:
            arguments = [reader.argument() or [] for _ in range(macro.parameters)]
            reader.push(substitute(macro.body, arguments, token[1]))
        else:
            _read_one(letter, reader, found)
    return found.end()


def _read_one(letter: str, reader: Reader, found: Columns) -> None:
    """Read what begins with this letter or sign."""
    if letter in {"|", ":"}:
        found.letters += letter
    elif letter in {"@", "!", ">"}:
        template = reader.argument() or []
        if letter != ">" and any(text == "\\vrule" for text, _ in template):
            found.letters += "|"
            return
        stretched = any(text == "\\extracolsep" for text, _ in template)  # in tables as wide as the page
        found.between += [] if stretched else _shown(template)
        if letter == "@" and not stretched:
            found.is_snug = True
            if found.columns:
                found.columns[-1].snug.append("right")
    elif letter == "<":
        after = _shown(reader.argument() or [])
        if found.columns:
            found.columns[-1].after += after
    elif letter == "*":
        count, part = text_of(reader.argument() or []), reader.argument() or []
        reader.push(part * min(whole_number(count) or 0, MOST_COLUMNS))
    elif letter in {"w", "W"}:
        found.add(_KINDS.get(text_of(reader.argument() or []), "c"))
        reader.argument()
    elif len(letter) == 1 and letter.isascii() and letter.isalpha():
        if letter in _WITH_WIDTH:
            reader.group()
        found.add(_KINDS.get(letter, "c"))


def _shown(template: Sequence[Token]) -> list[Token]:
    """A template without its dollars; nothing if it shows nothing."""
    left = [token for token in template if token[0] != "$"]
    reader = Reader(left)
    while reader:
        text = reader.pop()[0]
        if text not in _NOTHING and not text.isspace():
            return left
    return []


def filled(columns: Columns, body: Sequence[Token]) -> list[Token]:
    """The rows of an array with what its columns add to their cells."""
    rows = split([("\\\\", offset) if text == "\\cr" else (text, offset) for text, offset in body], "\\\\")
    found: list[Token] = []
    for number, row in enumerate(rows):
        if number:
            found.append(("\\\\", row[0][1] if row else 0))
        found += _filled_row(columns, row)
    return found


def _filled_row(columns: Columns, row: list[Token]) -> list[Token]:
    """A row whose cells have what the columns add; rules before it stay where they are."""
    start = 0
    while start < len(row) and (row[start][0].isspace() or row[start][0] in RULES):
        start += 1
    if start == len(row):
        return row
    found = row[:start]
    for place, cell in enumerate(split(row[start:], "&")):
        if place:
            found.append(("&", cell[0][1] if cell else 0))
        if place < len(columns.columns):
            column = columns.columns[place]
            found += [*column.before, *trim(cell), *column.after]
        else:
            found += cell
    return found
