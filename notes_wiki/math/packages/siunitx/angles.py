r"""Angles as siunitx sets them: `\ang{2;30;}`, `\ang{2.5}`.

In:  an angle as typed, and settings.
Out: TeX.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from notes_wiki.math.packages.siunitx.numbers import number
from notes_wiki.math.packages.siunitx.settings import Settings

_LONGEST = 20
"""How many characters an angle has at most that is calculated with."""


def angle(typed: str, chosen: Settings) -> str:
    """Degrees, minutes and seconds, each with its sign."""
    parts = [part.strip() for part in typed.split(";")][:3]
    if chosen.angles != "input" and len(typed) <= _LONGEST:
        parts = _converted(parts, chosen.angles) or parts
    parts += [""] * (3 - len(parts))
    fills = (chosen.fills_degrees, chosen.fills_minutes, chosen.fills_seconds)
    signs = (chosen.degree, chosen.minute, chosen.second)
    return chosen.between_angles.join(
        f"{number(part or '0', chosen)}{chosen.before_angle}{sign}"
        for part, sign, fill in zip(parts, signs, fills, strict=True)
        if part or (fill and any(parts[1:]))
    )


def _converted(parts: list[str], mode: str) -> list[str] | None:
    """An angle in degrees alone, or with minutes and seconds; None where it is no number."""
    try:
        values = [Decimal(part.replace(",", ".") or "0") for part in parts]
        degrees = sum((value / 60**place for place, value in enumerate(values)), Decimal(0))
        if mode == "decimal":
            return [_plain(degrees)]
        minutes, seconds = divmod(abs(degrees) * 3600, 60)
    except (InvalidOperation, OverflowError):
        return None
    whole, minutes = divmod(minutes, 60)
    before = f"-{_plain(whole) or 0}" if degrees < 0 else _plain(whole)
    return [before, _plain(minutes), _plain(seconds)]


def _plain(value: Decimal) -> str:
    """A number without an exponent, and without zeros at its end."""
    text = f"{value:.8f}".rstrip("0").rstrip(".")
    return "" if text == "0" else text
