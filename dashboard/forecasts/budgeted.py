"""Where each monthly budget will end: the forecast of just its scope, whatever else is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

import pandas as pd

from dashboard.forecasts.of_a_scope import Above, above, month_of
from dashboard.forecasts.outlook import kept_line
from dashboard.forecasts.past import Past
from dashboard.forecasts.tables import money
from dashboard.measures.budgeting.planned import allowed
from dashboard.measures.budgeting.standing import standings
from dashboard.measures.months import month_after
from dashboard.measures.outlook.line import Line
from dashboard.view import View
from db.budget_words import NONE
from db.budgets import Budget
from db.engine import reading
from db.forecasts import keep
from db.lists import stored_budgets
from db.money import to_nano

FIRST, LAST = date(2000, 1, 1), date(2100, 1, 1)
COLUMNS = ("budget", "scope", "amount", "known", "expected", "low80", "high80", "over", "method")


@dataclass(frozen=True, slots=True)
class Budgeted:
    """A monthly budget and what its scope will have cost at the end of this month."""

    budget: Budget
    past: Past
    line: Line

    @property
    def over(self) -> int:
        """By how much it is expected to be over, in nano-units; below 0 is under."""
        return self.line.expected - self.budget.amount


def monthly(view: View, today: date) -> list[Budget]:
    """The monthly budgets in the reporting currency that this reader may see: a lead those of their teams alone.

    Their amount is what may be spent in this month: raises, amounts of its own and what came over from before counted.
    """
    with reading(view.engine) as connection:
        known = stored_budgets(connection)
    now = [_now(view, one, today) for one in known if (one.period, one.currency) == ("month", view.currency)]
    return [one for one in now if one.amount and is_of(view, one)]


def is_of(view: View, budget: Budget) -> bool:
    """Whether a budget is this reader's to see."""
    teams = view.reader.teams
    return teams is None or set() != set(budget.where.get("team", ())) <= teams


def days_of(view: View, budget: Budget) -> dict[date, int]:
    """What the work of a budget cost on each of all days, in nano-units, whatever the view is narrowed to."""
    everything = replace(view, narrowing=replace(view.narrowing, where={})).during(FIRST, LAST)
    rows = everything.only(**budget.where).figures(["cost"], ["day"]).itertuples(index=False, name=None)
    return {day: to_nano(cost) for day, cost in rows if cost is not None}


def _now(view: View, budget: Budget, today: date) -> Budget:
    """The budget with what may be spent in this month as its amount."""
    first, past = today.replace(day=1), month_after(today)
    if budget.rollover == NONE:
        return budget.model_copy(update={"amount": allowed(budget, first, past)})
    found = standings(budget, days_of(view, budget), first, past, first)
    return budget.model_copy(update={"amount": found[0].limit if found else 0})


def budgeted(view: View, today: date, zone: ZoneInfo) -> list[Budgeted]:
    """Each of them with its forecast, those that are over by most first."""
    mine = monthly(view, today)
    if not mine:
        return []
    everything = replace(view, narrowing=replace(view.narrowing, where={}))
    whole = above(everything, today, zone)
    found = [Budgeted(one, *_forecast(everything, one, today, zone, whole)) for one in mine]
    return sorted(found, key=lambda one: -one.over)


def keep_budgets(view: View, found: Sequence[Budgeted]) -> int:
    """Keep what is shown of them, to be scored; how many that were."""
    return keep(view.engine, [kept_line(one.past, one.line) for one in found])


def _forecast(everything: View, budget: Budget, today: date, zone: ZoneInfo, whole: Above) -> tuple[Past, Line]:
    """This month of a budget's scope."""
    past, line = month_of(everything.only(**budget.where), today, zone, whole)
    return replace(past, scope=budget.scope), line


def table(found: Sequence[Budgeted]) -> pd.DataFrame:
    """Each budget as a row."""
    rows = [
        (
            one.budget.name, one.budget.scope or "everything", money(one.budget.amount), money(one.line.known),
            money(one.line.expected), money(one.line.low80), money(one.line.high80), money(one.over), one.line.method,
        )
        for one in found
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)
