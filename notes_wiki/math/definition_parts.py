"""What definitions consist of: a name, a body.

In:  a reader just after a command that defines something, or after a part of its definition.
Out: the next part, or the reason why there is none.
"""

from __future__ import annotations

from notes_wiki.math.reader import Reader, text_of
from notes_wiki.math.tokens import trim

DECLARING_FONTS = frozenset(
    [
        "\\DeclareMathAlphabet",
        "\\DeclareSymbolFontAlphabet",
        "\\DeclareSymbolFont",
        "\\DeclareMathSymbol",
        "\\DeclareMathAccent",
        "\\DeclareMathDelimiter",
        "\\mathchardef",
    ]
)
"""Those of `font_declarations.py`."""
DECLARING_UNITS = frozenset(
    [
        "\\DeclareSIUnit",
        "\\DeclareSIPrefix",
        "\\DeclareBinaryPrefix",
        "\\DeclareSIPower",
        "\\DeclareSIQualifier",
        "\\sisetup",
    ]
)
"""Those of `siunitx_declarations.py`."""
DEFINING = frozenset(
    [
        *DECLARING_FONTS,
        *DECLARING_UNITS,
        "\\newcommand",
        "\\renewcommand",
        "\\providecommand",
        "\\DeclareRobustCommand",
        "\\def",
        "\\gdef",
        "\\edef",
        "\\xdef",
        "\\let",
        "\\DeclareMathOperator",
        "\\DeclarePairedDelimiter",
        "\\DeclarePairedDelimiterX",
        "\\DeclarePairedDelimiterXPP",
        "\\DeclarePairedDelimiters",
        "\\DeclarePairedDelimitersX",
        "\\DeclarePairedDelimitersXPP",
        "\\newcolumntype",
        "\\Newextarrow",
        "\\newenvironment",
        "\\renewenvironment",
        "\\newcases",
        "\\renewcases",
        "\\newgathered",
        "\\renewgathered",
        *(
            f"\\{kind}{way}Document{what}"
            for kind in ("New", "Renew", "Provide", "Declare")
            for way, what in (("", "Command"), ("Expandable", "Command"), ("", "Environment"))
        ),
    ]
)
"""All commands that define something."""


class DefinitionError(ValueError):
    """A definition that cannot be understood; `offset` is where it goes wrong, `hint` what to do instead."""

    def __init__(self, message: str, offset: int, hint: str = "") -> None:
        super().__init__(message)
        self.offset = offset
        self.hint = hint


def made_name(reader: Reader) -> str:
    r"""A name that is put together, `\csname bb#1\endcsname`, if one comes next; "" otherwise."""
    while reader.peek() == "\\expandafter":
        reader.skip_spaces()
        reader.pop()
    if reader.peek() != "\\csname":
        return ""
    reader.skip_spaces()
    reader.pop()
    return "\\" + text_of(reader.until("\\endcsname"))


def name_of(reader: Reader, offset: int) -> str:
    """The name that is defined. Raises DefinitionError."""
    if name := made_name(reader):
        return name
    argument = reader.argument()
    tokens = trim(argument or [])
    if name := made_name(Reader(tokens)):
        return name
    if len(tokens) == 1 and tokens[0][0].startswith("\\"):
        return tokens[0][0]
    # MathJax reads `\newcommand{R}` as `\newcommand{\R}`.
    name = "".join(text for text, _ in tokens)
    if not (name.isascii() and name.isalpha()):
        raise DefinitionError("A macro's name is missing here", offset)
    return "\\" + name


def body_of(reader: Reader, offset: int) -> tuple[str, ...]:
    """An argument of the definition. Raises DefinitionError."""
    # A definition that comes next is one of its own, and no body.
    found = None if reader.peek() in DEFINING else reader.argument()
    if found is None:
        raise DefinitionError("A macro's body is missing here", offset)
    return tuple(text for text, _ in found)
