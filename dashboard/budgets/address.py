"""The address of the screen that shows a budget, in one of its periods."""

from urllib.parse import urlencode

from db.budget_periods import Period
from db.budgets import Budget


def address_of(budget: Budget, period: Period) -> str:
    """The path and query of the part Standing that shows just this."""
    said = {"budgets": "Standing", "budget": budget.name, "budget_period": period.name}
    return f"/budgets?{urlencode(said)}"
