"""`[theme]` in wiki.toml -> a style sheet.

In:  `ThemeConfig`, the properties of the default theme that a site has otherwise.
Out: a style sheet that sets them, or "" where there are none. It is a file of its own, as every style is: a
     strict content security policy allows nothing inline.
"""

from __future__ import annotations

import re

import msgspec

Colour = str | tuple[str, str]
"""A CSS colour, or two, for light and for dark."""


class ThemeConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """`[theme]`: what differs from the default theme; "" leaves it as it is. `docs/theme.md` says what each
    property is."""

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

    def said(self) -> dict[str, Colour]:
        """Property to value, of those that are set."""
        fields = msgspec.structs.fields(self)
        return {field.encode_name: value for field in fields if (value := getattr(self, field.name))}


_ANYWHERE = ("text", "math", "ui", "mono")
"""Properties that hold on paper too."""
_NAMES = {"raised": "raise"}
_UNUSABLE = re.compile(r"[;{}<>@\\]|/\*|url\(|^\s*$", re.IGNORECASE)


def unusable(theme: ThemeConfig) -> list[str]:
    """The properties whose values would end the rule they stand in, or fetch something."""
    return [
        key
        for key, value in theme.said().items()
        if any(_UNUSABLE.search(part) for part in ((value,) if isinstance(value, str) else value))
    ]


def stylesheet(theme: ThemeConfig) -> str:
    """The style sheet. Colours leave paper black on white, and give way where more contrast is asked for."""
    said = {key: _value(value) for key, value in theme.said().items()}
    everywhere = [_line(key, value) for key, value in said.items() if key in _ANYWHERE]
    screen = [_line(key, value) for key, value in said.items() if key not in _ANYWHERE]
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
