"""The figures of the example wiki, drawn from their formulas.

In:  nothing. Out: SVG files in content/figures/, the same bytes at every run. Run it from the repository:

    python tools/build_figures.py

Each picture has its own colours, because the style sheet of the page that shows it does not apply inside.
They are for a light background, which the theme puts under every image in dark mode.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "content" / "figures"

STYLE = """\
<style>
:root { --ink: #57534a; --faint: #8a857a; --blue: #2f6f8f; --rust: #a4552f }
text { font: 14px "STIX Two Text", serif; fill: var(--ink); text-anchor: middle }
path, circle, ellipse { fill: none; stroke: var(--blue); stroke-width: 1.8 }
rect, .dot { fill: var(--blue) }
.axis { stroke: var(--faint); stroke-width: 1 }
.hidden { stroke: var(--faint); stroke-width: 1.2; stroke-dasharray: 3 4 }
.rust { stroke: var(--rust) }
.ink { stroke: var(--ink); stroke-width: 2.4 }
</style>"""


def picture(width: int, height: int, says: str, parts: Iterable[str]) -> str:
    """An SVG document of this size in pixels; `says` is its description for screen readers."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" aria-label="{says}">'
    )
    return "\n".join((head, STYLE, *parts, "</svg>\n"))


def words(x: float, y: float, text: str) -> str:
    """A text centred at x, its baseline at y."""
    return f'<text x="{x:g}" y="{y:g}">{text}</text>'


def curve(function: Callable[[float], float], start: float, end: float, kind: str) -> str:
    """The graph of a function in picture coordinates, sixty straight pieces of it."""
    xs = [start + (end - start) * step / 60 for step in range(61)]
    points = " L".join(f"{x:.1f} {function(x):.1f}" for x in xs)
    return f'<path class="{kind}" d="M{points}"/>'


def softmax(scores: Iterable[float], temperature: float) -> list[float]:
    """The weights of softmax at a temperature."""
    weights = [math.exp(score / temperature) for score in scores]
    return [weight / sum(weights) for weight in weights]


def softmax_temperature() -> str:
    """The weights of four scores at three temperatures, as bars."""
    floor, tall = 130, 115
    parts = []
    for number, temperature in enumerate((0.5, 1.0, 3.0)):
        left = 20 + 140 * number
        for place, weight in enumerate(softmax((2, 1, 0, -1), temperature)):
            high = tall * weight
            parts.append(
                f'<rect x="{left + 26 * place}" y="{floor - high:.1f}" width="20" height="{high:.1f}"/>'
            )
        parts.append(f'<path class="axis" d="M{left - 6} {floor} h110"/>')
        parts.append(words(left + 49, floor + 24, f"t = {temperature:g}"))
    says = "Softmax weights of the scores 2, 1, 0 and -1 at temperatures one half, one and three"
    return picture(420, 170, says, parts)


def ball(x: float, size: float, *, kind: str = "") -> list[str]:
    """A ball around (x, 95) with its equator."""
    named = f' class="{kind}"' if kind else ""
    equator = f'<ellipse cx="{x:g}" cy="95" rx="{size:g}" ry="{size * 0.27:.1f}" class="hidden"/>'
    return [f'<circle cx="{x:g}" cy="95" r="{size:g}"{named}/>', equator]


def bloch_shrink(kept: float = 0.6) -> str:
    """The Bloch ball, and what a depolarizing channel that keeps this share of it makes of it."""
    size, right, up = 75.0, 42.0, 53.0
    parts = [
        *ball(100, size),
        *ball(320, size * kept),
        f'<circle cx="320" cy="95" r="{size:g}" class="hidden"/>',
    ]
    for x, length, name in ((100.0, 1.0, "r"), (320.0, kept, "(1 − p) r")):
        tip = x + right * length, 95 - up * length
        parts.append(f'<path d="M{x:g} 95 L{tip[0]:.1f} {tip[1]:.1f}"/>')
        parts.append(f'<circle class="dot" cx="{tip[0]:.1f}" cy="{tip[1]:.1f}" r="3"/>')
        parts.append(words(tip[0] + (14 if length == 1 else 22), tip[1] - 8, name))
    parts.append('<path class="axis" d="M190 95 h40 m-8 -6 l8 6 l-8 6"/>')
    says = (
        "The Bloch ball before and after the depolarizing channel with p = 0.4: "
        "a smaller ball with the same centre"
    )
    return picture(420, 190, says, parts)


def nudge() -> str:
    """Squared bias and variance of a finite difference over the nudge, both axes logarithmic.

    Bias squared grows as the square of the nudge, variance falls as its inverse square: straight lines,
    which cross where the sum is smallest.
    """
    left, floor, per_decade, middle = 40.0, 190.0, 28.0, 224.0

    def height(log_error: float) -> float:
        return 140 - per_decade * log_error

    def decades(x: float) -> float:
        return (x - middle) / 60

    def bias(x: float) -> float:
        return height(2 * decades(x))

    def noise(x: float) -> float:
        return height(-2 * decades(x))

    def both(x: float) -> float:
        return height(math.log10(10 ** (2 * decades(x)) + 10 ** (-2 * decades(x))))

    reach = (floor - 140) / (2 * per_decade) * 60
    parts = [
        f'<path class="axis" d="M{left:g} 12 V{floor:g} H420"/>',
        curve(bias, middle - reach, 340, ""),
        curve(noise, 108, middle + reach, "rust"),
        curve(both, 108, 340, "ink"),
        words(404, 208, "log δ"),
        words(78, 24, "log error²"),
        words(304, 164, "variance / δ²"),
        words(156, 172, "bias²"),
        words(224, 72, "their sum"),
    ]
    says = "Squared bias grows and variance falls with the nudge; their sum is smallest where they are equal"
    return picture(460, 220, says, parts).replace('class="" ', "")


def figures() -> dict[str, str]:
    """All figures: file name to SVG."""
    return {
        "bloch-shrink.svg": bloch_shrink(),
        "nudge.svg": nudge(),
        "softmax-temperature.svg": softmax_temperature(),
    }


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, drawn in figures().items():
        (FOLDER / name).write_text(drawn, encoding="utf-8", newline="\n")
