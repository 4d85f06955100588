"""How TeX's commands define macros: `\\newcommand`, `\\def`, `\\DeclarePairedDelimiter`, …

In:  a reader just after such a command.
Out: a name and a `Macro`, or the reason why there is none.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math import font_declarations, siunitx_declarations
from notes_wiki.math.definition_parts import (
    DECLARING_FONTS,
    DECLARING_UNITS,
    DEFINING,
    DefinitionError,
    body_of,
    made_name,
    name_of,
)
from notes_wiki.math.document_commands import read_specification
from notes_wiki.math.macros import Macro, Macros, PairedDelimiter, column_type, macro
from notes_wiki.math.reader import Reader, text_of
from notes_wiki.math.tokens import PRIMITIVE, Token, whole_number


def define(command: Token, reader: Reader, known: Macros) -> tuple[str, Macro] | None:
    """Read the definition after `command`. None where it changes nothing (`\\providecommand` of what
    exists). Raises DefinitionError."""
    name, offset = command
    if name in {"\\def", "\\gdef", "\\edef", "\\xdef"}:
        return _def(reader, offset)
    if name == "\\let":
        return _let(reader, offset, known)
    star = reader.star()
    if name in {"\\newenvironment", "\\renewenvironment"}:
        return _environment(reader, offset)
    if name.endswith(("newcases", "newgathered")):
        return _of_mathtools(reader, offset, gathered=name.endswith("gathered"))
    if name.endswith("DocumentEnvironment"):
        return _document_environment(reader, offset)
    if name == "\\newcolumntype":
        return _column_type(reader, offset)
    if name in DECLARING_UNITS:
        return siunitx_declarations.declare(name, reader, offset, known)
    if name in DECLARING_FONTS:
        return font_declarations.declare(name, reader, offset, known)
    target = name_of(reader, offset)
    if name == "\\Newextarrow":
        arrow = _arrow(reader, offset)
        return None if arrow.body == (target,) else (target, arrow)  # defined as what it is
    if name.startswith("\\DeclarePaired"):
        kind = name.removeprefix("\\DeclarePairedDelimiter").removeprefix("s")  # MathJax's own names
        return target, _paired(reader, offset, kind)
    if name == "\\DeclareMathOperator":
        body = body_of(reader, offset)
        return target, Macro(0, ("\\operatorname", *("*" * star), "{", *body, "}"))
    if name.endswith("DocumentCommand"):
        made = _document_command(reader, offset)
        return None if name.startswith("\\Provide") and target in known else (target, made)
    parameters, default = _parameters(reader, offset)
    body = body_of(reader, offset)
    if (name == "\\providecommand" and target in known) or _adds_groups(target, body):
        return None
    return target, Macro(parameters, body, default)


def _adds_groups(target: str, body: Sequence[str]) -> bool:
    r"""Whether this is `\renewcommand{\left}{\mathopen{}\mathclose\bgroup\originalleft}` or its counterpart,
    which only take space away and have halves of groups in them."""
    return target in {"\\left", "\\right"} and not {"\\bgroup", "\\aftergroup"}.isdisjoint(body)


def _parameters(reader: Reader, offset: int) -> tuple[int, tuple[str, ...] | None]:
    """The number of arguments and the default of the first: `[2][x]`."""
    count = reader.optional()
    if count is None:
        return 0, None
    typed = text_of(count)
    number = whole_number(typed)
    if number is None or len(typed) != 1:
        raise DefinitionError(f"{typed} is not a number of arguments", offset)
    default = reader.optional()
    return number, None if default is None else tuple(text for text, _ in default)


def _environment(reader: Reader, offset: int) -> tuple[str, Macro]:
    name = text_of(reader.argument() or [])
    parameters, default = _parameters(reader, offset)
    begin = body_of(reader, offset)
    return f"\\begin{{{name}}}", Macro(parameters, begin, default, ending=body_of(reader, offset))


def _of_mathtools(reader: Reader, offset: int, *, gathered: bool) -> tuple[str, Macro]:
    r"""mathtools' `\newcases{name}{between}{$##$}{$##$}{left}{right}`, two columns between these delimiters,
    and `\newgathered{name}{before}{behind}{after}`, lines in the middle."""
    name = text_of(reader.argument() or [])
    parts = [body_of(reader, offset) for _ in range(3 if gathered else 5)]
    if gathered:
        found = macro("\\begin{gathered}"), macro("\\end{gathered}")
    else:
        _, column, _, left, right = ("".join(part) for part in parts)
        array = "darray" if "\\displaystyle" in column else "array"
        begin = f"\\left{left.strip() or '.'}\\begin{{{array}}}{{ll}}"
        found = macro(begin), macro(f"\\end{{{array}}}\\right{right.strip() or '.'}")
    return f"\\begin{{{name}}}", Macro(0, found[0].body, ending=found[1].body)


def _column_type(reader: Reader, offset: int) -> tuple[str, Macro]:
    r"""`\newcolumntype{L}{>{$}l<{$}}`: what a column of an array with this letter is."""
    letter = text_of(reader.argument() or [])
    parameters, default = _parameters(reader, offset)
    return column_type(letter), Macro(parameters, body_of(reader, offset), default)


# The arrows that grow with what stands above them, by their sign.
_ARROWS = {
    "←": "\\xleftarrow",
    "→": "\\xrightarrow",
    "↔": "\\xleftrightarrow",
    "⇐": "\\xLeftarrow",
    "⇒": "\\xRightarrow",
    "⇔": "\\xLeftrightarrow",
    "↦": "\\xmapsto",
    "↩": "\\xhookleftarrow",
    "↪": "\\xhookrightarrow",
    "↞": "\\xtwoheadleftarrow",
    "↠": "\\xtwoheadrightarrow",
    "⇌": "\\xrightleftharpoons",
}
_NO_SIGNS = frozenset(["", *"\\{}#$%&^_~ "])


def _arrow(reader: Reader, offset: int) -> Macro:
    r"""extpfeil's `\Newextarrow{\xfoo}{5,10}{0x21D2}`: an arrow of this sign, as `\xRightarrow` is one. How
    far it reaches beyond its label is the engine's to say."""
    body_of(reader, offset)
    code = "".join(body_of(reader, offset)).strip()
    try:
        sign = chr(int(code, 0))
    except (ValueError, OverflowError):
        sign = ""
    if not sign.isprintable() or sign in _NO_SIGNS:
        raise DefinitionError(f"{code[:20]} is not the number of an arrow", offset)
    if sign in _ARROWS:
        return Macro(0, (_ARROWS[sign],))
    return macro(f"\\mathrel{{\\overset{{#1}}{{{sign}}}}}", 1)


