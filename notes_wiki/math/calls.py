r"""Calling macros: reading the arguments and substituting them into the body.

In:  a macro, the token that calls it, the reader after that token.
Out: tokens, which are expanded further.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.budgets import MOST_READ
from notes_wiki.math.document_commands import read_arguments
from notes_wiki.math.faults import Fault
from notes_wiki.math.macros import Macro, PairedDelimiter
from notes_wiki.math.reader import Reader
from notes_wiki.math.tokens import Token, tokenize, trim, ungrouped, whole_number


def call(macro: Macro, token: Token, reader: Reader, faults: list[Fault]) -> list[Token]:
    """What a macro stands for: its body with the arguments put in, which are read from `reader`. What comes
    from the body has the place of the call, `token`. Arguments that are missing are empty, and reported in
    `faults`."""
    name, offset = token
    arguments: list[list[Token]] = []
    if macro.paired is not None:
        return _paired(macro, macro.paired, token[1], reader)
    if macro.delimiters:
        arguments = _delimited_arguments(macro, reader)
    elif macro.arguments:
        arguments = read_arguments(macro.arguments, token, reader, faults)
    else:
        if macro.default is not None:
            given = reader.optional()
            arguments.append(given if given is not None else [(text, offset) for text in macro.default])
        while len(arguments) < macro.parameters:
            argument = reader.argument()
            if argument is None:
                count = macro.parameters
                what = "an argument" if count == 1 else f"{count} arguments"
                faults.append(Fault("missing-argument", f"{name} needs {what}.", offset, len(name)))
                argument = []
            arguments.append(argument)
    return substitute(macro.body, arguments, offset)


def _paired(macro: Macro, paired: PairedDelimiter, offset: int, reader: Reader) -> list[Token]:
    """A paired delimiter: `\\abs*{x}` stretches, `\\abs[\\big]{x}` has that size."""
    stretch = reader.star()
    size = reader.optional() or []
    arguments = [reader.argument() or [] for _ in range(macro.parameters)]
    left, right = ([(text, offset) for text in delimiter] for delimiter in (paired.left, paired.right))
    body, before, after = (
        substitute(part, arguments, offset) for part in (macro.body, paired.before, paired.after)
    )
    middle = [("\\middle", offset)] if stretch else size
    inside = [part for one in body for part in (middle if one[0] == "\\delimsize" else [one])]
    if stretch:
        return [*before, ("\\left", offset), *left, *inside, ("\\right", offset), *right, *after]
    return [*before, *size, *left, *inside, *size, *right, *after]


def substitute(body: Sequence[str], arguments: Sequence[Sequence[Token]], offset: int) -> list[Token]:
    """A body with `#1`… replaced by arguments; the body's own tokens get the position `offset`. `##` is the
    `#` of a definition in the body. A text that is longer than any budget allows ends there."""
    found: list[Token] = []
    place = 0
    while place < len(body):
        text = body[place]
        if text == "#" and place + 1 < len(body) and (number := whole_number(body[place + 1])) is not None:
            if 1 <= number <= len(arguments):
                found.extend(arguments[number - 1])
                if len(found) > MOST_READ:
                    break
            place += 2
            continue
        place += text == "#" and body[place + 1 : place + 2] == ("#",)
        found.append((text, offset))
        place += 1
    return found


def build(template: str, offset: int, *arguments: Sequence[Token]) -> list[Token]:
    """The tokens of a template with `#1`… replaced; its own tokens get the position `offset`."""
    return substitute([text for text, _ in tokenize(template)], arguments, offset)


def _delimited_arguments(macro: Macro, reader: Reader) -> list[list[Token]]:
    """The arguments of a macro made by `\\def` with delimiters."""
    for expected in macro.delimiters[0]:
        reader.skip_spaces()
        if reader.next_is(expected):
            reader.pop()
    arguments = []
    for ending in macro.delimiters[1:]:
        if not ending:
            arguments.append(reader.argument() or [])
            continue
        found: list[Token] = []
        depth = 0
        while reader:
            token = reader.pop()
            depth += (token[0] == "{") - (token[0] == "}")
            found.append(token)
            tail = tuple(text for text, _ in found[-len(ending) :])
            if depth == 0 and tail == ending:
                del found[-len(ending) :]
                break
        arguments.append(trim(ungrouped(found)))
    return arguments
