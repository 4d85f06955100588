r"""Colours: xcolor's safe part, `\color`, `\textcolor`, `\definecolor`, `\colorlet`, models and mixtures.

In:  an expander whose reader is just after one of these commands, or one that takes a colour.
Out: what is coloured, between marks for an element with that colour; a colour as CSS writes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from colorsys import hsv_to_rgb

from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.macros import Macro, colour_key
from notes_wiki.math.packages.colour_names import CSS, NAMED
from notes_wiki.math.packages.coloured_signs import with_signs_apart
from notes_wiki.math.packages.switches import part_by_part, reach
from notes_wiki.math.reader import text_of
from notes_wiki.math.tokens import Token, trim, whole_number
from notes_wiki.nearest import nearest
from notes_wiki.pattern import pattern

Colour = tuple[int, int, int]
Own = Callable[[str], str | None]
"""The author's colour of a name, as CSS has it."""
_HEX = pattern(r"#?([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")
_NAME = pattern(r"[A-Za-z][A-Za-z0-9_-]*")


def _hex(digits: str) -> Colour:
    whole = digits if len(digits) == 6 else "".join(2 * digit for digit in digits)
    red, green, blue = (int(whole[place : place + 2], 16) for place in (0, 2, 4))
    return red, green, blue


def _named(name: str, own: Own) -> Colour | None:
    """The author's colour of this name, xcolor's, dvips' or CSS', or one given by its digits."""
    if digits := own(name):
        return _hex(digits[1:])
    if digits := NAMED.get(name) or CSS.get(name.lower()):
        return _hex(digits)
    typed = _HEX.fullmatch(name)
    return _hex(typed[1]) if typed and (name[0] == "#" or len(name) == 6) else None


def _mixed(text: str, own: Own) -> Colour | None:
    """xcolor's `red!50!blue`: half red, the rest blue. What is left over is white, and each `-` before it
    makes it its complement."""
    plain = text.lstrip("-")
    first, *rest = (part.strip() for part in plain.split("!"))
    colour = _named(first, own)
    for place in range(0, len(rest), 2):
        share = _percentage(rest[place])
        other = _named(rest[place + 1], own) if place + 1 < len(rest) else _hex(NAMED["white"])
        if colour is None or other is None or share is None:
            return None
        colour = _between(colour, other, share)
    if colour is None or (len(text) - len(plain)) % 2 == 0:
        return colour
    red, green, blue = colour
    return 255 - red, 255 - green, 255 - blue


def _percentage(text: str) -> float | None:
    """`50` as 0.5."""
    whole, _, part = text.partition(".")
    number = whole_number(whole or "0")
    if number is None or whole_number(part or "0") is None or not text.strip("."):
        return None
    return min(float(f"{number}.{part or 0}"), 100.0) / 100


