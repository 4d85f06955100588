r"""What `wiki math --batch` answers for formulas with numbers."""

from __future__ import annotations

import json

import pytest

from notes_wiki.math.batch import run


def _mathml(tex: str, *, display: bool = True) -> str:
    (answer,) = run([json.dumps({"latex": tex, "display": display})])
    return str(json.loads(answer)["mathml"])


@pytest.mark.parametrize(
    ("tex", "tables"),
    [
        (r"u \tag{7}", 1),
        (r"\begin{matrix} u \\ v \end{matrix} \tag{7}", 2),
        (r"\begin{multline} u \\ v \tag{7} \end{multline}", 1),
        (r"\begin{multline} u \\ v \end{multline}", 1),
    ],
)
def test_a_tagged_display_is_a_row_of_a_table_and_a_tagged_multline_is_one_table(
    tex: str, tables: int
) -> None:
    assert _mathml(tex).count("<mtable") == tables


def test_a_tag_in_a_line_makes_no_table() -> None:
    assert "<mtable" not in _mathml(r"u \tag{7}", display=False)


def test_a_reference_has_no_number_outside_a_page() -> None:
    shown = _mathml(r"u = v \text{ by \eqref{eq:first} and \ref{eq:second}}")
    assert "<mtext>(???)</mtext>" in shown
    assert "<mtext>???</mtext>" in shown
    assert "eq:" not in shown
