"""What would bring the month back under its budget: the work still to come, made at cheaper places."""

from decimal import Decimal

import pandas as pd
import streamlit as st

from dashboard.forecasts.budgeted import budgeted, keep_budgets, table
from dashboard.forecasts.outlook import Outlook
from dashboard.forecasts.under import Way, budget_of, enough, over, ways
from dashboard.screens.foretelling import words
from dashboard.ui import amounts, charts, links, page, tables
from dashboard.ui.remembered import once
from dashboard.ui.visit import Visit
from dashboard.view import View
from db.budgets import Budget

TITLE, ORDER = "Back under budget", 40
LABELS = {"model": "Work of", "to": "Moved to", "seller": "At", "part_made": "Clips it can make (%)"}


def draw(visit: Visit, outlook: Outlook) -> None:
    """A verdict, then each way, the one that saves most first."""
    view, budget = visit.view, budget_of(visit.view, outlook)
    found = once(view, ways, outlook)
    st.markdown(amounts.literal(verdict(outlook, budget, found, view.currency)))
    if found:
        each_way(view, found)
    else:
        st.info("No cheaper model that can be had today could make nearly all clips of a model in recent use.")
    every_budget(visit)


def each_way(view: View, found: list[Way]) -> None:
    """What each way saves, as bars and as a table."""
    frame = pd.DataFrame(
        [(way.model, way.to, way.seller, way.left, way.saved, way.part) for way in found],
        columns=["model", "to", "seller", "left", "saved", "part_made"], dtype=object,
    )  # fmt: skip
    bars = frame.rename(columns={"saved": "cost"})[["model", "cost"]]
    charts.ranked(bars, "model", ["cost"], key="saved", title="Saved on the rest of this month", currency=view.currency)
    tables.show(
        frame, key="ways", title="Ways back under budget", currency=view.currency,
        labels=words.labels(view.currency, **LABELS), like=words.LIKE,
    )  # fmt: skip
    st.caption(
        "What is still to come of each model this month, priced like its clips of the last four weeks at the cheapest"
        " model and seller that can make at least 95% of them, at today's prices. Whether the result is as usable,"
        " nobody knows before somebody tries: see the keep rates."
    )
    links.to_screen("what_if", "Try other places, countries and parts on What-if")


def every_budget(visit: Visit) -> None:
    """All monthly budgets with the forecast of their own scope."""
    page.heading("Every monthly budget")
    found = once(visit.view, budgeted, visit.today, visit.zone)
    if not found:
        st.caption("No monthly budget is kept: `reelspend import budgets budgets.csv` brings them.")
        return
    keep_budgets(visit.view, found)
    currency = visit.view.currency
    more = {"budget": "Budget", "scope": "Of", "amount": f"A month ({currency})", "over": f"Over by ({currency})"}
    tables.show(
        table(found), key="budgets", title="Monthly budgets", currency=currency,
        labels=words.labels(currency, **more), like={**words.LIKE, "amount": "cost", "over": "cost"},
    )  # fmt: skip


def verdict(outlook: Outlook, budget: Budget | None, found: list[Way], currency: str) -> str:
    """Whether the month goes over, and how many of the ways it takes."""
    saved = amounts.money(sum((way.saved for way in found), Decimal(0)), currency)
    if budget is None:
        return f"No monthly budget is kept for just this. All of these ways together would save {saved}."
    too_much = over(outlook, budget)
    if not too_much:
        return f"The month is expected to stay under {budget.name}. These ways would save up to {saved} all the same."
    much, needed = amounts.money(too_much, currency), enough(found, too_much)
    if not needed:
        return f"The month is expected to be {much} over {budget.name}; these ways together save {saved}, not enough."
    ways_said = "the first of these ways is" if needed == 1 else f"the first {needed} of these ways are"
    return f"The month is expected to be {much} over {budget.name}; {ways_said} enough to stay under it."
