"""What holds for all tests."""

from __future__ import annotations

from types import CodeType
from typing import Any

import jinja2
import pytest
from hypothesis import HealthCheck, settings

# A build imports the parser in a process of its own, each build anew where it is not there by then.
import notes_wiki.parse.note  # noqa: F401 - for its being imported

# How long an example takes, or is made, says more of the machine than of the code; time is for bench/ to
# measure.
settings.register_profile("wiki", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("wiki")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-fixtures", action="store_true", help="write fixtures and golden files anew")


LONG = ("test_incremental.py",)
"""What takes longest begins first, so that no process is left with it when the others are through."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name not in LONG)


# Each new wiki compiles the theme's templates, to the same code each time: that was half of what a build of
# a few notes took. What Jinja keeps on the disk is written and read as ever.
_compile = jinja2.Environment.compile
_compiled: dict[tuple[object, ...], CodeType] = {}


def _compile_once(
    environment: jinja2.Environment,
    source: str,
    name: str | None = None,
    filename: str | None = None,
    **how: Any,
) -> CodeType:
    """Jinja's own for a text that is new to this process, by the settings that a template is compiled by."""
    settings = (environment.autoescape, environment.trim_blocks, environment.lstrip_blocks)
    key = (source, name, filename, *how.items(), settings)
    if key not in _compiled:
        _compiled[key] = _compile(environment, source, name, filename, **how)
    return _compiled[key]


jinja2.Environment.compile = _compile_once  # type: ignore[method-assign, assignment]  # in place of a method with overloads
