"""How did every budget do in the periods of one month, also of one that is long over?"""

from datetime import date

import streamlit as st

from dashboard.budgets import mine, standings_in, tables
from dashboard.budgets.address import BY_MONTH
from dashboard.budgets.figures import looked_back
from dashboard.measures.months import month_after
from dashboard.screens.budgeting.standing import nothing_yet
from dashboard.ui import page
from dashboard.ui import tables as shown
from dashboard.ui.remembered import once
from dashboard.ui.visit import Visit
from db.budget_periods import named

TITLE, ORDER = BY_MONTH, 15


def draw(visit: Visit) -> None:
    """Every budget in each of its periods that has a day of the month."""
    if not mine(visit.view):
        nothing_yet(visit)
        return
    asked = st.selectbox("Month", months(visit.today), key="budget_month", bind="query-params")
    month = named("month", asked)
    with st.spinner("Adding up and forecasting …"):
        found = once(visit.view, standings_in, month, visit.today, visit.zone)
    if not found:
        st.info("No budget held in that month, or nothing is known of it.")
        return
    page.heading(f"Every budget in {month.first:%B %Y}")
    currency = visit.view.currency
    shown.show(
        tables.now(found), key="by-month", title=f"Budgets in {month.name}", currency=currency,
        labels=tables.heads(currency), like=tables.LIKE,
    )  # fmt: skip
    st.caption(
        "A period longer than the month counts in full: what may be spent and what was used is of all its days. What is"
        " expected is said of periods that are not over."
    )


def months(today: date) -> list[str]:
    """The present month and those before it, the latest first."""
    month, found = looked_back(today), list[str]()
    while month <= today:
        found.append(f"{month:%Y-%m}")
        month = month_after(month)
    return found[::-1]
