"""Figures of `build.py --json` -> a table and plots in the documentation.

    python bench/plot.py FIGURES.json [MORE.json] [--page docs/performance.md]

In:  files of figures; the page, in which the text between the marks `<!-- figures -->` and
     `<!-- /figures -->` is replaced.
Out: the page with the table; beside it `performance/<case>.svg`, seconds by notes on logarithmic axes.

The ratios are what matters: seconds depend on the machine, and on what else it does.
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
from pathlib import Path
from typing import Any

BEGIN, END = "<!-- figures -->", "<!-- /figures -->"
WIDTH, HEIGHT, LEFT, BOTTOM = 560, 300, 56, 40
LOOKS = {"wiki": ("#1a5fb4", ""), "hugo": ("#c64600", "6 3"), "hugo, ToMath": ("#813d9c", "2 3")}
OTHER = ("#5e5c64", "1 3")


def table(figures: list[dict[str, Any]]) -> str:
    """A Markdown table: ratio to Hugo, seconds, memory."""
    hugo = {
        (one["notes"], one["case"]): statistics.median(one["seconds"])
        for one in figures
        if one["tool"] == "hugo"
    }
    lines = [
        "| notes | case | tool | to Hugo | seconds | largest process, MB | all processes, MB |",
        "|--:|---|---|--:|--:|--:|--:|",
    ]
    for one in figures:
        seconds = statistics.median(one["seconds"])
        base = hugo.get((one["notes"], one["case"]))
        ratio = f"{seconds / base:.2f}" if base else ""
        together = f"{one['together']:.0f}" if one["together"] else ""
        lines.append(
            f"| {one['notes']:,} | {one['case']} | {one['tool']} | {ratio} | {seconds:.2f} |"
            f" {one['megabytes']:.0f} | {together} |"
        )
    return "\n".join(lines)


def plot(figures: list[dict[str, Any]], case: str) -> str:
    """Seconds by notes for each tool, as SVG."""
    found = [one for one in figures if one["case"] == case]
    points = [(one["tool"], one["notes"], statistics.median(one["seconds"])) for one in found]
    across = _axis([notes for _, notes, _ in points], LEFT, WIDTH - 110)
    up = _axis([seconds for _, _, seconds in points], HEIGHT - BOTTOM, 20)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif"'
        f' font-size="12" role="img"><title>{case}: seconds by number of notes</title>',
        f'<path d="M{LEFT} 20V{HEIGHT - BOTTOM}H{WIDTH - 110}" fill="none" stroke="#888"/>',
    ]
    for notes in sorted({notes for _, notes, _ in points}):
        place = f'x="{across(notes):.0f}" y="{HEIGHT - 22}"'
        parts.append(f'<text {place} text-anchor="middle" fill="#888">{notes:,}</text>')
    low, high = (math.floor(math.log10(f(seconds for _, _, seconds in points))) for f in (min, max))
    for power in range(low, high + 1):
        mark = 10.0**power
        if 20 <= up(mark) <= HEIGHT - BOTTOM:
            parts.append(
                f'<text x="{LEFT - 6}" y="{up(mark) + 4:.0f}" text-anchor="end" fill="#888">{mark:g} s</text>'
            )
    for tool in dict.fromkeys(tool for tool, _, _ in points):
        colour, dashes = LOOKS.get(tool, OTHER)
        line = sorted((notes, seconds) for name, notes, seconds in points if name == tool)
        path = " ".join(f"{across(notes):.1f},{up(seconds):.1f}" for notes, seconds in line)
        dash = f' stroke-dasharray="{dashes}"' if dashes else ""
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{dash}/>')
        for notes, seconds in line:
            parts.append(f'<circle cx="{across(notes):.1f}" cy="{up(seconds):.1f}" r="3" fill="{colour}"/>')
        notes, seconds = line[-1]
        parts.append(
            f'<text x="{across(notes) + 8:.0f}" y="{up(seconds) + 4:.0f}" fill="{colour}">{tool}</text>'
        )
    return "\n".join([*parts, "</svg>", ""])


def _axis(values: list[float], start: float, end: float) -> Any:
    """A function from a value to its place on a logarithmic axis."""
    low, high = math.log(min(values)), math.log(max(values))
    return lambda value: start + (end - start) * (math.log(value) - low) / ((high - low) or 1)


def main() -> None:
    """Read the figures, write the table and the plots."""
    parser = argparse.ArgumentParser()
    parser.add_argument("figures", type=Path, nargs="+")
    parser.add_argument("--page", type=Path, default=Path("docs/performance.md"))
    options = parser.parse_args()
    figures = [one for file in options.figures for one in json.loads(file.read_text())]
    folder = options.page.with_suffix("")
    folder.mkdir(exist_ok=True)
    pictures = []
    for case in dict.fromkeys(one["case"] for one in figures):
        name = case.replace(" ", "-") + ".svg"
        (folder / name).write_text(plot(figures, case))
        pictures.append(f"![{case.capitalize()}: seconds by number of notes]({folder.name}/{name})")
    text = options.page.read_text()
    before, after = text.partition(BEGIN)[0], text.partition(END)[2]
    filled = "\n\n".join([BEGIN, table(figures), *pictures, END])
    options.page.write_text(before + filled + after)


if __name__ == "__main__":
    main()
