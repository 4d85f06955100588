"""The palette: words can be read and controls can be seen, in both themes (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import re
from itertools import product

import pytest

from tests.theme.sample import ASSETS

WORDS = ("ink", "soft", "accent", "wrong", "blue", "green", "amber", "violet", "grey")
GROUNDS = ("paper", "raise")
THEMES = ("light", "dark")


def palette(block: str, theme: str) -> dict[str, str]:
    """Name to colour in one theme, from the `light-dark()` pairs of a rule."""
    pairs = re.findall(r"--(\w+): light-dark\((#\w+), (#\w+)\);", block)
    return {name: (light if theme == "light" else dark) for name, light, dark in pairs}


def blocks() -> tuple[str, str]:
    """The palette, and what changes in it where more contrast is asked for."""
    text = (ASSETS / "style.css").read_text(encoding="utf-8")
    plain, rest = text.split("@media (prefers-contrast: more)", 1)
    return plain, rest.split("/* ---", 1)[0]


def luminance(colour: str) -> float:
    """Relative luminance of #rgb or #rrggbb, 0 to 1 (WCAG 2.2)."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:4])
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_the_standard_has_it() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("theme", "ground", "word"), list(product(THEMES, GROUNDS, WORDS)))
def test_words_can_be_read_on_every_ground(theme: str, ground: str, word: str) -> None:
    colours = palette(blocks()[0], theme)
    assert contrast(colours[word], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_marked_words_can_be_read(theme: str) -> None:
    colours = palette(blocks()[0], theme)
    assert contrast(colours["ink"], colours["mark"]) >= 4.5


@pytest.mark.parametrize(
    ("theme", "ground", "part"), list(product(THEMES, GROUNDS, ("edge", "accent", "wrong")))
)
def test_outlines_of_controls_and_focus_can_be_seen(theme: str, ground: str, part: str) -> None:
    colours = palette(blocks()[0], theme)
    assert contrast(colours[part], colours[ground]) >= 3


@pytest.mark.parametrize(("theme", "word"), list(product(THEMES, ("ink", "soft", "accent", "wrong"))))
def test_more_contrast_is_given_where_it_is_asked_for(theme: str, word: str) -> None:
    plain, more = (palette(block, theme) for block in blocks())
    assert contrast(more[word], more["paper"]) >= 7
    assert contrast(more[word], more["paper"]) > contrast(plain[word], plain["paper"])


def test_sheets_take_their_colours_from_the_palette() -> None:
    """A colour written into a rule would be wrong in one of the two themes."""
    for name in ("prose.css", "code.css"):
        text = re.sub(
            r"/\*.*?\*/|mask-image:[^}]*|light-dark\([^)]*\)",
            "",
            (ASSETS / name).read_text(encoding="utf-8"),
            flags=re.S,
        )
        assert not re.findall(r"#[0-9a-f]{3,8}\b", text), name
