"""Where does each budget that a reader may see stand: now with its forecast, or in the periods of some days?"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from dashboard.budgets.ahead import ahead
from dashboard.forecasts.budgeted import days_of, is_of
from dashboard.forecasts.of_a_scope import above
from dashboard.forecasts.past import past_of
from dashboard.measures.budgeting.standing import Standing, standings, worst_first
from dashboard.view import View
from db.budget_periods import Period
from db.budgets import Budget
from db.engine import reading
from db.lists import stored_budgets

DAY = timedelta(days=1)
YEARS_BACK = 2


def standings_of(view: View, today: date, zone: ZoneInfo, at: date | None = None) -> list[Standing]:
    """Every budget in its present period, or that with the day `at`, those that are over first.

    Whatever the view is narrowed to; a forecast is only of a period that is now.
    """
    day = at or today
    return _worst_first(view, standings_between(view, day, day + DAY, today, zone), today, zone)


def standings_between(view: View, since: date, until: date, today: date, zone: ZoneInfo) -> list[Standing]:
    """Every period of every budget that has a day from `since` to before `until`, without a forecast.

    Periods before anything is known of are left out.
    """
    everything = replace(view, narrowing=replace(view.narrowing, where={}))
    past = past_of(everything, today, zone)
    since = max(since, past.history.first)  # of what was before, nothing is known
    return [one for budget in seen(view) for one in standings(budget, days_of(view, budget), since, until, past.past)]


def standings_in(view: View, month: Period, today: date, zone: ZoneInfo) -> list[Standing]:
    """Every budget in each of its periods that has a day of the month, those that are over first.

    A period that is now has its forecast.
    """
    return _worst_first(view, standings_between(view, month.first, month.past, today, zone), today, zone)


def _worst_first(view: View, found: Sequence[Standing], today: date, zone: ZoneInfo) -> list[Standing]:
    """Those that are over first, with their forecasts, which share that of everything."""
    everything = above(view, today, zone)
    return worst_first([ahead(view, one, today, zone, everything) for one in found])


def looked_back(today: date) -> date:
    """The first day whose periods are shown: two years back, from the first of the month."""
    return today.replace(year=today.year - YEARS_BACK, day=1)


def mine(view: View) -> list[Budget]:
    """The budgets that this reader may see: a lead those of their teams alone."""
    with reading(view.engine) as connection:
        known = stored_budgets(connection)
    return [one for one in known if is_of(view, one)]


def seen(view: View) -> Iterator[Budget]:
    """Those of them in the reporting currency: what another currency will be worth, nobody knows now."""
    return (one for one in mine(view) if one.currency == view.currency)
