"""Forecasts of past days made afterwards, from what was known then, so that a score card need not wait for months."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from dashboard.forecasts.outlook import kept_of, outlook_of
from dashboard.forecasts.past import Past, past_of
from dashboard.measures.forecasting.tell import tell
from dashboard.measures.months import months_before
from dashboard.measures.outlook.line import Tell
from dashboard.view import View
from db.forecasts import Kept, days_kept, keep
from db.window import day_number

MONTHS: Final = 9
"""So many months are replayed, each three times."""
DAYS: Final = (1, 11, 21)
LATEST: Final = 7
"""And so many of the last days, for what changed since yesterday."""
ENOUGH: Final = timedelta(days=35)
"""Days that must be known before a forecast is worth replaying."""


def replay(view: View, today: date, zone: ZoneInfo, teller: Tell = tell) -> int:
    """Make and keep the forecasts of past days, where none is kept; how many that were.

    They are labelled as replayed: nobody saw them. Amounts are those of today, so what bills changed later is in them
    already; steps that people typed in are not, because they stand in what was billed.
    """
    past = past_of(view, today, zone)
    done = days_kept(view.engine, past.scope)
    return keep(view.engine, [one for day in days_of(past, done) for one in _made(past, day, teller)])


def days_of(past: Past, done: Collection[int]) -> list[date]:
    """The days to replay, the oldest first: three of each month, and each of the last week."""
    months = [months_before(past.today.replace(day=1), back) for back in range(MONTHS, -1, -1)]
    days = {month.replace(day=day) for month in months for day in DAYS}
    days |= {past.today - timedelta(days=back) for back in range(1, LATEST + 1)}
    first = past.history.first + ENOUGH
    return sorted(day for day in days if first <= day < past.today and day_number(day) not in done)


def _made(past: Past, day: date, teller: Tell) -> list[Kept]:
    """What would have been said on a day, when as many of the last days were not known yet as today."""
    known = past.past - (past.today - day)
    then = Past(past.history.cut(known), day, known, past.scope)
    return kept_of(outlook_of(then, (), teller, charted=False), replayed=True)
