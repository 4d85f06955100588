"""Every golden formula comes out as it is written down."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from tests.math.golden import FOLDER, Case, cases, outcome

CASES = list(cases())


@pytest.mark.parametrize("case", CASES, ids=[f"{case.file}: {case.title}" for case in CASES])
def test_a_formula_comes_out_as_written_down(case: Case) -> None:
    assert outcome(case) == case.expected


def test_every_golden_output_is_well_formed() -> None:
    for case in CASES:
        mathml = "".join(line for line in case.expected.splitlines() if line.startswith("<"))
        if mathml:
            ElementTree.fromstring(re.sub(r"\{id:\d+\}", "", mathml))


def test_every_golden_file_is_made_of_whole_cases() -> None:
    for file in sorted(FOLDER.glob("*.txt")):
        mine = [case for case in cases() if case.file == file.stem]
        whole = "\n".join(f"{one.title}\n.\n{one.input}\n.\n{one.expected}\n.\n" for one in mine)
        assert whole == file.read_text(encoding="utf-8"), file.name
        assert not any(re.match(r"(?:warning|error|label) |<|\s", one.title) for one in mine), file.name