def _paired(reader: Reader, offset: int, kind: str) -> Macro:
    """`\\DeclarePairedDelimiter\\abs{\\lvert}{\\rvert}`: the call may have a star or a size. `kind` is X
    where the definition has a body of its own, XPP where it also says what comes before and after."""
    count = text_of(reader.optional() or []) if kind else "1"
    before = body_of(reader, offset) if kind == "XPP" else ()
    left, right = body_of(reader, offset), body_of(reader, offset)
    after = body_of(reader, offset) if kind == "XPP" else ()
    body = body_of(reader, offset) if kind else ("#", "1")
    parameters = number if (number := whole_number(count)) is not None else 1
    return Macro(parameters, body, paired=PairedDelimiter(left, right, before, after))


def _document_command(reader: Reader, offset: int) -> Macro:
    """`\\NewDocumentCommand\\x{s O{d} m}{…}`."""
    arguments = read_specification(reader.argument() or [])
    if isinstance(arguments, str):
        raise DefinitionError(f"The argument type {arguments} is not known here", offset)
    body = body_of(reader, offset)
    parameters = sum(one.count() for one in arguments)
    plain = all(one.kind == "m" for one in arguments)
    return Macro(parameters, body, arguments=() if plain else arguments)


def _document_environment(reader: Reader, offset: int) -> tuple[str, Macro]:
    name = text_of(reader.argument() or [])
    made = _document_command(reader, offset)
    ending = body_of(reader, offset)
    return f"\\begin{{{name}}}", Macro(made.parameters, made.body, None, (), ending, made.arguments)


def _def(reader: Reader, offset: int) -> tuple[str, Macro]:
    r"""`\def\name#1;#2{body}`: what stands between the parameters delimits them in a call."""
    reader.skip_spaces()
    target = made_name(reader)
    if not target and not reader.peek_now().startswith("\\"):
        raise DefinitionError("A macro's name is missing here", offset)
    target = target or reader.pop()[0]
    delimiters: list[list[str]] = [[]]
    while reader and not reader.next_is("{"):
        text, _ = reader.pop()
        if text == "#" and reader:
            reader.pop()
            delimiters.append([])
        else:
            delimiters[-1].append(text)
    body = body_of(reader, offset)
    plain = not any(delimiters)
    ends = () if plain else tuple(tuple(part) for part in delimiters)
    return target, Macro(len(delimiters) - 1, body, None, ends)


def _let(reader: Reader, offset: int, known: Macros) -> tuple[str, Macro]:
    r"""`\let\name=\meaning`."""
    reader.skip_spaces()
    name = made_name(reader) or (reader.pop()[0] if reader else "")
    reader.skip_spaces()
    if reader.next_is("="):
        reader.pop()
        reader.skip_spaces()
    if not name.startswith("\\") or not reader:
        raise DefinitionError("\\let needs two names", offset)
    meaning = made_name(reader) or reader.pop()[0]
    # What TeX itself means by a name stays so, whatever the name is made to mean later.
    own = meaning + PRIMITIVE if meaning[0] == "\\" and len(meaning) > 1 else meaning
    return name, known.get(meaning) or Macro(0, (own,))


def defining(name: str, known: Macros) -> str:
    """The command of TeX's by which a name defines something, `\\newcommand` for a `\\nc` that stands for it;
    "" for a name that defines nothing."""
    if name in DEFINING:
        return name
    macro = known.get(name)
    if macro is None or macro.parameters or len(macro.body) != 1:
        return ""
    meant = macro.body[0].removesuffix(PRIMITIVE)
    return meant if meant in DEFINING else ""
