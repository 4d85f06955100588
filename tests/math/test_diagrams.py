r"""Diagrams of tikz-cd and xy-pic: those with straight arrows are tables, all others their source."""

from __future__ import annotations

import re

import pytest

from notes_wiki.config import MathConfig
from notes_wiki.math.typeset import Typesetter


def rows(tex: str) -> list[str]:
    """What each row of a diagram shows, its cells divided by bars; the source of a drawing is one row."""
    found = Typesetter(MathConfig()).typeset(tex, display=True)
    assert found.mathml is not None
    if any(problem.code == "drawing" for problem in found.problems):
        return ["source"]
    assert not found.problems
    cells = [row.split("</mtd>")[:-1] for row in re.findall("<mtr>(.*?)</mtr>", found.mathml, re.S)]
    return ["|".join(re.sub("<[^>]*>", "", cell) for cell in row) for row in cells]


SQUARE = ["A|→f|B", "g↓||↓h", "C|→k|D"]


@pytest.mark.parametrize(
    "tex",
    [
        r"""\begin{tikzcd} A \arrow[r, "f"] \arrow[d, "g"'] & B \arrow[d, "h"] \\
        C \arrow[r, "k"'] & D \end{tikzcd}""",
        r"""\begin{tikzcd}[column sep=small, row sep=large] A \ar{r}{f} \ar{d}[swap]{g} & B \ar{d}{h} \\
        C \ar{r}[swap]{k} & D \\ \end{tikzcd}""",
        r"""\begin{tikzcd} A \rar["f"] \dar["g", swap] & B \dar["{h}"{near start}] \\
        C \rar["k" swap] & D \end{tikzcd}""",
        r"""\begin{tikzcd} A & B \\ C & D \arrow["f", from=1-1, to=1-2] \arrow["g"', from=1-1, to=2-1]
        \arrow["h", from=1-2, to=2-2] \arrow["k"', from=2-1, to=2-2, color={rgb,255:red,92}] \end{tikzcd}""",
        r"\xymatrix{ A \ar[r]^f \ar[d]_g & B \ar[d]^h \\ C \ar[r]_k & D }",
        r"\xymatrix@C=3em@R=2em{ A \ar[r]^-{f} \ar[d]_(.4){g} & B \ar[d]^>{h} \\ C \ar[r]_k & D }",
    ],
)
def test_a_square_is_a_table_however_it_is_written(tex: str) -> None:
    assert rows(tex) == SQUARE


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        (r'\begin{tikzcd} A & B \arrow[l, "f"] \end{tikzcd}', ["A|←f|B"]),
        (r'\begin{tikzcd} A \\ B \arrow[u, "f"] \end{tikzcd}', ["A", "f↑", "B"]),
        (r"\begin{tikzcd} A \arrow[r, hook] & B \arrow[r, two heads] & C \end{tikzcd}", ["A|↪|B|↠|C"]),
        (r"\begin{tikzcd} A \arrow[d, dashed] \\ B \end{tikzcd}", ["A", "⇣", "B"]),
        (r"\begin{tikzcd} A \arrow[d, Rightarrow, no head] \\ B \end{tikzcd}", ["A", "‖", "B"]),
        (
            r"""\begin{tikzcd} A \arrow[r, shift left, "f"] \arrow[r, shift right, "g"'] & B \end{tikzcd}""",
            ["A|⇉gf|B"],
        ),
        (
            r'\begin{tikzcd} A \arrow[r, shift left, "f"] & B \arrow[l, shift left, "g"] \end{tikzcd}',
            ["A|⇄gf|B"],
        ),
        (
            r'\begin{tikzcd} A \arrow[dr, phantom, "\lrcorner"] & B \\ C & D \end{tikzcd}',
            ["A||B", "|⌟|", "C||D"],
        ),
        (r"""\begin{tikzcd} A \arrow[dr, "f"'] & \\ & B \end{tikzcd}""", ["A||", "|↘f|", "||B"]),
        (
            r"""\begin{tikzcd} A \arrow[rr, "f"] \arrow[dr, "g"'] & & B \arrow[dl, "h"] \\
            & C & \end{tikzcd}""",
            ["A|→f|B", "|↘g||↙h|", "||C||"],
        ),
        (r"\xymatrix{ A & & B \ar[ll]_f }", ["A|←f|B"]),
        (r"\xymatrix{ A \ar@{^{(}->}[r]^i & B \ar@{->>}[r] & C \ar@{=}[r] & D}", ["A|↪i|B|↠|C|=|D"]),
    ],
)
def test_arrows_are_shown_by_the_signs_for_their_kinds_and_directions(tex: str, shown: list[str]) -> None:
    assert rows(tex) == shown


@pytest.mark.parametrize(
    "tex",
    [
        r"\begin{tikzcd} A \arrow[rr] & B & C \end{tikzcd}",
        r"\begin{tikzcd} A \arrow[rr] & \arrow[r] & C \end{tikzcd}",
        r"\begin{tikzcd} A \arrow[rr, dashed] & & C \end{tikzcd}",
        r"\begin{tikzcd} A \arrow[rr] \arrow[rr] & & C \end{tikzcd}",
        r"\begin{tikzcd} A \arrow[dd] \\ \\ C \end{tikzcd}",
        r"\begin{tikzcd} A \arrow[drr] & & \\ & & C \end{tikzcd}",
        r"\begin{tikzcd} A \arrow[r, bend left] & B \end{tikzcd}",
        r"\begin{tikzcd} A \arrow[loop right] & B \end{tikzcd}",
        r"\begin{tikzcd} A \arrow[r, squiggly] & B \end{tikzcd}",
        r"\begin{tikzcd} A \arrow[u] & B \end{tikzcd}",
        r"\begin{tikzcd} A \arrow[r] \arrow[r] \arrow[r] & B \end{tikzcd}",
        r"\begin{tikzcd} A \arrow[r, hook] \arrow[r] & B \end{tikzcd}",
        r"\begin{tikzcd} |[alias=a]| A \arrow[r] & B \end{tikzcd}",
        r'\begin{tikzcd} A \arrow[r, "f] & B \end{tikzcd}',
        r"\begin{tikzcd} A \arrow & B \end{tikzcd}",
        r"\begin{tikzcd} A \arrow[from=0, to=1] & B \end{tikzcd}",
        r"\begin{tikzcd} \end{tikzcd}",
        r"\xymatrix{ A \ar@/^1pc/[r] & B }",
        r"\xymatrix{ A \ar@(ul,ur)[] & B }",
        r"\xymatrix{ A \ar[r]|f & B }",
        r"\xymatrix{ *+[F]{A} \ar[r] & B }",
    ],
)
def test_what_only_a_drawing_can_show_is_its_source(tex: str) -> None:
    assert rows(tex) == ["source"]


def test_a_diagram_with_very_many_objects_is_its_source() -> None:
    row = r"A \arrow[r] & " * 39 + r"B \\ "
    assert rows(r"\begin{tikzcd} " + row * 12 + r"\end{tikzcd}") == ["source"]
