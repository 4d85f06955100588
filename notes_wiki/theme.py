"""`[theme]` in wiki.toml -> a style sheet.

In:  `ThemeConfig`, the properties of the default theme that a site changes.
Out: a style sheet that sets them, or "" if there are none. Like all styles it is a separate file, because a
     strict content security policy forbids inline styles.
"""

from __future__ import annotations

import re

import msgspec

from notes_wiki.pattern import pattern

Colour = str | tuple[str, str]
"""A CSS colour, or two, for light and for dark."""


class ThemeConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """`[theme]`: changes to the default theme; "" means no change. `docs/theme.md` explains each property."""

    paper: Colour = ""
    raised: Colour = ""
    ink: Colour = ""
    soft: Colour = ""
    edge: Colour = ""
    rule: Colour = ""
    faint: Colour = ""
    accent: Colour = ""
    accent_wash: Colour = ""
    wrong: Colour = ""
    mark: Colour = ""
    blue: Colour = ""
    green: Colour = ""
    amber: Colour = ""
    violet: Colour = ""
    grey: Colour = ""
    text: str = ""
    math: str = ""
    ui: str = ""
    mono: str = ""
    size: str = ""
    measure: str = ""
    margin: str = ""
    gap: str = ""
    width: str = ""

    def given(self) -> dict[str, Colour]:
        """The properties that are set, with their values."""
        fields = msgspec.structs.fields(self)
        return {field.encode_name: value for field in fields if (value := getattr(self, field.name))}


_ANYWHERE = ("text", "math", "ui", "mono")
"""Properties that hold on paper too: the lists of fonts."""
_LENGTHS = ("size", "measure", "margin", "gap", "width")
_NAMES = {"raised": "raise"}
_UNUSABLE = pattern(r"[;{}<>@\\]|/\*|url\(|^\s*$", re.IGNORECASE)
_NAMED_COLOURS = frozenset(
    (
        "aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet "
        "brown burlywood cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan "
        "darkblue darkcyan darkgoldenrod darkgray darkgreen darkgrey darkkhaki darkmagenta "
        "darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen darkslateblue "
        "darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey "
        "dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray "
        "green greenyellow grey honeydew hotpink indianred indigo ivory khaki lavender lavenderblush "
        "lawngreen lemonchiffon lightblue lightcoral lightcyan lightgoldenrodyellow lightgray "
        "lightgreen lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray "
        "lightslategrey lightsteelblue lightyellow lime limegreen linen magenta maroon mediumaquamarine "
        "mediumblue mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen "
        "mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin navajowhite navy "
        "oldlace olive olivedrab orange orangered orchid palegoldenrod palegreen paleturquoise "
        "palevioletred papayawhip peachpuff peru pink plum powderblue purple rebeccapurple red "
        "rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue "
        "slateblue slategray slategrey snow springgreen steelblue tan teal thistle tomato turquoise "
        "violet wheat white whitesmoke yellow yellowgreen transparent currentcolor canvas canvastext "
        "linktext visitedtext activetext buttonface buttontext buttonborder field fieldtext highlight "
        "highlighttext selecteditem selecteditemtext mark marktext graytext accentcolor accentcolortext"
    ).split()
)
"""The names of colours in CSS Color 4, the system's included."""
_COLOUR = pattern(
    r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})"
    r"|(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix|light-dark|var)\(.+\)",
    re.IGNORECASE,
)
"""A colour by its hexadecimal digits or a function of CSS."""
_LENGTH = pattern(
    r"0|[+]?(?:\d+\.?\d*|\.\d+)(?:[a-z]{1,5}|%)|(?:calc|min|max|clamp|var)\(.+\)", re.IGNORECASE
)
"""A length of CSS: zero, a number with its unit, or a function."""
_FONT = pattern(r"""\s*(?:"[^"]+"|'[^']+'|-?[^\W\d][\w-]*(?:\s+-?[^\W\d][\w-]*)*|var\(.+\))\s*""")
"""The name of a font, between quotes or of identifiers, or a variable."""


def expected(key: str) -> str:
    """In words, what kind of value a property takes."""
    if key in _ANYWHERE:
        return "a list of fonts, as in \"Charter, 'Iosevka 12', serif\""
    return 'a length, as in "34rem"' if key in _LENGTHS else 'a colour, as in "#7a3b1f" or "navy"'


def unusable(theme: ThemeConfig) -> list[str]:
    """The properties whose values have the wrong form, would end the CSS rule they are in, or would load a
    resource."""
    return [
        key
        for key, value in theme.given().items()
        if not all(_fits(key, part.strip()) for part in ((value,) if isinstance(value, str) else value))
    ]


def _fits(key: str, value: str) -> bool:
    if _UNUSABLE.search(value) or value.count("(") != value.count(")"):
        return False
    if key in _ANYWHERE:
        return all(_FONT.fullmatch(font) for font in value.split(","))
    if key in _LENGTHS:
        return bool(_LENGTH.fullmatch(value))
    return value.lower() in _NAMED_COLOURS or bool(_COLOUR.fullmatch(value))


def stylesheet(theme: ThemeConfig) -> str:
    """The style sheet. Its colours do not apply to print, or if the reader's system asks for more
    contrast."""
    given = {key: _value(value) for key, value in theme.given().items()}
    everywhere = [_line(key, value) for key, value in given.items() if key in _ANYWHERE]
    screen = [_line(key, value) for key, value in given.items() if key not in _ANYWHERE]
    rules = [":root {\n" + "".join(everywhere) + "}\n"] if everywhere else []
    if screen:
        rules.append(
            "@media screen and (not (prefers-contrast: more)) {\n:root {\n" + "".join(screen) + "}\n}\n"
        )
    return "".join(rules)


def _line(key: str, value: str) -> str:
    return f"  --{_NAMES.get(key, key)}: {value};\n"


def _value(value: Colour) -> str:
    return value if isinstance(value, str) else f"light-dark({value[0]}, {value[1]})"
