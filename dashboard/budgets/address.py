"""The address of the screen that shows a budget, in one of its periods."""

from datetime import date
from typing import Final
from urllib.parse import urlencode

from db.budget_periods import Period
from db.budgets import Budget

PART: Final = "Standing"
BY_MONTH: Final = "By month"


def address_of(budget: Budget, period: Period) -> str:
    """The path and query of the part Standing that shows just this, also when the period is long over."""
    return f"/budgets?{urlencode(choices_of(budget, period))}"


def in_month(day: date) -> str:
    """The path and query of the part that shows every budget in its periods of the month of a day."""
    return f"/budgets?{urlencode({'budgets': BY_MONTH, 'budget_month': f'{day:%Y-%m}'})}"


def choices_of(budget: Budget, period: Period) -> dict[str, str]:
    """What the screen is asked for by that address."""
    return {"budgets": PART, "budget": budget.name, "budget_period": period.name}
