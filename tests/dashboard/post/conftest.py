"""A house that owes one letter."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from db.engine import open_ledger
from tests.dashboard.post.house import MARA, owing


@pytest.fixture
def house(sqlite_ledger: str) -> Iterator[Engine]:
    """A ledger that owes a letter to Mara."""
    engine = open_ledger(sqlite_ledger)
    owing(engine, MARA.email)
    yield engine
    engine.dispose()
