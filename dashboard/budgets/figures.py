"""Where does each budget that a reader may see stand: now with its forecast, or in the periods of some days?"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from dashboard.forecasts.outlook import outlook
from dashboard.forecasts.past import past_of
from dashboard.measures.budgeting.chance import Ahead
from dashboard.measures.budgeting.standing import Standing, foreseen, standings, worst_first
from dashboard.view import View
from db.budgets import Budget
from db.engine import reading
from db.lists import stored_budgets
from db.money import to_nano

FIRST, LAST = date(2000, 1, 1), date(2100, 1, 1)
DAY = timedelta(days=1)


def standings_of(view: View, today: date, zone: ZoneInfo) -> list[Standing]:
    """Every budget in its present period, those that are over first; whatever the view is narrowed to."""
    found = standings_between(view, today, today + DAY, today, zone)
    return worst_first([ahead(view, one, today, zone) for one in found])


def standings_between(view: View, since: date, until: date, today: date, zone: ZoneInfo) -> list[Standing]:
    """Every period of every budget that has a day from `since` to before `until`, without a forecast."""
    everything = replace(view, narrowing=replace(view.narrowing, where={}))
    whole = past_of(everything, today, zone).past
    return [one for budget in seen(view) for one in _standings(everything, budget, since, until, whole)]


def seen(view: View) -> Iterator[Budget]:
    """The budgets that this reader may see: a lead those of their teams alone; in the reporting currency."""
    with reading(view.engine) as connection:
        known = stored_budgets(connection)
    teams = view.reader.teams
    for one in known:
        mine = teams is None or set() != set(one.where.get("team", ())) <= teams
        if mine and one.currency == view.currency:
            yield one


def _standings(view: View, budget: Budget, since: date, until: date, whole: date) -> list[Standing]:
    rows = view.during(FIRST, LAST).only(**budget.where).figures(["cost"], ["day"]).itertuples(index=False, name=None)
    days = {day: to_nano(cost) for day, cost in rows if cost is not None}
    return standings(budget, days, since, until, whole)


def ahead(view: View, one: Standing, today: date, zone: ZoneInfo) -> Standing:
    """The same with the forecast of this month, where its period is a month; of others nothing is foretold."""
    if one.budget.period != "month":
        return one
    line = outlook(replace(view, narrowing=replace(view.narrowing, where=one.budget.where)), today, zone).month
    told = Ahead(line.known, line.expected, line.low80, line.high80, line.low95, line.high95)
    return foreseen(one, told)
