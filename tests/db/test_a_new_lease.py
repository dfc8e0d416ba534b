"""Can a lease be taken that nobody has ever held?"""

from datetime import UTC, datetime

import pytest

from db.engine import Engine, writing
from db.lease import Taken, me, take

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_the_first_to_ask_holds_it(ledger: Engine) -> None:
    """A lease is made by whoever takes it first, and a second holder is refused."""
    with writing(ledger) as connection:
        take(connection, "collect fal-studio", me(), NOON)
    with writing(ledger) as connection, pytest.raises(Taken):
        take(connection, "collect fal-studio", "elsewhere 1 1", NOON)
