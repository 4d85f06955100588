"""The page of the user guide that lists what formulas may hold."""

from __future__ import annotations

import importlib.util
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def test_the_page_of_commands_is_what_the_tables_give() -> None:
    specification = importlib.util.spec_from_file_location("page", ROOT / "tools" / "build_math_page.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    written = (ROOT / "docs" / "math.md").read_text(encoding="utf-8")
    assert written == module.page(), "run python tools/build_math_page.py"
