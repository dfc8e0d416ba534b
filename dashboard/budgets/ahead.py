"""Where will a period of a budget end, and what will it have cost up to each of its days?

A calendar month is told as the screen Forecast tells it; any other period by the same method, over its own days.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from dashboard.forecasts.foreseen import foreseen_of
from dashboard.forecasts.of_a_scope import Above, above, month_of
from dashboard.forecasts.past import Past, past_of
from dashboard.measures.budgeting.chance import Ahead
from dashboard.measures.budgeting.standing import Standing, foreseen
from dashboard.measures.forecasting.tell import tell
from dashboard.measures.outlook.foreseen import effects, planned
from dashboard.measures.outlook.line import Horizon, Line, month
from dashboard.measures.outlook.reckon import lines_of, rising, stepped
from dashboard.view import View
from db.budgets import Budget

POINTS: Final = 45
"""A chart of a longer time to come has not more than so many points ahead."""
DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Burn:
    """A period's cost up to the end of some of its days, in order; those that end by `known` are known in full."""

    standing: Standing
    known: date
    lines: tuple[Line, ...]


def ahead(view: View, one: Standing, today: date, zone: ZoneInfo, everything: Above | None = None) -> Standing:
    """The same with the forecast of its period; of one that is over, or that has not begun, nothing is foretold.

    Who asks for many gives `everything`, the forecast that they share.
    """
    if one.ended or not one.first <= today < one.past:
        return one
    told = _month(view, one, today, zone, everything or above(view, today, zone))
    line = told or _lines(view, one, [one.past], today, zone)[1][0]
    return foreseen(one, Ahead(line.known, line.expected, line.low80, line.high80, line.low95, line.high95))


def burn(view: View, one: Standing, today: date, zone: ZoneInfo) -> Burn:
    """The period up to each of its days: what it cost, and what it will have cost."""
    whole, ends = max(one.whole, one.first), [one.first + DAY * n for n in range(1, (one.past - one.first).days + 1)]
    known, to_come = [end for end in ends if end <= whole], [end for end in ends if end > whole]
    step = -(-len(to_come) // POINTS) or 1
    asked = [*known, *to_come[::-1][::step][::-1]]
    past, found = _lines(view, one, asked, today, zone)
    return Burn(one, past.past, tuple(_ending(rising(found), one)))


def _ending(lines: Sequence[Line], one: Standing) -> list[Line]:
    """The lines such that the last says what is said of the whole period elsewhere."""
    if not one.ahead or one.ended:
        return list(lines)
    told = one.ahead
    last = replace(
        lines[-1], expected=told.expected, low80=told.low80, high80=told.high80, low95=told.low95, high95=told.high95
    )
    return [*lines[:-1], last]


def _month(view: View, one: Standing, today: date, zone: ZoneInfo, everything: Above) -> Line | None:
    """This month as the screen Forecast has it; None for any other period."""
    this = month(today.replace(day=1))
    if (one.first, one.past) != (this.first, this.past):
        return None
    return month_of(_of(view, one.budget), today, zone, everything)[1]


def _lines(view: View, one: Standing, ends: Sequence[date], today: date, zone: ZoneInfo) -> tuple[Past, list[Line]]:
    """What the budget's work will have cost from the first day of the period to before each of these days."""
    mine = _of(view, one.budget)
    past = past_of(mine, today, zone)
    steps = foreseen_of(mine, past)
    alone = replace(past.history, parts=past.history.parts[:1], costs=past.history.costs[:1])
    horizons = [Horizon(one.first, end, f"{one.first} to {end - DAY}") for end in ends]
    found = lines_of(alone, horizons, past.past, tell, planned(steps, past.past))
    return past, stepped(found, effects(steps, found, "", past.past))


def _of(view: View, budget: Budget) -> View:
    """Just the work that the budget is about."""
    return replace(view, narrowing=replace(view.narrowing, where={})).only(**budget.where)
