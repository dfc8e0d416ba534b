"""How much does a budget allow between two days? Periods are pro-rated by the day, to the nano-unit."""

from datetime import date

from db.budget_periods import Period, custom, periods_between
from db.budgets import Budget
from db.window import day_of_number


def periods(budget: Budget, first: date, past: date) -> list[Period]:
    """The budget's periods that have one of its days from `first` to before `past`, in order."""
    begun, ended = budget.life
    first, past = max(first, begun), min(past, ended)
    if first >= past:
        return []
    if budget.period == "custom":
        return [custom(begun, ended)]
    return list(periods_between(budget.period, first, past, budget.year_start))


def current(budget: Budget, day: date) -> Period | None:
    """The period that a day lies in; None where the budget does not hold on that day."""
    found = periods(budget, day, date.fromordinal(day.toordinal() + 1))
    return found[0] if found else None


def allowed(budget: Budget, first: date, past: date) -> int:
    """What may be spent from `first` to before `past` without what goes over, in nano-units.

    Each day of a period has its share of the period's amount. Shares are rounded such that the days of a period add up
    to its amount, however they are cut.
    """
    amounts = budget.named_amounts
    found = periods(budget, first, past)
    return sum(_part(budget, one, amounts.get(one.name, budget.amount), first, past) for one in found)


def _part(budget: Budget, period: Period, amount: int, first: date, past: date) -> int:
    """The share of one period, and of what it is raised by."""
    begun, ended = budget.life
    first, past = max(first, begun), min(past, ended)
    plain = _shared(amount, period, first, past)
    if not (budget.raised_since and budget.raised_until):
        return plain
    up, down = day_of_number(budget.raised_since), day_of_number(budget.raised_until)
    return plain + _shared(budget.raised, period, max(first, up), min(past, down))


def _shared(amount: int, period: Period, first: date, past: date) -> int:
    """The days' share as a difference of two running sums, so that neighbours always add up."""
    gone, done = ((min(max(day, period.first), period.past) - period.first).days for day in (first, past))
    return amount * done // period.days - amount * gone // period.days if gone < done else 0
