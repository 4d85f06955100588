"""Every syntax in every dialect: input and output side by side, in `fixtures/<dialect>/<syntax>.md`.

`pytest tests/parse/test_fixtures.py --rewrite-fixtures` writes what parsing gives now; look at the difference
before committing it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.parse.reading import Fixture, fixtures, rewritten, whole

FOLDER = Path(__file__).parent / "fixtures"
FILES = sorted(FOLDER.rglob("*.md"))
CASES = [(path, case) for path in FILES for case in fixtures(path)]


@pytest.mark.parametrize(
    ("path", "case"), CASES, ids=[f"{path.parent.name}/{path.stem}: {case.title}" for path, case in CASES]
)
def test_the_fixture_reads_as_expected(path: Path, case: Fixture, request: pytest.FixtureRequest) -> None:
    result = whole(case.text, path.parent.name)
    if request.config.getoption("--rewrite-fixtures", default=False) and result != case.expected:
        path.write_text(rewritten(path, {case.title: result}), encoding="utf-8")
        return
    assert result == case.expected
