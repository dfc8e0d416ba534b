"""The steady studio with three budgets in dollars and one in euros."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from dashboard.view import View
from db.budgets import Budget
from db.engine import writing
from db.lists import replace_budgets
from tests.dashboard import steady
from tests.db.cast import NOW


def budget(name: str, amount: str, scope: str = "", **more: Any) -> Budget:
    """A monthly budget in dollars, unless said otherwise."""
    said = {"period": "month", "currency": "USD"} | more
    return Budget(name=name, scope=scope, amount=Decimal(amount), **said)


KEPT = (
    budget("Company", "500", until=20270101),
    budget("Social", "200", "team=social"),
    budget("Trailers a week", "60", "team=trailers", period="week"),
    budget("Kling in euros", "100", "model=kling-3.0", currency="EUR"),
)


@pytest.fixture
def budgeted(tmp_path: Path) -> View:
    """Everything in that studio, to see and to change."""
    view = steady.view_of(steady.build(tmp_path))
    with writing(view.engine) as connection:
        replace_budgets(connection, KEPT, NOW, "Mara")
    return view
