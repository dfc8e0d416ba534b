"""Where will the month end, how sure is that, what is known ahead, and how wrong were the forecasts before?"""

from importlib import import_module

import streamlit as st

from dashboard.forecasts.outlook import keep_shown, outlook
from dashboard.screens import foretelling
from dashboard.ui import page, states
from dashboard.ui.remembered import once

TITLE = "Forecast"
ORDER = 70


def draw() -> None:
    """The screen: one of its parts, over whatever is chosen at the left but the days."""
    visit = page.start(
        TITLE, "Where will the month end? The days chosen at the left do not matter here.", needs_work=False
    )
    with st.spinner("Forecasting …"):
        found = once(visit.view, outlook, visit.today, visit.zone)
        if not found.past.history.costs.any():
            states.nothing_here("No work before today")
            return
        once(visit.view, keep_shown, found)
    parts = {module.TITLE: module for module in map(import_module, foretelling.every())}
    asked = st.segmented_control(
        "Part", list(parts), default=next(iter(parts)), required=True, key="forecast", bind="query-params",
        label_visibility="collapsed",
    )  # fmt: skip
    parts[asked].draw(visit, found)


if __name__ == "__main__":
    draw()
