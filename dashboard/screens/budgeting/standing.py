"""Where does each budget stand in its present period, and where will it end?"""

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
import streamlit as st

from dashboard.budgets import standings_of
from dashboard.measures.budgeting.standing import Standing
from dashboard.ui import amounts, tables
from dashboard.ui.remembered import once
from dashboard.ui.visit import Visit
from db.money import from_nano

TITLE, ORDER = "Standing", 10
LABELS: Final = {
    "name": "Budget", "scope": "Of", "period": "Period", "limit": "May spend", "used": "Used", "left": "Left",
    "share": "Used (%)", "expected": "Expected", "chance": "Chance to end over (%)", "state": "It is",
}  # fmt: skip
MONEY: Final = ("limit", "used", "left", "expected")


def draw(visit: Visit) -> None:
    """A row for each budget that the reader may see, those that are over first."""
    found = once(visit.view, standings_of, visit.today, visit.zone)
    if not found:
        st.info("No budget is kept for what you see. Bring a list: reelspend import budgets budgets.csv")
        return
    currency = visit.view.currency
    tables.show(
        table(found), key="standing", title="Budgets in their present period", currency=currency,
        labels=LABELS | {name: f"{LABELS[name]} ({currency})" for name in MONEY},
        like=dict.fromkeys(MONEY, "cost") | dict.fromkeys(("share", "chance"), "estimated_share"),
    )  # fmt: skip
    st.caption(
        "May spend is the amount of the period with what came over from the ones before. Expected is the forecast of"
        f" this month ({amounts.day(visit.today)}); of other periods nothing is foretold."
    )


def table(found: Sequence[Standing]) -> pd.DataFrame:
    """Each standing as a row."""
    return pd.DataFrame([_row(one) for one in found], columns=list(LABELS), dtype=object)


def _row(one: Standing) -> tuple[Any, ...]:
    expected = from_nano(one.ahead.expected) if one.ahead else None
    limit, used, left = (from_nano(nano) for nano in (one.limit, one.used, one.left))
    scope = one.budget.scope or "everything"
    return (
        one.budget.name, scope, one.period.name, limit, used, left, one.share, expected, one.chance, one.state,
    )  # fmt: skip
