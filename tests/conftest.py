"""What holds for all tests."""

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes, or is made, says more of the machine than of the code; time is for bench/ to
# measure.
settings.register_profile("wiki", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("wiki")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-fixtures", action="store_true", help="write fixtures and golden files anew")
