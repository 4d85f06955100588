r"""What siunitx lets a preamble declare: units, prefixes, powers, qualifiers, and how all of them are set.

In:  a reader just after `\DeclareSIUnit`, `\sisetup` and the like.
Out: a name and a macro, by which `packages/siunitx` finds what was declared.
"""

from __future__ import annotations

from notes_wiki.math.definition_parts import DefinitionError, body_of
from notes_wiki.math.macros import Macro, Macros
from notes_wiki.math.reader import Reader, text_of
from notes_wiki.math.tokens import tokenize

UNIT, PREFIX, POWER, QUALIFIER = (f"\\DeclareSI{name}" for name in ("Unit", "Prefix", "Power", "Qualifier"))
OPTIONS = f"{UNIT}[]"
"""The kind of what a unit says of how it is set."""
SETUP = "\\sisetup{}"
"""The name under which the options of all `\\sisetup` are stored among macros."""
BEFORE, AFTER = "before", "after"
"""Where a declared power stands: the first token of its macro; the second is the power."""


def key(command: str, kind: str = UNIT) -> str:
    """The name under which what is declared of a command is stored among macros."""
    return f"{kind}{{{command}}}"


def declare(name: str, reader: Reader, offset: int, known: Macros) -> tuple[str, Macro] | None:
    """Read the declaration after the command `name`. None where nothing is declared. Raises
    DefinitionError."""
    if name == "\\sisetup":
        return SETUP, _setup(known, body_of(reader, offset))
    options = tuple(text for text, _ in reader.optional() or ())
    target = text_of(reader.argument() or [])
    if name == POWER:
        return _power(target, reader, offset)
    if not target.startswith("\\"):
        raise DefinitionError(f"The name that {name} declares is missing here", offset)
    body = body_of(reader, offset)
    if options and name == UNIT:  # the unit itself is put back, to be declared after them
        reader.push([(text, offset) for text in (UNIT, "{", target, "}", "{", *body, "}")])
        return key(target, OPTIONS), Macro(0, options)
    if name in {PREFIX, "\\DeclareBinaryPrefix"}:
        reader.group()  # the power of ten that it stands for
        return key(target, PREFIX), Macro(0, body)
    return key(target, name), Macro(0, body)


def _power(before: str, reader: Reader, offset: int) -> tuple[str, Macro] | None:
    r"""`\quartic\tothequartic{4}` after `\DeclareSIPower`: the second name is put back, to be declared by
    itself."""
    after = text_of(reader.argument() or [])
    power = text_of(reader.argument() or [])
    if before and after:
        reader.push([(text, offset) for text, _ in tokenize(f"{POWER}{{}}{{{after}}}{{{power}}}")])
        return key(before, POWER), Macro(0, (BEFORE, power))
    return (key(after, POWER), Macro(0, (AFTER, power))) if after else None


def _setup(known: Macros, given: tuple[str, ...]) -> Macro:
    """The options of all `\\sisetup` so far."""
    before = known.get(SETUP)
    return Macro(0, (*before.body, ",", *given) if before else given)
