"""Can the whole ledger be reckoned anew, with another currency or time zone, and does it say when it must be?"""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from db.engine import writing
from db.facts import AnyFact
from db.placement import place_again
from db.rates import FX
from db.rebuild import Rebuilt, ReckonedOtherwise, check, rebuild, reckoned_with
from db.upsert import upsert
from tests.db.cast import (
    GREENWICH,
    IVO,
    MARA,
    NANO,
    NOON,
    NOW,
    account,
    clip,
    everything,
    keep,
    line,
    on_a_ledger,
    price,
    rows,
    rule,
)
from tests.db.invented import bills, closing, invent

KATHMANDU, CALIFORNIA = ZoneInfo("Asia/Kathmandu"), ZoneInfo("America/Los_Angeles")
STORED = ("usage", "charge", "ledger", "daily", "bill", "placement")
few = settings(on_a_ledger, max_examples=10)  # each rebuilds all accounts of the examples before it


def again(ledger: Engine, currency: str = "USD", zone: ZoneInfo = GREENWICH) -> Rebuilt:
    """Rebuild the ledger."""
    return rebuild(ledger, currency=currency, zone=zone, now=NOW)


def kept(ledger: Engine) -> dict[str, list[tuple[object, ...]]]:
    """All that is stored of work and bills, and all that is reckoned from it."""
    return {table: found for table, found in everything(ledger).items() if table in STORED}


@few
@given(facts=bills, closed_before=closing)
def test_a_rebuild_of_the_same_changes_nothing(ledger: Engine, facts: list[AnyFact], closed_before: int) -> None:
    """With the same currency and zone, each row is what it was: open and closed days, known and unknown costs."""
    invent(ledger, facts, closed_before=closed_before)
    before, told = kept(ledger), rows(ledger, "SELECT COUNT(*) FROM audit")
    assert again(ledger).moved == 0
    assert kept(ledger) == before
    assert rows(ledger, "SELECT COUNT(*) FROM audit") == told


@few
@given(facts=bills, zone=st.sampled_from([KATHMANDU, CALIFORNIA]))
def test_another_zone_and_back(ledger: Engine, facts: list[AnyFact], zone: ZoneInfo) -> None:
    """Whatever zone counts the days, nothing is lost; counted again as before, each row is on its day."""
    invent(ledger, facts)
    again(ledger)
    rows_of, billed = "SELECT stream_id, external_id, day FROM {}", "SELECT SUM(amount) FROM charge"
    before = [sorted(rows(ledger, rows_of.format(table))) for table in ("usage", "charge")]
    money = rows(ledger, billed)
    there = again(ledger, zone=zone)
    assert rows(ledger, billed) == money
    assert not rows(ledger, "SELECT * FROM bill WHERE lines <> settled")
    assert rows(ledger, "SELECT COUNT(*) FROM usage") == rows(ledger, "SELECT COALESCE(SUM(pieces), 0) FROM ledger")
    assert again(ledger).moved == there.moved
    assert [sorted(rows(ledger, rows_of.format(table))) for table in ("usage", "charge")] == before


def test_days_of_another_zone_by_hand(ledger: Engine) -> None:
    """18:15 UTC is midnight in Kathmandu: the later clip and its line move to the second, the earlier stay."""
    number = account(ledger)
    late = NOON + timedelta(hours=6, minutes=15)
    early = late - timedelta(microseconds=1)
    own = line("c1", "4", late, source="costs", day=date(2026, 11, 1))
    keep(ledger, number, [clip("t1", early), clip("t2", late), line("b2", "1", late, pays_for="t2"), own])
    assert again(ledger, zone=KATHMANDU) == Rebuilt(days=2, moved=2)
    assert rows(ledger, "SELECT external_id, day FROM usage ORDER BY 1") == [("t1", 20261101), ("t2", 20261102)]
    assert rows(ledger, "SELECT external_id, day FROM charge ORDER BY 1") == [("b2", 20261102), ("c1", 20261101)]
    assert rows(ledger, "SELECT day, lines FROM bill ORDER BY day") == [(20261101, 4 * NANO), (20261102, NANO)]


def test_no_money_is_lost_where_ids_meet(ledger: Engine) -> None:
    """A source that uses an id once a day may have it twice on a day of another zone: then both days stay."""
    number = account(ledger)
    keep(ledger, number, [line("daily", "1"), line("daily", "2", NOON + timedelta(hours=12))])
    again(ledger, zone=CALIFORNIA)
    assert rows(ledger, "SELECT SUM(lines), SUM(settled) FROM bill") == [(3 * NANO, 3 * NANO)]


