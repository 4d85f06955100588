"""Every golden formula comes out as it is written down."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from tests.math.golden import Case, cases, outcome

CASES = list(cases())


@pytest.mark.parametrize("case", CASES, ids=[f"{case.file}: {case.title}" for case in CASES])
def test_a_formula_comes_out_as_written_down(case: Case) -> None:
    assert outcome(case) == case.expected


def test_every_golden_output_is_well_formed() -> None:
    for case in CASES:
        mathml = "".join(line for line in case.expected.splitlines() if line.startswith("<"))
        if mathml:
            ElementTree.fromstring(re.sub(r"\{id:\d+\}", "", mathml))
