"""Are the touched days of an account settled and rolled up, and nothing else?"""

from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from sqlalchemy import Engine

from db.engine import writing
from db.facts import AnyFact
from db.prices import PriceBook
from db.rates import FX
from db.reckon import price_book, reckon
from db.upsert import upsert
from tests.db.cast import (
    IVO,
    MARA,
    NANO,
    NOON,
    NOW,
    SORA,
    account,
    clip,
    everything,
    fresh,
    keep,
    line,
    on_a_ledger,
    price,
    reckon_again,
    rows,
    rule,
)
from tests.db.invented import bills, closing, rated, sheets

DAY = timedelta(1)
WORK = "SELECT external_id, billed, cost, list_cost, basis FROM usage ORDER BY external_id"
OF_ACCOUNT = """
SELECT s.source, u.day, u.external_id, u.facet_id, u.at, u.seconds, u.clips, u.stated, u.line, u.moves,
       u.list_cost, u.billed, u.cost, u.worth, u.basis
FROM usage u JOIN stream s ON s.id = u.stream_id WHERE s.account_id = :number ORDER BY u.day, u.external_id
"""
LEDGER = """
SELECT l.day, t.name, f.model, l.basis, l.billed, l.cost, l.seconds, l.pieces
FROM ledger l JOIN team t ON t.id = l.team_id JOIN facet f ON f.id = l.facet_id ORDER BY l.day, t.name, f.model
"""


def test_a_day_by_hand(ledger: Engine) -> None:
    """Mara's two clips share the line of 0.90 for Kling by their 5 and 10 seconds; the credit has no work."""
    rule(ledger)
    facts = [
        price("0.10"),
        clip("t1", **MARA),
        clip("t2", seconds="10", **MARA),
        clip("t3", **SORA, stated=Decimal("0.50"), **IVO),
        line("b1", "0.90"),
        line("b2", "-0.20", category="credit", model=""),
    ]
    keep(ledger, account(ledger), facts)
    assert rows(ledger, WORK) == [
        ("t1", 300_000_000, 300_000_000, 500_000_000, "billed"),
        ("t2", 600_000_000, 600_000_000, NANO, "billed"),
        ("t3", 500_000_000, 500_000_000, None, "stated"),
    ]
    assert rows(ledger, LEDGER) == [
        (20261101, "social", "sora-2", "stated", 500_000_000, 500_000_000, 5 * NANO, 1),
        (20261101, "trailers", "kling-3.0", "billed", 900_000_000, 900_000_000, 15 * NANO, 2),
        (20261101, "unattributed", "", "billed", -200_000_000, -200_000_000, None, 0),
    ]
    assert rows(ledger, "SELECT currency, lines, apart, settled FROM bill") == [("USD", 700_000_000, 0, 700_000_000)]


def test_tax_and_purchases_are_kept_apart(ledger: Engine) -> None:
    """A tax of 0.19 and a pack bought for 100 are no cost of the clip, whose own line says 1.00."""
    facts = [
        clip("t1"),
        line("b1", "1"),
        line("b2", "0.19", category="tax"),
        line("b3", "100", category="purchase", pays_for="t1"),
    ]
    keep(ledger, account(ledger), facts)
    assert rows(ledger, WORK) == [("t1", NANO, NANO, None, "billed")]
    assert rows(ledger, "SELECT lines, apart, settled FROM bill") == [(NANO, 100_190_000_000, NANO)]


def test_the_rest_of_every_line_is_remembered(ledger: Engine) -> None:
    """Three lines of 0.00000000004 are nothing in nano-units, and together 120 million atto-units of rest."""
    keep(ledger, account(ledger), [line(f"b{number}", "0.00000000004") for number in range(3)])
    assert rows(ledger, "SELECT lines, rest FROM bill") == [(0, 120_000_000)]


def test_a_day_without_a_rate_is_not_converted(ledger: Engine) -> None:
    """2 euros of the first, when no rate was known, stay euros; those of the second are 2.20 dollars."""
    number = account(ledger)
    rated(ledger)
    keep(ledger, number, [line("b1", "2", currency="EUR"), line("b2", "2", NOON + DAY, currency="EUR")])
    assert rows(ledger, "SELECT day, billed, cost FROM ledger ORDER BY day") == [
        (20261101, 2 * NANO, None),
        (20261102, 2 * NANO, 2_200_000_000),
    ]
    assert rows(ledger, "SELECT day, currency, lines, settled FROM bill ORDER BY day") == [
        (20261101, "EUR", 2 * NANO, 2 * NANO),
        (20261102, "EUR", 2 * NANO, 2 * NANO),
    ]