def test_another_currency_by_hand(ledger: Engine) -> None:
    """At 1.25 dollars a euro, the line of 1.00 costs 0.80 euros, and 5 s at 0.10 dollars are 0.40 at list price."""
    rates = [(20261101, "USD", "EUR", "own", 800_000_000)]
    keep(ledger, account(ledger), [price("0.10"), clip("t1"), line("b1", "1")], closed_before=20261102)
    again(ledger)
    with writing(ledger) as connection:
        upsert(connection, FX, ("day", "currency", "into", "source"), ("rate",), rates)
    again(ledger, "EUR")
    assert rows(ledger, "SELECT billed, cost, list_cost FROM usage") == [(NANO, 800_000_000, 400_000_000)]
    assert rows(ledger, "SELECT closed FROM bill") == [(True,)]
    told = "SELECT who, what, before, after FROM audit ORDER BY id"
    assert rows(ledger, told) == [
        ("rebuild", "closed day 20261101 of fal-studio settled anew", "unattributed 1", "unattributed 0.8"),
        ("rebuild", "currency and days", "USD UTC", "EUR UTC"),
    ]
    again(ledger)
    assert rows(ledger, "SELECT billed, cost, list_cost FROM usage") == [(NANO, NANO, 500_000_000)]


def test_a_price_learned_late_counts_after_a_rebuild(ledger: Engine) -> None:
    """On a closed day it is asked for only then, and only by work that had none; a known list cost stays."""
    number = account(ledger)
    keep(ledger, number, [price("0.10"), clip("t1"), clip("t2", model="sora-2")], closed_before=20261102)
    keep(ledger, number, [price("0.90"), price("0.20", model="sora-2")])
    again(ledger)
    listed = "SELECT external_id, list_cost, cost, worth FROM usage ORDER BY 1"
    assert rows(ledger, listed) == [("t1", 500_000_000, 0, 500_000_000), ("t2", NANO, 0, NANO)]


def test_teams_are_placed_anew(ledger: Engine) -> None:
    """Whatever the roll-up said, a rebuild gives each piece to the team that the rules give it to."""
    rule(ledger)
    keep(ledger, account(ledger), [clip("t1", **MARA), clip("t2", **IVO)])
    with writing(ledger) as connection:
        connection.exec_driver_sql("UPDATE placement SET team_id = 0")
        connection.exec_driver_sql("DELETE FROM daily")
        connection.exec_driver_sql("UPDATE ledger SET team_id = 0, pieces = 77")
    again(ledger)
    told = "SELECT t.name, l.pieces FROM {} l JOIN team t ON t.id = l.team_id ORDER BY t.name"
    for table in ("ledger", "daily"):
        assert rows(ledger, told.format(table)) == [("social", 1), ("trailers", 1)]
    with writing(ledger) as connection:
        assert place_again(connection, 1) == {}


def test_a_ledger_remembers_what_it_was_reckoned_with(ledger: Engine) -> None:
    """The first settings count; others are refused in one sentence that says what to do, until a rebuild."""
    with writing(ledger) as connection:
        assert reckoned_with(connection) is None
        check(connection, "USD", GREENWICH)
        check(connection, "USD", GREENWICH)
        assert reckoned_with(connection) == ("USD", "UTC")
        with pytest.raises(ReckonedOtherwise) as refused:
            check(connection, "EUR", KATHMANDU)
    assert str(refused.value) == (
        "the ledger was reckoned in USD by days of UTC, but reelspend.toml says EUR and Asia/Kathmandu;"
        " run `reelspend db rebuild`, or set reporting_currency and reporting_timezone back"
    )
    again(ledger, "EUR", KATHMANDU)
    with writing(ledger) as connection:
        check(connection, "EUR", KATHMANDU)


@pytest.mark.parametrize("others", [("EUR", GREENWICH), ("USD", KATHMANDU)])
def test_either_alone_is_another_reckoning(ledger: Engine, others: tuple[str, ZoneInfo]) -> None:
    """The currency and the zone each matter."""
    with writing(ledger) as connection:
        check(connection, "USD", GREENWICH)
        with pytest.raises(ReckonedOtherwise):
            check(connection, *others)
