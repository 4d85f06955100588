r"""Preambles: files of macro definitions, and macros from wiki.toml.

In:  the text of a `.tex` or `.sty` file, or of a note's block of definitions.
Out: its macros, the packages it loads, and problems with their lines and columns.

Whatever does not define a macro is silently ignored, because a LaTeX preamble holds much that a page does not
need. A definition that cannot be understood is reported, and the rest is used.
"""

from __future__ import annotations

from collections.abc import Mapping

from notes_wiki import problem
from notes_wiki.math.definition_parts import DefinitionError
from notes_wiki.math.definitions import define, defining
from notes_wiki.math.hints import HOW_TO_DEFINE
from notes_wiki.math.internal_names import tokenize_preamble
from notes_wiki.math.macros import Macro, colour_key
from notes_wiki.math.packages.colours import colour, own_colours
from notes_wiki.math.preamble_code import PreambleCode
from notes_wiki.math.reader import Reader, text_of
from notes_wiki.math.tokens import Token, tokenize
from notes_wiki.model import Problem, Record, Span

_A_COLOUR = "Write it as \\definecolor{name}{HTML}{ff8800}."
_LEFT_OUT = "this definition is left out"
_REST_LEFT_OUT = "the rest of them is left out"
_TAKES_ALL = "everything after it is taken as a part of it"


class Preamble(Record, frozen=True):
    """The macros that a preamble defines, by name, and the packages it loads."""

    macros: dict[str, Macro] = {}
    packages: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_preamble(text: str, path: str = "", known: Mapping[str, Macro] | None = None) -> Preamble:
    """Read the definitions in a text. `path`: the file named in its problems; `known`: macros defined before.
    Never raises."""
    reader = Reader(tokenize_preamble(text, package=path.endswith(".sty")))
    macros: dict[str, Macro] = dict(known or {})
    packages: dict[str, None] = {}
    problems: list[Problem] = []
    code = PreambleCode()
    while reader:
        token = reader.pop()
        if token[0] in {"\\usepackage", "\\RequirePackage", "\\require"}:
            reader.optional()
            names = text_of(reader.argument() or []).split(",")
            packages.update(dict.fromkeys(name.strip() for name in names if name.strip()))
        elif token[0] in {"\\definecolor", "\\providecolor", "\\colorlet"}:
            try:
                _define_colour(token, reader, macros)
            except DefinitionError as error:
                problems.append(_problem(error, text, path, hint=_A_COLOUR))
        elif command := defining(token[0], macros):
            try:
                found = define((command, token[1]), reader, macros)
            except DefinitionError as error:
                problems.append(_problem(error, text, path))
                continue
            if found is not None:
                macros[found[0]] = found[1]
                if not reader and _open_at_the_end(text, token[1]):
                    problems.append(_problem(_endless(found[0], token[1]), text, path, _TAKES_ALL))
        else:
            try:
                code.run(token, reader, macros)
            except DefinitionError as error:
                problems.append(_problem(error, text, path, _REST_LEFT_OUT))
    return Preamble(macros, tuple(packages), tuple(problems))


def _define_colour(command: Token, reader: Reader, macros: dict[str, Macro]) -> None:
    """Read a colour's definition. Raises DefinitionError."""
    reader.optional()
    name = text_of(reader.argument() or [])
    reader.optional()
    model = "" if command[0] == "\\colorlet" else text_of(reader.argument() or [])
    value = text_of(reader.argument() or [])
    found = colour(model, value, own_colours(macros))
    if found is None:
        of_model = f" of the model {model}" if model else ""
        raise DefinitionError(f"The colour {value}{of_model} is not known", command[1])
    if command[0] != "\\providecolor" or colour_key(name) not in macros:
        macros[colour_key(name)] = Macro(0, (found,))


def _open_at_the_end(text: str, offset: int) -> bool:
    """Whether a brace that opens after `offset` is never closed."""
    marks = [mark for mark, _ in tokenize(text[offset:])]
    return marks.count("{") > marks.count("}")


def _endless(name: str, offset: int) -> DefinitionError:
    return DefinitionError(f"A {{ in the definition of {name} is never closed", offset)


def _problem(
    error: DefinitionError, text: str, path: str, effect: str = _LEFT_OUT, hint: str = HOW_TO_DEFINE
) -> Problem:
    """The problem that an error is, at its line and column."""
    line = text.count("\n", 0, error.offset) + 1
    column = error.offset - (text.rfind("\n", 0, error.offset) + 1) + 1
    return problem.make(
        "bad-definition",
        f"{error}, so {effect}.",
        Span(line, column),
        hint=error.hint or hint,
        path=path,
    )
