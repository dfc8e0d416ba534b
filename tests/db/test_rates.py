"""What is a currency worth on a day: a rate of not long before, and never one to one for lack of one?"""

from datetime import date

from sqlalchemy import Engine

from db.engine import reading, writing
from db.rates import ECB, FX, RateSource, rate_sources, rates
from db.upsert import upsert
from tests.db.cast import NANO

KNOWN = [
    (20261101, "EUR", "USD", ECB, 1_100_000_000),
    (20261103, "EUR", "USD", ECB, 1_200_000_000),
    (20261103, "EUR", "CNY", ECB, 7_800_000_000),
]


def know(ledger: Engine, *more: tuple[int, str, str, str, int]) -> None:
    """These rates and the bank's three."""
    with writing(ledger) as connection:
        upsert(connection, FX, ("day", "currency", "into", "source"), ("rate",), [*KNOWN, *more])


def euro(ledger: Engine, *days: int) -> list[int | None]:
    """What a euro was worth in dollars on these days, in nano-dollars."""
    with reading(ledger) as connection:
        rate = rates(connection, "USD")
        return [rate("EUR", day) for day in days]


def test_the_last_rate_by_then_counts(ledger: Engine) -> None:
    """Of 1.1 since the first and 1.2 since the third: nothing in October, 1.1 on the second, 1.2 from the third on."""
    know(ledger)
    known = [None, *[1_100_000_000] * 2, *[1_200_000_000] * 2]
    assert euro(ledger, 20261031, 20261101, 20261102, 20261103, 20261109) == known


def test_a_rate_of_the_banks_holds_for_a_week(ledger: Engine) -> None:
    """That of the third up to the tenth, and from the eleventh on the euro is worth nobody knows what."""
    know(ledger)
    assert euro(ledger, 20261110, 20261111, 20270101) == [1_200_000_000, None, None]


def test_a_companys_own_rate_counts_first_and_for_a_month(ledger: Engine) -> None:
    """Fixed at 1.5 on the second for thirty days; before and after it the bank's counts, where it has one."""
    know(ledger, (20261102, "EUR", "USD", "imported", 1_500_000_000), (20261202, "EUR", "USD", ECB, 1_300_000_000))
    own = [1_500_000_000] * 3
    assert euro(ledger, 20261101, 20261102, 20261103, 20261202, 20261203) == [1_100_000_000, *own, 1_300_000_000]


def test_another_currency_is_unknown(ledger: Engine) -> None:
    """No rate is turned round or guessed from another; a currency in itself is 1 on any day."""
    know(ledger)
    with reading(ledger) as connection:
        assert rates(connection, "USD")("CNY", 20261103) is None
        assert rates(connection, "EUR")("USD", 20261103) is None
        assert rates(connection, "EUR")("EUR", 20200101) == NANO


def test_of_two_own_sources_of_a_day_it_is_always_the_same(ledger: Engine) -> None:
    """Where two sources tell a day's rate, the one whose name comes first counts."""
    own = [(20261101, "EUR", "USD", name, rate) for name, rate in (("treasury", 13 * 10**8), ("bank", 14 * 10**8))]
    know(ledger, *own)
    assert euro(ledger, 20261101) == [1_400_000_000]


def test_whose_rates_there_are(ledger: Engine) -> None:
    """On the days from the second to the fourth: the bank's up to the third, and an own one of October."""
    know(ledger, (20261015, "EUR", "USD", "imported", 1_500_000_000))
    assert rate_sources(ledger, "USD", 20260101, 20260201) == []
    assert rate_sources(ledger, "USD", 20261102, 20261105) == [
        RateSource("EUR", ECB, date(2026, 11, 3)),
        RateSource("EUR", "imported", date(2026, 10, 15)),
    ]
