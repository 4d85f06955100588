"""The order of imports between the rooms, and what a start may cost."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_rooms_import_in_one_direction_only() -> None:
    script = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([script, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_command_line_starts_without_importing_what_does_the_work() -> None:
    code = "import sys, notes_wiki.cli; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    heavy = {"markdown_it", "jinja2", "math_core", "latex2mathml", "pygments", "watchdog", "uvicorn", "rich"}
    assert not loaded & heavy
