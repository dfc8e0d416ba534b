"""What goes over from each period of a budget into the next: nothing, what is left, or that and what is overspent."""

from collections.abc import Iterable, Mapping
from datetime import date

from dashboard.measures.budgeting.planned import allowed
from db.budget_periods import Period
from db.budgets import Budget

Days = Mapping[date, int]
"""What each day cost, in nano-units; a day that is not there cost nothing."""


def used(days: Days, first: date, past: date) -> int:
    """What the days from `first` to before `past` cost together."""
    return sum(cost for day, cost in days.items() if first <= day < past)


def carried(budget: Budget, periods: Iterable[Period], days: Days) -> dict[Period, int]:
    """What each of these periods got from the ones before it; all of the budget's, in order, from the first on.

    With `both` a deficit is remembered until it is made good, however many periods that takes; with `surplus` it is
    forgiven when its period ends.
    """
    found, over = dict[Period, int](), 0
    for period in periods:
        found[period] = over
        left = allowed(budget, period.first, period.past) + over - used(days, *_within(budget, period))
        over = {"none": 0, "surplus": max(left, 0), "both": left}[budget.rollover]
    return found


def _within(budget: Budget, period: Period) -> tuple[date, date]:
    """The days of a period on which the budget holds."""
    begun, ended = budget.life
    return max(period.first, begun), min(period.past, ended)
