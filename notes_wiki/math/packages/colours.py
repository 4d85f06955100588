r"""Colours: xcolor's safe part, `\color`, `\textcolor`, `\definecolor`, models and mixtures.

In:  an expander whose reader is just after one of these commands, or one that takes a colour.
Out: what is coloured, between marks for an element with that colour; a colour as CSS has it.
"""

from __future__ import annotations

from collections.abc import Sequence

from notes_wiki.math.expand import Expander, Handler
from notes_wiki.math.macros import Macro, colour_key
from notes_wiki.math.reader import text_of
from notes_wiki.math.tokens import Token, whole_number
from notes_wiki.pattern import pattern

# xcolor's own nineteen, for mixing; the engine itself knows them and dvips' names.
_BASE = {
    "red": (255, 0, 0),
    "green": (0, 255, 0),
    "blue": (0, 0, 255),
    "brown": (191, 128, 64),
    "lime": (191, 255, 0),
    "orange": (255, 128, 0),
    "pink": (255, 191, 191),
    "purple": (191, 0, 64),
    "teal": (0, 128, 128),
    "violet": (128, 0, 128),
    "cyan": (0, 255, 255),
    "magenta": (255, 0, 255),
    "yellow": (255, 255, 0),
    "olive": (128, 128, 0),
    "black": (0, 0, 0),
    "darkgray": (64, 64, 64),
    "gray": (128, 128, 128),
    "lightgray": (191, 191, 191),
    "white": (255, 255, 255),
}
Colour = tuple[int, int, int]
_HEX = pattern(r"#?([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")
_NAME = pattern(r"[A-Za-z]+")


def _hex(digits: str) -> Colour:
    whole = digits if len(digits) == 6 else "".join(2 * digit for digit in digits)
    red, green, blue = (int(whole[place : place + 2], 16) for place in (0, 2, 4))
    return red, green, blue


def _mixed(name: str) -> Colour | None:
    """xcolor's `red!50!blue`: half red, the rest blue. What is left over is white."""
    first, *rest = name.split("!")
    if first not in _BASE or not rest:
        return None
    colour = _BASE[first]
    for place in range(0, len(rest), 2):
        share = whole_number(rest[place].strip())
        other = _BASE.get(rest[place + 1]) if place + 1 < len(rest) else _BASE["white"]
        if other is None or share is None:
            return None
        part = min(share, 100) / 100
        red, green, blue = (
            round(part * own + (1 - part) * their) for own, their in zip(colour, other, strict=True)
        )
        colour = (red, green, blue)
    return colour


def _modelled(model: str, values: str) -> Colour | None:
    """A colour given by a model: rgb, RGB, HTML, gray or cmyk."""
    if model == "HTML":
        found = _HEX.fullmatch(values.strip())
        return _hex(found[1]) if found else None
    try:
        numbers = [float(part) for part in values.split(",")]
    except ValueError:
        return None
    numbers = [min(max(number, 0.0), 255.0) for number in numbers]
    if model == "RGB" and len(numbers) == 3:
        shares = [number / 255 for number in numbers]
    elif model == "rgb" and len(numbers) == 3:
        shares = numbers
    elif model == "gray" and len(numbers) == 1:
        shares = numbers * 3
    elif model == "cmyk" and len(numbers) == 4:
        shares = [(1 - min(part, 1)) * (1 - min(numbers[3], 1)) for part in numbers[:3]]
    else:
        return None
    red, green, blue = (round(min(share, 1.0) * 255) for share in shares)
    return red, green, blue


def colour(model: str, value: str) -> str | None:
    """A colour as CSS writes it, if it is given by a model, as `#rrggbb`, as a mixture or as one of xcolor's
    names."""
    short = _HEX.fullmatch(value) if value.startswith("#") else None
    found = _modelled(model, value) if model and model != "named" else _hex(short[1]) if short else None
    found = found or _mixed(value) or _BASE.get(value)
    return None if found is None else "#{:02x}{:02x}{:02x}".format(*found)


def is_colour(word: str) -> bool:
    """Whether a word can be the name of a colour, or its digits."""
    return bool(_NAME.fullmatch(word) or _HEX.fullmatch(word))


def read_colour(expander: Expander, token: Token) -> str | None:
    """Read a colour, with its model in brackets, and return it as CSS writes it; None if there is no such
    colour."""
    model = expander.reader.optional()
    value = text_of(expander.argument(token))
    return _css(expander, token, text_of(model) if model is not None else "", value)


def _css(expander: Expander, token: Token, model: str, value: str) -> str | None:
    own = expander.meaning(colour_key(value))
    found = own.body[0] if own is not None else colour(model, value)
    if found is not None:
        return found
    if _NAME.fullmatch(value):
        return value.lower()
    expander.fault(
        "unknown-colour",
        f"There is no colour {value or 'without a name'}.",
        token,
        "Write a name or #rrggbb.",
    )
    return None


def _define_colour(expander: Expander, token: Token) -> Sequence[Token]:
    """`\\definecolor{name}{model}{values}`."""
    name, model, values = (text_of(expander.argument(token)) for _ in range(3))
    found = _css(expander, token, model, values)
    if found is not None:
        expander.defined[colour_key(name)] = Macro(0, (found,))
    return []


def _coloured(expander: Expander, colour: str | None, inside: Sequence[Token], offset: int) -> list[Token]:
    if colour is None:
        return [("{", offset), *inside, ("}", offset)]
    return expander.wrap(f'<mrow mathcolor="{colour}">', "</mrow>", inside, offset)


def _text_colour(expander: Expander, token: Token) -> Sequence[Token]:
    """`\\textcolor{red}{x}`, `\\textcolor[rgb]{1,0,0}{x}`."""
    colour = read_colour(expander, token)
    return _coloured(expander, colour, expander.argument(token), token[1])


def _colour_switch(expander: Expander, token: Token) -> Sequence[Token]:
    r"""`\color{red}`: applies to the end of the group, or of a root's index."""
    if expander.reader.peek() not in {"{", "["}:
        expander.fault("missing-argument", f"{token[0]} needs a colour in braces.", token)
        return []
    colour = read_colour(expander, token)
    index = expander.output_ends_with("\\sqrt", "[")
    inside = expander.reader.rest_of_group("]" if index else "")
    return _coloured(expander, colour, inside, token[1])


HANDLERS: dict[str, Handler] = {
    "\\color": _colour_switch,
    "\\textcolor": _text_colour,
    "\\definecolor": _define_colour,
}
