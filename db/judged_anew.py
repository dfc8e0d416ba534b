"""Which budgets judge periods that are over by another amount from now on, and how to keep what they were?"""

from collections.abc import Iterable
from datetime import date, timedelta

from db.budget_periods import Period, period_of
from db.budgets import Budget
from db.money import from_nano, plain
from db.window import day_of_number


def judged_anew(before: Iterable[Budget], after: Iterable[Budget], today: date) -> list[str]:
    """A sentence for each budget of which only the amount is another one, where that says something of its past."""
    old = {one.name: one for one in before}
    pairs = [(old[new.name], new) for new in after if new.name in old]
    return [_said(was, new, last) for was, new in pairs if (last := _last(new, today)) and _moved(was, new, last)]


def _last(budget: Budget, today: date) -> Period | None:
    """The last period that is over, None where the budget has none."""
    if budget.period == "custom":
        return None
    present = period_of(budget.period, today, budget.year_start)
    last = period_of(budget.period, present.first - timedelta(days=1), budget.year_start)
    return last if budget.since is None or day_of_number(budget.since) < last.past else None


def _moved(was: Budget, new: Budget, last: Period) -> bool:
    """Whether its past had another amount; a period that is named keeps its own."""
    alike = (was.period, was.year_start, was.currency) == (new.period, new.year_start, new.currency)
    return alike and was.amount != new.amount and f"{last.name}=" not in new.amounts.replace(" ", "")


def _said(was: Budget, new: Budget, last: Period) -> str:
    old, amount = (plain(from_nano(one.amount)) for one in (was, new))
    return (
        f"{new.name}: periods that are over are now judged by {amount} {new.currency} too, no longer by {old}; to keep"
        f" one as it was, name it in amounts ({last.name}={old})"
    )
