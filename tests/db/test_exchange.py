"""Which rates does the ledger need, are they kept as they are said, and which days does a new one convert anew?"""

from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import Engine

from db.engine import writing
from db.exchange import Kept, currencies_met, first_day, keep_exchange, lacking
from db.facts import Exchange
from db.rates import ECB
from db.resettle import rates_changed
from tests.db.cast import NANO, NOON, NOW, account, clip, keep, line, price, rows

DAY = timedelta(1)
COSTS = "SELECT day, billed, cost FROM ledger ORDER BY day"


def euro(on: date, rate: str, source: str = ECB, **more: str) -> Exchange:
    """What a euro was worth in dollars on a day, unless said otherwise."""
    return Exchange(**({"currency": "EUR", "into": "USD"} | more), day=on, rate=Decimal(rate), source=source)


def said(ledger: Engine, *some: Exchange, replace: bool = False) -> Kept:
    """Keep rates."""
    with writing(ledger) as connection:
        return keep_exchange(connection, some, "USD", replace=replace)


def settled(ledger: Engine, kept: Kept) -> int:
    """How many days are converted anew by what was kept."""
    with writing(ledger) as connection:
        return rates_changed(connection, kept.since, currency="USD", now=NOW, who="import fx")


def test_the_same_rates_again_are_nothing(ledger: Engine) -> None:
    """Two new, then none; then one of them corrected, and told since when."""
    first, second = euro(date(2026, 11, 1), "1.1"), euro(date(2026, 11, 2), "1.2")
    assert said(ledger, first, second) == Kept(2, 0, 0, {"EUR": 20261101})
    assert said(ledger, first, second) == Kept(0, 0, 0, {})
    assert said(ledger, first, euro(date(2026, 11, 2), "1.3")) == Kept(0, 1, 0, {"EUR": 20261102})


def test_own_rates_are_taken_back_and_the_banks_are_not(ledger: Engine) -> None:
    """Of one of each, a file that replaces all and lacks both takes back the company's own."""
    said(ledger, euro(date(2026, 11, 1), "1.1"), euro(date(2026, 11, 2), "1.2", "imported"))
    assert said(ledger, replace=True) == Kept(0, 0, 1, {"EUR": 20261102})
    assert rows(ledger, "SELECT source FROM fx") == [(ECB,)]


def test_rates_into_another_currency_move_nothing(ledger: Engine) -> None:
    """They are kept, and no day of a ledger in dollars is told to change."""
    assert said(ledger, euro(date(2026, 11, 1), "7.8", into="CNY")) == Kept(1, 0, 0, {})


def test_a_rate_converts_what_was_not_converted(ledger: Engine) -> None:
    """2 euros a day: the first stays, whose rate nobody knows; the second and third become 2.20."""
    number = account(ledger)
    keep(ledger, number, [line(f"b{n}", "2", NOON + n * DAY, currency="EUR") for n in range(3)])
    assert [cost for _, _, cost in rows(ledger, COSTS)] == [None] * 3
    assert settled(ledger, said(ledger, euro(date(2026, 11, 2), "1.1"))) == 2
    assert rows(ledger, COSTS) == [
        (20261101, 2 * NANO, None),
        (20261102, 2 * NANO, 2_200_000_000),
        (20261103, 2 * NANO, 2_200_000_000),
    ]


def test_only_days_that_another_rate_holds_for_are_settled(ledger: Engine) -> None:
    """The third has a rate of its own since before, and the fourth no euros: one day of three is converted anew."""
    number = account(ledger)
    said(ledger, euro(date(2026, 11, 1), "1.1"), euro(date(2026, 11, 3), "1.3"))
    days = [line(f"b{n}", "2", NOON + n * DAY, currency="EUR") for n in range(3)]
    keep(ledger, number, [*days, line("b9", "5", NOON + 3 * DAY)])
    assert settled(ledger, said(ledger, euro(date(2026, 11, 2), "1.2"))) == 1
    assert [cost for _, _, cost in rows(ledger, COSTS)] == [2_200_000_000, 2_400_000_000, 2_600_000_000, 5 * NANO]


def test_the_currencies_that_rates_are_needed_of(ledger: Engine) -> None:
    """Those of work, and those that a seller of ours asks its prices in; not those of other sellers."""
    number = account(ledger)
    foreign = [price("46", currency="CNY"), price("9", currency="JPY", seller="nobody")]
    keep(ledger, number, [clip("t1", currency="EUR"), clip("t2"), *foreign])
    with writing(ledger) as connection:
        assert currencies_met(connection, "USD") == {"CNY", "EUR"}
        assert first_day(connection) == 20261101
        assert lacking(connection, "USD", 20261101) == {"CNY", "EUR"}
        keep_exchange(connection, [euro(date(2026, 10, 30), "1.1")], "USD")
        assert lacking(connection, "USD", 20261101) == {"CNY"}
        assert lacking(connection, "USD", 20261001) == {"CNY", "EUR"}


def test_an_empty_ledger_needs_no_rates(ledger: Engine) -> None:
    """It has no first day and has met no currency."""
    with writing(ledger) as connection:
        assert first_day(connection) is None
        assert currencies_met(connection, "USD") == set()
