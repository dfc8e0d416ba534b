"""What a second collection changes: nothing, unless the providers say something new; and whose days it counts."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from collectors.base import collector_class
from db.window import day_number
from tests.collectors.journey import SIX_PM, Journey, journey

BASE = ("usage", "charge", "name", "price", "model", "placement", "ledger", "daily", "bill", "audit")
BY_POST = "deepseek-plan"
LATER = SIX_PM + timedelta(hours=31)
"""Past the midnight after the next, so that late bills have come, and two days of Kling have closed."""
SLOW = "veo-cloud"
"""Its bill is corrected for weeks, has no news on some days, and is closed no sooner than a month after."""


def everything(studio: Journey) -> dict[str, list[tuple[Any, ...]]]:
    """Each table's rows, in a fixed order."""
    return {table: sorted(studio.rows(f"SELECT * FROM {table}"), key=repr) for table in BASE}


def test_collecting_again_changes_nothing(tmp_path: Path, database_url: str) -> None:
    """At the same instant no row is other than before, and the runs say so: none new, changed or gone."""
    with journey(tmp_path, database_url, months=2) as studio:
        studio.collect()
        before, (runs,) = everything(studio), studio.rows("SELECT MAX(id) FROM run")[0]
        outcomes = studio.collect()
        assert everything(studio) == before
        assert [(one.new, one.changed, one.gone) for one in outcomes] == [(0, 0, 0)] * len(outcomes)
        counts = "SUM(new), SUM(changed), SUM(gone), SUM(rows) > 0, SUM(requests) > 0"
        assert [tuple(map(int, row)) for row in studio.rows(f"SELECT {counts} FROM run WHERE id > :id", id=runs)] == [
            (0, 0, 0, 1, 1)
        ]


def test_late_bills_change_the_days_they_are_for(tmp_path: Path, database_url: str) -> None:
    """Thirty-one hours on, exactly those days cost something else for which that is true, and all of it is true."""
    with journey(tmp_path, database_url, months=2) as studio:
        studio.collect()
        before, true_before = studio.money_by("account", "day"), studio.true_money_by("account", "day")
        studio.clock.at = LATER
        outcomes = studio.collect()
        after, true_after = studio.money_by("account", "day"), studio.true_money_by("account", "day")
        assert after == true_after
        assert other(before, after) == other(true_before, true_after)
        prompt = {day for name, day in other(before, after) if name != SLOW}
        assert min(prompt) >= "2026-11-20"  # nothing comes later than two days
        over_the_line = [one for one in outcomes if one.account != BY_POST]
        assert all(one.through == LATER and (one.new > 0 or one.account == SLOW) for one in over_the_line)
        assert studio.rows("SELECT COUNT(*) FROM bill WHERE lines <> settled") == [(0,)]
        assert studio.money_by("team") == studio.true_money_by("team")


def other(before: dict[Any, Any], after: dict[Any, Any]) -> set[tuple[str, str]]:
    """The accounts and days whose cost is not what it was; a cost of 0 is as good as none."""
    return {key for key in {*before, *after} if (before.get(key) or 0) != (after.get(key) or 0)}


def test_days_close_as_time_goes_by(tmp_path: Path, database_url: str) -> None:
    """A day is closed once its provider no longer corrects it, also when nothing new is said of it."""
    with journey(tmp_path, database_url, months=2) as studio:
        for at in (SIX_PM, LATER):
            studio.clock.at = at
            studio.collect()
            closed = "SELECT a.name, MAX(b.day) FROM bill b JOIN account a ON a.id = b.account_id WHERE b.closed"
            last = dict(studio.rows(f"{closed} GROUP BY a.name"))
            still_open = studio.rows(
                f"{closed.replace('MAX', 'MIN').replace('b.closed', 'NOT b.closed')} GROUP BY a.name"
            )
            settled = {one.name: collector_class(one.provider)(one) for one in studio.settings.accounts}
            done = {name: day_before(one.reread_from(at.date())) for name, one in settled.items()}
            assert done.pop(SLOW) < day_number(studio.studio.first)  # both months are read again
            assert done == last
            assert last["seedance-evenings"] == 20261031  # the whole of this month may still change
            assert all(day > last.get(name, 0) for name, day in still_open)


def day_before(day: date) -> int:
    """The last day (YYYYMMDD) that is not read again."""
    return day_number(day - timedelta(1))


def test_another_time_zone_has_the_same_total(tmp_path: Path, database_url: str) -> None:
    """By the days of Los Angeles the total, each account's and each team's are the same; every bill is settled."""
    with journey(tmp_path, database_url, months=2, zone="America/Los_Angeles") as studio:
        studio.collect()
        assert studio.view.number("cost") == studio.truth.total().money
        assert studio.money_by("account") == studio.true_money_by("account")
        assert studio.money_by("team") == studio.true_money_by("team")
        assert studio.rows("SELECT COUNT(*) FROM bill WHERE lines <> settled") == [(0,)]
        by_day, by_utc = studio.money_by("account", "day"), studio.true_money_by("account", "day")
        assert {account for account, _ in other(by_day, by_utc)} == {"fal-studio", "kling-brand"}