def _between(colour: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (
        round(share * mine + (1 - share) * theirs) for mine, theirs in zip(colour, other, strict=True)
    )
    return red, green, blue


def _modelled(model: str, values: str) -> Colour | None:
    """A colour given by a model: rgb, RGB, HTML, gray, Gray, cmyk, cmy, hsb."""
    if model == "HTML":
        found = _HEX.fullmatch(values.strip())
        return _hex(found[1]) if found else None
    try:
        numbers = [float(part) for part in values.split(",")]
    except ValueError:
        return None
    numbers = [min(max(number, 0.0), 255.0) for number in numbers]
    shares = _shares(model, numbers)
    if shares is None:
        return None
    red, green, blue = (round(min(share, 1.0) * 255) for share in shares)
    return red, green, blue


def _shares(model: str, numbers: list[float]) -> Sequence[float] | None:
    """How much red, green and blue these numbers are, 0 to 1."""
    match model, len(numbers):
        case "RGB", 3:
            return [number / 255 for number in numbers]
        case "rgb", 3:
            return numbers
        case "gray", 1:
            return numbers * 3
        case "Gray", 1:
            return [numbers[0] / 15] * 3
        case "hsb", 3:
            return hsv_to_rgb(*(min(number, 1.0) for number in numbers))
        case "cmy", 3:
            return [1 - min(number, 1) for number in numbers]
        case "cmyk", 4:
            return [(1 - min(part, 1)) * (1 - min(numbers[3], 1)) for part in numbers[:3]]
        case _:
            return None


def colour(model: str, value: str, own: Own = lambda _: None) -> str | None:
    """A colour as CSS writes it, if it is given by a model, as `#rrggbb`, as a mixture or by a name: the
    author's, xcolor's, dvips' or CSS'."""
    is_modelled = model not in {"", "named"}
    found = _modelled(model, value) if is_modelled else _mixed(value, own)
    return None if found is None else "#{:02x}{:02x}{:02x}".format(*found)


def own_colours(macros: Mapping[str, Macro]) -> Own:
    """The author's colours among their macros."""

    def own(name: str) -> str | None:
        macro = macros.get(colour_key(name))
        return macro.body[0] if macro is not None else None

    return own


def read_colour(expander: Expander, token: Token) -> str | None:
    """Read a colour, with its model in brackets, and return it as CSS writes it; None if there is no such
    colour."""
    model = expander.reader.optional()
    value = text_of(expander.argument(token))
    return checked_colour(expander, token, text_of(model) if model is not None else "", value)


def checked_colour(expander: Expander, token: Token, model: str, value: str) -> str | None:
    """The colour as CSS writes it. One that is not known is reported."""

    def own(name: str) -> str | None:
        macro = expander.meaning(colour_key(name))
        return macro.body[0] if macro is not None else None

    found = colour(model, value, own)
    if found is None:
        of_model = f" of the model {model}" if model else ""
        message = (
            f"The colour {value}{of_model} is not known." if value else "The name of the colour is missing."
        )
        expander.fault("unknown-colour", message, token, _hint(value, expander.colours()))
    return found


def _hint(value: str, own: Iterable[str]) -> str:
    """What was probably meant: the nearest name, in lower case too, for which capitals were typed."""
    if not _NAME.fullmatch(value):
        return "Write a name, a mixture such as red!50!black, or #rrggbb."
    near = nearest(value, [*own, *NAMED], least=0.7) or nearest(value.lower(), NAMED, least=0.7)
    define = f"define it with \\definecolor{{{value}}}{{HTML}}{{ff8800}}"
    return f"Did you mean {near}? If not, {define}." if near else f"{define[0].upper()}{define[1:]}."


def _definecolor(expander: Expander, token: Token) -> Sequence[Token]:
    """`\\definecolor{name}{model}{values}`, and `\\providecolor` where there is none of that name."""
    expander.reader.optional()
    name, model, values = (text_of(expander.argument(token)) for _ in range(3))
    found = checked_colour(expander, token, model, values)
    if found is not None and not (token[0] == "\\providecolor" and expander.meaning(colour_key(name))):
        expander.defined[colour_key(name)] = Macro(0, (found,))
    return []


def _colorlet(expander: Expander, token: Token) -> Sequence[Token]:
    """`\\colorlet{name}{blue!20}`."""
    name = text_of(expander.argument(token))
    expander.reader.optional()
    value = text_of(expander.argument(token))
    found = checked_colour(expander, token, "", value)
    if found is not None:
        expander.defined[colour_key(name)] = Macro(0, (found,))
    return []


def _coloured(expander: Expander, colour: str | None, inside: Sequence[Token], offset: int) -> list[Token]:
    """What is coloured, in a group. Signs at its edges stand beside the group, so that they have their space,
    as in MathJax."""
    if colour is None:
        return _wrapped(expander, colour, inside, offset)
    if expander.output.ends_with_any({"^", "_"}):  # all of it is the script
        return _wrapped(expander, colour, inside, offset)
    before, middle, after = with_signs_apart(inside, colour, expander)
    if not (before or after):
        return _wrapped(expander, colour, inside, offset)
    return [*before, *(_wrapped(expander, colour, middle, offset) if trim(middle) else []), *after]


def _wrapped(expander: Expander, colour: str | None, inside: Sequence[Token], offset: int) -> list[Token]:
    if colour is None:
        return [("{", offset), *inside, ("}", offset)]
    return expander.wrap(f'<mrow mathcolor="{colour}">', "</mrow>", inside, offset)


def _textcolor(expander: Expander, token: Token) -> Sequence[Token]:
    """`\\textcolor{red}{x}`, `\\textcolor[rgb]{1,0,0}{x}`."""
    colour = read_colour(expander, token)
    return _coloured(expander, colour, expander.argument(token), token[1])


def _colour_switch(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\color{red}`: applies to the end of the group."""
    if expander.reader.peek() not in {"{", "["}:
        expander.fault("missing-argument", f"{token[0]} needs a colour in braces.", token)
        return []
    colour = read_colour(expander, token)
    inside = reach(expander)
    if len(trim(inside)) == 1:  # a sign in a group of its own has no space, `{\color{red} =}`
        return _wrapped(expander, colour, inside, token[1])
    return part_by_part(inside, lambda part: _coloured(expander, colour, part, token[1]))


HANDLERS: dict[str, Handler] = {
    "\\color": _colour_switch,
    "\\textcolor": _textcolor,
    "\\mathcolor": _textcolor,
    "\\definecolor": _definecolor,
    "\\providecolor": _definecolor,
    "\\colorlet": _colorlet,
}
