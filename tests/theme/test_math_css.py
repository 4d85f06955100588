"""The formulas' style sheet."""

import re
from pathlib import Path

from notes_wiki.parse.statements import CALLOUTS, FOLDED

SHEET = Path(__file__).parents[2] / "templates/assets/math.css"


def test_no_rule_of_a_formula_reaches_into_a_statement_or_a_callout() -> None:
    text = re.sub(r"/\*.*?\*/", "", SHEET.read_text(), flags=re.S)
    selectors = [one.strip() for block in re.findall(r"([^{}]+)\{", text) for one in block.split(",")]
    bare = {found[1] for one in selectors if (found := re.match(r"\.([\w-]+)", one))}
    kinds = {"proof", "theorem", "definition", "statement", "callout", *CALLOUTS, *FOLDED}
    assert bare
    assert bare & kinds == set()


def test_what_is_drawn_by_a_ground_is_printed() -> None:
    # And in all that is in it, which inherits that.
    assert "\nmath { print-color-adjust: exact }" in SHEET.read_text()


def test_a_double_line_of_a_proof_is_drawn_once() -> None:
    text = SHEET.read_text()
    found = re.search(r"mtable\.proof \.double-top \{([^}]*)\}", text)
    assert found is not None
    assert "double" in found[1]
    assert "background: none" in found[1]  # which `[class*="double-"]` draws the second line of a table with