def test_a_converted_line_is_spread_to_the_last_unit(ledger: Engine) -> None:
    """0.1 euros are 0.11 dollars; over three clips 0.036666667, 0.036666667 and 0.036666666."""
    number = account(ledger)
    rated(ledger)
    work = [clip(f"t{number}", NOON + DAY, currency="EUR") for number in range(3)]
    keep(ledger, number, [*work, line("b1", "0.1", NOON + DAY, currency="EUR")])
    assert [cost for _, _, cost, _, _ in rows(ledger, WORK)] == [36_666_667, 36_666_667, 36_666_666]
    assert [billed for _, billed, _, _, _ in rows(ledger, WORK)] == [33_333_334, 33_333_333, 33_333_333]


def test_only_the_days_asked_for_are_reckoned(ledger: Engine) -> None:
    """A price that is corrected changes the open day that is reckoned again, and not the other."""
    number = account(ledger)
    keep(ledger, number, [price("0.10"), clip("t1"), clip("t2", NOON + DAY)])
    keep(ledger, number, [price("0.20")])
    reckon_again(ledger, number, [20261102])
    assert [cost for _, _, cost, _, _ in rows(ledger, WORK)] == [500_000_000, NANO]


def test_another_account_is_left_alone(ledger: Engine) -> None:
    """A line of one account never pays for work of another, on the same day and in the same words."""
    mine, other = account(ledger), account(ledger, "kling-brand", "kling")
    keep(ledger, other, [clip("t1", stated=None)])
    before = rows(ledger, WORK)
    keep(ledger, mine, [line("b1", "5", pays_for="t1"), line("b2", "5")])
    assert rows(ledger, WORK) == before == [("t1", None, None, None, "unpriced")]


def test_no_days_are_no_work(ledger: Engine) -> None:
    """Nothing touched, nothing written, not even for an account that nobody knows."""
    before = everything(ledger)
    reckon_again(ledger, 99, [])
    assert everything(ledger) == before


def test_a_day_that_lost_all_is_emptied(ledger: Engine) -> None:
    """When nothing is left of a day, it has no row in the roll-up and no bill."""
    number = account(ledger)
    keep(ledger, number, [line("b1", "5", source="costs")])
    keep(ledger, number, [], answered=[20261101])
    for table in ("ledger", "daily", "bill"):
        assert rows(ledger, f"SELECT COUNT(*) FROM {table}") == [(0,)]


@pytest.mark.parametrize("given", [True, False])
def test_many_reckonings_may_share_a_price_book(ledger: Engine, given: bool) -> None:
    """Read once and handed over, it counts as if it had been read again."""
    number = account(ledger)
    keep(ledger, number, [clip("t1")])
    keep(ledger, number, [price("0.10")])
    with writing(ledger) as connection:
        book = price_book(connection) if given else None
        reckon(connection, number, {20261101}, currency="USD", closed_before=0, now=NOW, book=book)
        assert isinstance(price_book(connection), PriceBook)
    assert rows(ledger, WORK)[0][2] == 500_000_000


def test_tokens_requests_and_clips_are_counted(ledger: Engine) -> None:
    """A clip is one request where none are counted; a failed one is counted as such."""
    facts = [
        clip("t1", clips=2, tokens=7),
        clip("t2", clips=None, requests=5, tokens=None),
        clip("t3", clips=0, status="failed"),
    ]
    keep(ledger, account(ledger), facts)
    counted = "SELECT SUM(clips), SUM(tokens), SUM(requests), SUM(failed), SUM(kept), SUM(pieces) FROM {}"
    for table in ("ledger", "daily"):
        assert [tuple(map(int, row)) for row in rows(ledger, counted.format(table))] == [(2, 7, 7, 1, 0, 3)]


def test_what_is_worth_nothing_known_is_unknown(ledger: Engine) -> None:
    """A rate that comes later makes the cost known, once the day is reckoned again."""
    number = account(ledger)
    keep(ledger, number, [line("b1", "10", currency="CNY")])
    assert rows(ledger, "SELECT cost FROM ledger") == [(None,)]
    with writing(ledger) as connection:
        from_now_on = [(20261101, "CNY", "USD", "ecb", 140_000_000)]
        upsert(connection, FX, ("day", "currency", "into", "source"), ("rate",), from_now_on)
    reckon_again(ledger, number, [20261101])
    assert rows(ledger, "SELECT cost FROM ledger") == [(1_400_000_000,)]


@on_a_ledger
@given(facts=bills, later=bills, closed_before=closing)
def test_work_left_for_reckoning_to_write_is_the_same_work(
    ledger: Engine, facts: list[AnyFact], later: list[AnyFact], closed_before: int
) -> None:
    """Written once with what it costs, or first and reckoned then: the rows are alike, and as many are new."""
    found = []
    for leave in (True, False):
        name, number = fresh(ledger)
        said = [[*sheets(name), *facts], later]
        changes = [keep(ledger, number, some, closed_before=closed_before, leave=leave) for some in said]
        found.append(([(one.new, one.changed, one.days) for one in changes], rows(ledger, OF_ACCOUNT, number=number)))
    assert found[0] == found[1]
