"""The same forecast by team, model and account: each by its own days, and together exactly the whole."""

import streamlit as st

from dashboard.forecasts import tables as told
from dashboard.forecasts.outlook import Outlook
from dashboard.screens.foretelling import words
from dashboard.ui import charts, tables
from dashboard.ui.visit import Visit

TITLE, ORDER = "By team, model, account", 20
GROUPS = {"Team": "team", "Model": "model", "Account": "account"}
SHOWN = ["known", "expected", "low80", "high80", "low95", "high95", "steps", "method", "remarks"]


def draw(visit: Visit, outlook: Outlook) -> None:
    """One dimension and one month at a time."""
    currency = visit.view.currency
    left, right = st.columns(2)
    by = left.segmented_control("By", list(GROUPS), default="Team", required=True, key="by", bind="query-params")
    months = {words.month(line): line.horizon for line in outlook.whole}
    month = right.selectbox("Month", list(months), key="month", bind="query-params")
    found = [line for line in outlook.of(GROUPS[by]) if line.horizon == months[month]]
    frame = told.lines(sorted(found, key=lambda line: -line.expected))
    frame["part"] = [words.part(part) for part in frame["part"]]
    bars = frame.rename(columns={"part": GROUPS[by], "expected": "cost"})[[GROUPS[by], "cost"]]
    charts.ranked(
        bars, GROUPS[by], ["cost"], key="expected-by", title=f"Expected in {month} by {by.lower()}", currency=currency
    )
    tables.show(
        frame[["part", *SHOWN]], key="parts", title=f"Forecast by {by.lower()}", currency=currency,
        labels=words.labels(currency, part=by), like=words.LIKE,
    )  # fmt: skip
    st.caption(
        "Each is forecast from its own days; what is still to come is then scaled so that together they are exactly the"
        " whole. One that is chosen alone at the left is told the same."
    )
