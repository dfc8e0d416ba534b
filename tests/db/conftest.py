"""A ledger to write in, once on SQLite and once on PostgreSQL."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from db.engine import open_ledger, upgrade


@pytest.fixture
def ledger(database_url: str) -> Iterator[Engine]:
    """An open ledger, up to date and empty."""
    engine = open_ledger(database_url)
    upgrade(engine)
    yield engine
    engine.dispose()
