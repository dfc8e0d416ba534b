"""Budgets of a few words, for sums that can be done by hand."""

from decimal import Decimal
from typing import Any

from db.budgets import Budget
from db.money import NANO

DOLLAR = NANO


def budget(amount: str = "3000", **said: Any) -> Budget:
    """A monthly budget of 3,000 dollars for everything, but for what is said."""
    usual: dict[str, Any] = {"name": "All", "period": "month", "amount": Decimal(amount), "currency": "USD"}
    return Budget(**(usual | said))
