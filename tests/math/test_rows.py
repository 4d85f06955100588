"""Which rows of a display take numbers."""

from __future__ import annotations

import pytest

from notes_wiki.config import MathConfig
from notes_wiki.math.typeset import Typesetter


@pytest.mark.parametrize("name", ["align", "gather", "eqnarray"])
@pytest.mark.parametrize("end", ["", r" \\", "\\\\\n"])
def test_the_end_of_the_last_row_takes_no_number(name: str, end: str) -> None:
    found = Typesetter(MathConfig(number="all")).typeset(
        rf"\begin{{{name}}} a \\ b{end} \end{{{name}}}", display=True
    )
    assert found.mathml is not None
    assert (len(found.labels), found.mathml.count("<mtr")) == (2, 2)
