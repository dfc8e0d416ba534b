"""What is a currency worth on a day: the last rate known by then, and never one to one for lack of one?"""

from sqlalchemy import Engine

from db.engine import reading, writing
from db.rates import FX, rates
from db.upsert import upsert
from tests.db.cast import NANO

KNOWN = [
    (20261101, "EUR", "USD", "ecb", 1_100_000_000),
    (20261103, "EUR", "USD", "ecb", 1_200_000_000),
    (20261103, "EUR", "CNY", "ecb", 7_800_000_000),
]


def test_the_last_rate_by_then_counts(ledger: Engine) -> None:
    """Of 1.1 since the first and 1.2 since the third: nothing in October, 1.1 on the second, 1.2 from the third on."""
    with writing(ledger) as connection:
        upsert(connection, FX, ("day", "currency", "into", "source"), ("rate",), KNOWN)
    with reading(ledger) as connection:
        rate = rates(connection, "USD")
        days = [20261031, 20261101, 20261102, 20261103, 20270101]
        assert [rate("EUR", day) for day in days] == [None, *[1_100_000_000] * 2, *[1_200_000_000] * 2]


def test_another_currency_is_unknown(ledger: Engine) -> None:
    """No rate is turned round or guessed from another; a currency in itself is 1 on any day."""
    with writing(ledger) as connection:
        upsert(connection, FX, ("day", "currency", "into", "source"), ("rate",), KNOWN)
        assert rates(connection, "USD")("CNY", 20261103) is None
        assert rates(connection, "EUR")("USD", 20261103) is None
        assert rates(connection, "EUR")("EUR", 20200101) == NANO


def test_of_two_sources_of_a_day_it_is_always_the_same(ledger: Engine) -> None:
    """Where two sources tell a day's rate, the one whose name comes first counts."""
    with writing(ledger) as connection:
        two = [(20261101, "EUR", "USD", "own", 1_300_000_000), *KNOWN]
        upsert(connection, FX, ("day", "currency", "into", "source"), ("rate",), two)
        assert rates(connection, "USD")("EUR", 20261101) == 1_100_000_000
