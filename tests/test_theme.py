"""`[theme]` in wiki.toml, and the style sheet it makes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from notes_wiki.config import load
from notes_wiki.theme import ThemeConfig, stylesheet

CSS = Path(__file__).parent.parent / "templates" / "assets" / "style.css"


def themed(folder: Path, text: str) -> tuple[ThemeConfig, list[str]]:
    (folder / "wiki.toml").write_text(f"[theme]\n{text}\n", encoding="utf-8")
    loaded = load(folder)
    return loaded.config.theme, [told.message for told in loaded.problems]


def test_a_theme_without_settings_makes_no_style_sheet() -> None:
    assert stylesheet(ThemeConfig()) == ""


def test_a_pair_of_colours_is_for_light_and_for_dark(tmp_path: Path) -> None:
    theme, told = themed(tmp_path, 'accent = ["#700", "#faa"]\nraised = "#eee"\ntext = "Charter, serif"')
    assert told == []
    css = stylesheet(theme)
    assert "--accent: light-dark(#700, #faa);" in css
    assert "--raise: #eee;" in css
    assert "--text: Charter, serif;" in css


def test_colours_leave_paper_and_high_contrast_alone(tmp_path: Path) -> None:
    theme, _ = themed(tmp_path, 'ink = "#222"\nmono = "Iosevka"')
    everywhere, screen = stylesheet(theme).split("@media screen and (not (prefers-contrast: more))")
    assert "--mono" in everywhere
    assert "--ink" in screen


@pytest.mark.parametrize(
    "value", ["red; } body { display: none", "url(https://example.org/x)", "</style>", "a /* b", "", " "]
)
def test_a_value_that_would_end_its_rule_is_reported_and_left_out(tmp_path: Path, value: str) -> None:
    theme, told = themed(tmp_path, f'ink = "#222"\npaper = ["{value}", "#000"]')
    assert told == ["`theme.paper` is not a value that a style sheet can hold."]
    assert theme == ThemeConfig(ink="#222")


@pytest.mark.parametrize(
    ("said", "fits"),
    [
        ('ink = "RebeccaPurple"', True),
        ('ink = "#12345678"', True),
        ('ink = "oklch(40% .1 30 / 50%)"', True),
        ('ink = "color-mix(in srgb, red, var(--paper))"', True),
        ('ink = "#12345"', False),
        ('ink = "rgb(1, 2, 3"', False),
        ('ink = "dark red"', False),
        ('size = "1.05rem"', True),
        ('size = "clamp(1rem, 2vw, 1.2rem)"', True),
        ('measure = "0"', True),
        ('measure = "34"', False),
        ('measure = "wide"', False),
        ('text = "Charter, STIX Two Text, -apple-system, serif"', True),
        ("text = \"'Iosevka 12', monospace\"", True),
        ('text = "Charter,, serif"', False),
        ('text = "16px Charter"', False),
    ],
)
def test_a_value_is_one_of_its_kind(tmp_path: Path, said: str, fits: bool) -> None:
    theme, told = themed(tmp_path, said)
    assert (told == [], theme != ThemeConfig()) == (fits, fits)


def test_every_property_is_one_the_default_theme_has() -> None:
    defined = set(re.findall(r"^ +--([\w-]+):", CSS.read_text(encoding="utf-8"), re.M))
    names = {re.match(r" +--([\w-]+)", line)[1] for line in _lines()}  # type: ignore[index]  # each line has one
    assert names <= defined


def _lines() -> list[str]:
    every = ThemeConfig(**dict.fromkeys(ThemeConfig.__struct_fields__, "x"))
    return [line for line in stylesheet(every).splitlines() if line.startswith("  --")]
