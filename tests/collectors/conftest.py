"""The one switch of the recorded answers: write down what a collector says now instead of comparing it."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--rewrite-golden`; read what it changed before you commit it."""
    parser.addoption("--rewrite-golden", action="store_true", help="write expected.json anew")


@pytest.fixture
def rewrite_golden(request: pytest.FixtureRequest) -> bool:
    """Whether expected.json shall be written anew."""
    return bool(request.config.getoption("--rewrite-golden", default=False))
