"""The order of imports between packages, and what a start may cost."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_packages_import_one_another_in_one_direction_only() -> None:
    script = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([script, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def imported(*modules: str) -> set[str]:
    """All modules that a new process has after it imported these."""
    code = f"import sys, {', '.join(modules)}; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_the_command_line_starts_without_importing_what_does_the_work() -> None:
    heavy = {"markdown_it", "jinja2", "math_core", "latex2mathml", "pygments", "watchdog", "uvicorn", "rich"}
    assert not imported("notes_wiki.cli") & heavy


def test_a_build_that_has_its_notes_parsed_by_another_process_imports_no_parser() -> None:
    stages = ("read", "parse", "link", "render", "outcome", "unreachable")
    parser = {"markdown_it", "math_core", "latex2mathml", "pygments", "notes_wiki.parse.note"}
    assert not imported(*(f"notes_wiki.stages.{stage}" for stage in stages)) & parser
