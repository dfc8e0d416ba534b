"""The one switch of the recorded answers: write down what a collector says now; and a studio to collect from."""

import pytest

from db.engine import Engine
from tests.collectors.studio import Studio


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--rewrite-golden`; read what it changed before you commit it."""
    parser.addoption("--rewrite-golden", action="store_true", help="write expected.json anew")


@pytest.fixture
def rewrite_golden(request: pytest.FixtureRequest) -> bool:
    """Whether expected.json shall be written anew."""
    return bool(request.config.getoption("--rewrite-golden", default=False))


@pytest.fixture
def studio(ledger: Engine) -> Studio:
    """fal-studio, of which nothing was collected yet."""
    return Studio(ledger)
