"""One ledger of the judged studio for all tests of scenarios, which only read the work in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.engine import Engine
from tests.dashboard.scenarios import judged


@pytest.fixture(scope="session")
def judged_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the ledger and its configuration lie."""
    return tmp_path_factory.mktemp("judged")


@pytest.fixture(scope="session")
def ledger(judged_folder: Path) -> Iterator[Engine]:
    """The judged studio's ledger."""
    engine = judged.build(judged_folder)
    yield engine
    engine.dispose()
