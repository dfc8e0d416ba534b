"""Does what is no longer so leave its day: work that moved, and rows that a restating source does not repeat?"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from db.engine import writing
from db.window import day_number
from tests.db.cast import MARA, NOON, account, clip, fresh, keep, line, on_a_ledger, rows

DAY = timedelta(1)
ids = st.sets(st.integers(1, 12), max_size=12)


def costs(names: set[int], at: datetime = NOON, amount: str = "1") -> list[object]:
    """Bill lines of the source that restates days."""
    return [line(f"b{name}", amount, at, source="costs") for name in sorted(names)]


@on_a_ledger
@given(before=ids, after=ids)
def test_a_restated_day_is_what_was_said_last(ledger: Engine, before: set[int], after: set[int]) -> None:
    """What both say is kept, what only the second says is new, and what only the first said is gone."""
    _, number = fresh(ledger)
    keep(ledger, number, costs(before))
    changes = keep(ledger, number, costs(after), answered=[20261101])
    assert (changes.new, changes.changed, changes.gone) == (len(after - before), 0, len(before - after))
    mine = "FROM charge c JOIN stream s ON s.id = c.stream_id WHERE s.account_id = :number"
    assert {name for (name,) in rows(ledger, f"SELECT external_id {mine}", number=number)} == {f"b{n}" for n in after}
    assert keep(ledger, number, costs(after), answered=[20261101]).total == 0


def test_a_day_answered_with_nothing_is_emptied(ledger: Engine) -> None:
    """Of two days asked for, one is answered with nothing: its line is gone and the other day's stays."""
    number = account(ledger)
    keep(ledger, number, costs({1}) + costs({2}, NOON + DAY))
    changes = keep(ledger, number, costs({2}, NOON + DAY), answered=[20261101, 20261102])
    assert (changes.gone, changes.days) == (1, {20261101})
    assert rows(ledger, "SELECT day, amount FROM charge") == [(20261102, 10**9)]
    assert rows(ledger, "SELECT day, lines FROM bill") == [(20261102, 10**9)]


def test_a_day_not_answered_is_left_alone(ledger: Engine) -> None:
    """Nothing said of a day nobody asked for says nothing about that day."""
    number = account(ledger)
    keep(ledger, number, costs({1}) + costs({2}, NOON + DAY))
    assert keep(ledger, number, costs({1})).total == 0


def test_only_the_source_that_restates_is_replaced(ledger: Engine) -> None:
    """An empty answer takes nothing from another source of the same account on the same day."""
    number = account(ledger)
    keep(ledger, number, [*costs({1}), line("b1", "2"), clip("t1")])
    changes = keep(ledger, number, [], answered=[20261101])
    assert changes.gone == 1
    assert rows(ledger, "SELECT amount FROM charge") == [(2 * 10**9,)]
    assert rows(ledger, "SELECT COUNT(*) FROM usage") == [(1,)]


@on_a_ledger
@given(days=st.lists(st.integers(0, 3), min_size=1, max_size=6))
def test_work_that_moves_is_always_on_one_day(ledger: Engine, days: list[int]) -> None:
    """However often its time changes, there is one row of it, on the day said last, and the roll-up agrees."""
    _, number = fresh(ledger)
    for day in days:
        keep(ledger, number, [clip("t1", NOON + day * DAY)])
    mine = "FROM usage u JOIN stream s ON s.id = u.stream_id WHERE s.account_id = :number"
    last = day_number((NOON + days[-1] * DAY).date())
    assert rows(ledger, f"SELECT u.day {mine}", number=number) == [(last,)]
    counted = "SELECT day, SUM(pieces) FROM ledger WHERE account_id = :number GROUP BY day"
    assert rows(ledger, counted, number=number) == [(last, 1)]


def test_a_move_touches_both_days_and_changes_one_row(ledger: Engine) -> None:
    """The day it left and the day it came to are reckoned again; said once more, nothing happens."""
    number = account(ledger)
    keep(ledger, number, [clip("t1"), clip("t2")])
    changes = keep(ledger, number, [clip("t1", NOON + DAY)])
    assert (changes.new, changes.changed, changes.gone) == (0, 1, 0)
    assert changes.days == {20261101, 20261102}
    assert keep(ledger, number, [clip("t1", NOON + DAY)]).total == 0


def test_work_takes_along_what_is_known_of_it(ledger: Engine) -> None:
    """The seconds that an editor kept of a clip are not lost when its time is corrected."""
    number = account(ledger)
    keep(ledger, number, [clip("t1")])
    with writing(ledger) as connection:
        connection.exec_driver_sql("UPDATE usage SET usable = 3")
    keep(ledger, number, [clip("t1", NOON + DAY)])
    assert rows(ledger, "SELECT day, usable FROM usage") == [(20261102, 3)]


def test_said_on_two_days_at_once_it_is_on_the_later(ledger: Engine) -> None:
    """In whatever order a single answer lists them."""
    number = account(ledger)
    two = [clip("t1", NOON + DAY, seconds="8"), clip("t1", NOON, seconds="5")]
    keep(ledger, number, two)
    assert rows(ledger, "SELECT day, seconds FROM usage") == [(20261102, 8 * 10**9)]
    assert keep(ledger, number, two).total == 0
    assert keep(ledger, number, two[::-1]).total == 0


@pytest.mark.parametrize(
    ("zone", "at", "day"),
    [
        ("UTC", "2026-11-01T23:59:59.999999+00:00", 20261101),
        ("America/Los_Angeles", "2026-11-01T06:59:59+00:00", 20261031),
        ("America/Los_Angeles", "2026-11-02T07:59:59+00:00", 20261101),  # a day of 25 hours
        ("America/Los_Angeles", "2026-03-09T06:59:59+00:00", 20260308),  # a day of 23 hours
        ("America/Los_Angeles", "2026-03-09T07:00:00+00:00", 20260309),
        ("Asia/Kathmandu", "2026-11-01T18:14:59+00:00", 20261101),
        ("Asia/Kathmandu", "2026-11-01T18:15:00+00:00", 20261102),
    ],
)
def test_a_fact_falls_on_the_reporting_zones_day(ledger: Engine, zone: str, at: str, day: int) -> None:
    """Work and bill lines with a time of their own, also where a day is longer or a zone a quarter hour off."""
    moment = datetime.fromisoformat(at).astimezone(UTC)
    changes = keep(ledger, account(ledger), [clip("t1", moment), line("b1", "1", moment)], zone=ZoneInfo(zone))
    assert changes.days == {day}
    assert rows(ledger, "SELECT day, closed FROM bill") == [(day, False)]


def test_a_provider_that_counts_days_itself_is_believed(ledger: Engine) -> None:
    """A line of the second of November stays there, wherever the company counts its days."""
    late = line("b1", "1", NOON, day=date(2026, 11, 2), **MARA)
    for zone in ("America/Los_Angeles", "Asia/Kathmandu"):
        keep(ledger, account(ledger), [late], zone=ZoneInfo(zone))
    assert rows(ledger, "SELECT day FROM charge") == [(20261102,)]
    assert rows(ledger, "SELECT own_days FROM stream WHERE source = 'billing'") == [(True,)]
